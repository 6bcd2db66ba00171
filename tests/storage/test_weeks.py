"""The weekly report: one for each official and week, one line for each duty."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from storage.store import Store
from storage.weeks import WeekLine, WeekReport, newest_week_report, put_week_line, week_lines, week_report, week_reports
from tests.storage.rows import MONDAY, NOW, put, put_occurrence, put_office, put_task

NEXT_MONDAY = MONDAY + timedelta(days=7)


def ask(store: Store, office: int, *people: int) -> list[int]:
    with store.transaction() as session:
        reports = [
            WeekReport(office_id=office, person_id=person, first=MONDAY, asked=[7, 8], asked_at=NOW)
            for person in people
        ]
        return [put(session, report).id for report in reports]


def say(store: Store, office: int, report: int, occurrence: int, progress: str) -> None:
    with store.transaction() as session:
        line = WeekLine(office_id=office, report_id=report, occurrence_id=occurrence, progress=progress, at=NOW)
        put_week_line(session, line)


def lines(store: Store, *reports: int) -> list[tuple[int, str]]:
    with store.transaction() as session:
        return [(line.occurrence_id, line.progress) for line in week_lines(session, list(reports))]


def test_a_person_is_asked_once_a_week(store: Store, office: int, an: int) -> None:
    ask(store, office, an)
    with pytest.raises(IntegrityError):
        ask(store, office, an)
    with store.transaction() as session:
        found = week_report(session, an, MONDAY)
        assert found is not None
        assert (found.asked, found.answered_at) == ([7, 8], None)
        assert week_report(session, an, NEXT_MONDAY) is None


def test_the_newest_report_is_the_one_of_the_latest_week(store: Store, office: int, an: int, binh: int) -> None:
    with store.transaction() as session:
        for monday in (NEXT_MONDAY, MONDAY):
            put(session, WeekReport(office_id=office, person_id=an, first=monday, asked_at=NOW))
        found = newest_week_report(session, an)
        assert found is not None
        assert found.first == NEXT_MONDAY
        assert newest_week_report(session, binh) is None


def test_the_reports_of_a_week_are_those_of_this_office(store: Store, office: int, an: int, binh: int) -> None:
    reports = ask(store, office, binh, an)
    with store.transaction() as session:
        other = put_office(session, "HG")
        assert [report.id for report in week_reports(session, office, MONDAY)] == reports
        assert week_reports(session, office, NEXT_MONDAY) == []
        assert week_reports(session, other, MONDAY) == []


def test_saying_it_again_replaces_what_was_said(store: Store, office: int, an: int, binh: int) -> None:
    with store.transaction() as session:
        task = put_task(session, office)
        first, second = (put_occurrence(session, task, key) for key in ("1", "2"))
    mine, theirs = ask(store, office, an, binh)
    for report, duty, progress in (
        (mine, first, "dang"),
        (mine, second, "xong"),
        (theirs, first, "vuong"),
        (mine, first, "xong"),
    ):
        say(store, office, report, duty, progress)
    assert lines(store, mine) == [(first, "xong"), (second, "xong")]
    assert lines(store, mine, theirs) == [(first, "xong"), (second, "xong"), (first, "vuong")]
    assert lines(store) == []
