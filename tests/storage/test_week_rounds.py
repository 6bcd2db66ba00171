"""Rounds of the weekly report, notes, news and released lists, on both databases."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from storage.absences import Absence, away_throughout
from storage.listings import Listing, released_kinds, released_listing
from storage.moments import is_reminder_due
from storage.news import NewsItem, news_between, news_item
from storage.offices import add_unit
from storage.store import Store
from storage.unused import spare_files
from storage.week_rounds import (
    WeekRound,
    last_round,
    next_round_due,
    round_before,
    rounds_ending,
    week_round,
)
from storage.weeks import (
    WeekLine,
    WeekNote,
    WeekReport,
    drop_remark,
    put_week_line,
    reports_between,
    said_between,
    week_notes,
)
from tests.storage.rows import MONDAY, NOW, put, put_occurrence, put_office, put_task

WEEK, HOUR = timedelta(days=7), timedelta(hours=1)


def begin(session: Session, office: int, first: date, **values: Any) -> WeekRound:
    fields: dict[str, Any] = {"last": first + timedelta(days=6), "asked_at": NOW, "send_at": NOW + HOUR, **values}
    return put(session, WeekRound(office_id=office, first=first, **fields))


def test_the_round_that_waited_longest_goes_on_and_a_week_has_one(store: Store, office: int) -> None:
    with store.transaction() as session:
        other = put_office(session, "HG")
        later = begin(session, office, MONDAY, next_at=NOW)
        early = begin(session, other, MONDAY, next_at=NOW - HOUR)
        begin(session, office, MONDAY + WEEK, next_at=NOW + HOUR)
        begin(session, office, MONDAY - WEEK, sent_at=NOW)
        assert next_round_due(session, NOW) == early
        early.next_at = None
        session.flush()
        assert next_round_due(session, NOW) == later
        assert is_reminder_due(session, NOW)  # the digests wait for it
        later.send_at = NOW
        session.flush()
        assert not is_reminder_due(session, NOW)  # it is only sent
    with pytest.raises(IntegrityError), store.transaction() as session:
        begin(session, office, MONDAY)


def test_rounds_are_found_by_their_week(store: Store, office: int) -> None:
    with store.transaction() as session:
        for weeks in (1, 0, 2):
            begin(session, office, MONDAY + weeks * WEEK)
        begin(session, put_office(session, "HG"), MONDAY + 9 * WEEK)
        found = week_round(session, office, MONDAY)
        newest, before = last_round(session, office), round_before(session, office, MONDAY + WEEK)
        assert found
        assert newest
        assert (newest.first, before) == (MONDAY + 2 * WEEK, found)
        assert round_before(session, office, MONDAY) is None
        assert week_round(session, office, MONDAY + timedelta(days=1)) is None
        ends = [one.first for one in rounds_ending(session, office, MONDAY + timedelta(days=6), MONDAY + 2 * WEEK)]
        assert ends == [MONDAY, MONDAY + WEEK]


def test_what_was_said_of_weeks_is_read_in_order(store: Store, office: int, an: int, binh: int) -> None:
    with store.transaction() as session:
        duty = put_occurrence(session, put_task(session, office), "1")
        for person, first, at in ((an, MONDAY, NOW), (binh, MONDAY + WEEK, NOW - HOUR)):
            report = put(session, WeekReport(office_id=office, person_id=person, first=first, asked_at=NOW))
            line = WeekLine(
                office_id=office, report_id=report.id, occurrence_id=duty, progress="vuong", at=at, words="Thiếu xe"
            )
            put_week_line(session, line)
        both = said_between(session, office, MONDAY, MONDAY + WEEK)
        assert [(one.person_id, one.words) for one in both] == [(binh, "Thiếu xe"), (an, "Thiếu xe")]
        assert [one.person_id for one in said_between(session, office, MONDAY, MONDAY)] == [an]
        assert [one.person_id for one in reports_between(session, office, MONDAY, MONDAY + WEEK)] == [an, binh]


def test_a_unit_has_one_remark_on_a_week_and_many_notes(store: Store, office: int, an: int) -> None:
    with store.transaction() as session:
        unit = add_unit(session, office, "Công an xã").id
        for kind, first in (("remark", MONDAY), ("extra", MONDAY), ("remark", MONDAY + WEEK)):
            note = WeekNote(office_id=office, unit_id=unit, first=first, kind=kind, words="a", person_id=an, at=NOW)
            put(session, note)
        drop_remark(session, office, unit, MONDAY)
        assert [(one.kind, one.first) for one in week_notes(session, office, MONDAY, MONDAY + WEEK)] == [
            ("extra", MONDAY),
            ("remark", MONDAY + WEEK),
        ]
        assert [one.kind for one in week_notes(session, office, MONDAY)] == ["extra"]


def test_news_that_were_taken_back_do_not_count_and_their_photos_stay_as_long_as_they_are_named(
    store: Store, office: int, an: int
) -> None:
    digest = "a" * 64
    with store.transaction() as session:
        files = [{"kind": "photo", "digest": digest, "name": "", "mime": "", "size": 1, "problem": ""}]
        item = put(session, NewsItem(office_id=office, person_id=an, kind="photo", files=files, at=NOW))
        assert news_between(session, office, NOW, NOW + HOUR) == [item]
        assert news_between(session, office, NOW - HOUR, NOW) == []
        assert spare_files(session, [digest, "b" * 64]) == ["b" * 64]
        assert news_item(session, put_office(session, "HG"), item.id) is None
        item.taken_back_at = NOW
        session.flush()
        assert news_between(session, office, NOW, NOW + HOUR) == []
        assert news_item(session, office, item.id) is None


def test_the_newest_release_of_a_list_counts_unless_it_was_withdrawn(store: Store, office: int, an: int) -> None:
    with store.transaction() as session:
        for kind in ("canbo", "trehan", "canbo"):
            row = put(session, Listing(office_id=office, kind=kind, released_at=NOW, released_by=an))
        assert released_listing(session, office, "canbo") == row
        row.withdrawn_at = NOW
        session.flush()
        assert released_listing(session, office, "canbo") is None  # also not the one before
        assert released_kinds(session, office) == {"trehan"}
        assert released_kinds(session, put_office(session, "HG")) == frozenset()


def test_only_who_is_away_on_every_day_is_away_throughout(store: Store, office: int, an: int, binh: int) -> None:
    friday = MONDAY + timedelta(days=4)
    with store.transaction() as session:
        for person, last in ((an, friday), (binh, friday - timedelta(days=1))):
            values: dict[str, Any] = {
                "person_id": person,
                "stand_in_id": an,
                "first": MONDAY,
                "last": last,
                "made_at": NOW,
            }
            put(session, Absence(office_id=office, **values))
        assert away_throughout(session, office, MONDAY, friday) == {an}
