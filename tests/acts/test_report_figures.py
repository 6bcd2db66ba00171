"""Each figure of a report is what an independent count over the office's rows gives, and names the rows it counts."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, delete, select

from bot.acts.reports import built
from bot.rules.figures import Average, Figure, Known, Section, Window, known_in
from bot.rules.numbers import half_up
from bot.rules.states import Case, Work
from storage.clues import Clue
from storage.feedback import Feedback
from storage.occurrences import Occurrence
from storage.plans import Plan, Task, TaskEvent
from storage.store import Store
from storage.weeks import WeekLine, WeekReport
from tests.storage.rows import new_case, put, put_clock, put_person
from tests.talks import FRIDAY, ZONE, Town

TODAY = FRIDAY.date()
WINDOWS = (
    Window(date(2026, 10, 15), date(2026, 11, 14), "Tháng 11/2026", (date(2026, 11, 15), date(2026, 12, 14))),
    Window(date(2026, 11, 16), date(2026, 11, 22), "Tuần 47/2026", (date(2026, 11, 23), date(2026, 11, 29))),
    Window(date(2026, 11, 19), date(2026, 11, 19), "Một ngày"),
)
KINDS = ("phan_anh", "kien_nghi", "khieu_nai", "to_cao", "hoi_thu_tuc")
STATES = (Case.RECEIVED, Case.HANDLING, Case.ANSWERED, Case.CLOSED, Case.REFUSED, Case.GUIDED)
days = st.integers(-50, 25).map(lambda shift: TODAY + timedelta(days=shift))
hours = st.sampled_from([None, time(8), time(16, 30)])


def moments(earliest: date = date(2026, 10, 1)) -> st.SearchStrategy[datetime]:
    """Not later than now, as nothing is done in the future."""
    span = int((FRIDAY - datetime.combine(earliest, time(), ZONE)).total_seconds() // 60)
    return st.integers(0, span).map(lambda minutes: FRIDAY - timedelta(minutes=minutes))


@pytest.fixture
def town(sqlite_store: Store, tmp_path: Path) -> Town:
    return Town(sqlite_store, tmp_path)


duties = st.lists(
    st.fixed_dictionaries(
        {
            "due": days,
            "due_time": hours,
            "kind": st.sampled_from(["due", "due", "due", "check_in"]),
            "done_at": st.none() | moments(),
            "dropped": st.booleans() | st.just(False),
            "section": st.sampled_from(["", "I. Cải cách", "II. Kinh tế"]),
            "unit": st.sampled_from([None, 1, 2]),
        }
    ),
    max_size=12,
)
cases = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(KINDS),
            "state": st.sampled_from(STATES),
            "received_at": moments(date(2026, 9, 20)),
            "promise": st.integers(0, 20),
            "answer": st.none() | st.integers(0, 40_000),
            "rating": st.none() | st.integers(1, 5),
            "category": st.sampled_from(["an-ninh", "y-te", ""]),
        }
    ),
    max_size=12,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(duties=duties, cases=cases, window=st.sampled_from(WINDOWS))
def test_every_figure_equals_a_count_over_the_rows_it_names(
    town: Town, duties: list[dict[str, Any]], cases: list[dict[str, Any]], window: Window
) -> None:
    with town.store.transaction() as session:
        for table in (Occurrence, Task, Plan, Clue, Feedback):
            session.exec(delete(table))
        fill(session, town, duties, cases)
        found = built(town.shop.day(session, town.office_id, town.now), window)
        told = {known.key: known for section in found for known in known_in(section)}
        check_duties(session, told, window)
        check_cases(session, told, window)
        check_tables(found)


def fill(session: Session, town: Town, duties: list[dict[str, Any]], cases: list[dict[str, Any]]) -> None:
    plan = put(session, Plan(office_id=town.office_id, source_name="a", digest="d", sent_at=FRIDAY, read_at=FRIDAY))
    for number, one in enumerate(duties):
        task = Task(office_id=town.office_id, plan_id=plan.id, position=number, content=f"Việc {number}")
        task.section, task.unit_id = one["section"], one["unit"]
        put(session, task)
        due, done = one["due"], one["done_at"]
        state = Work.DROPPED if one["dropped"] else Work.DONE if done else Work.OPEN
        fields: dict[str, Any] = {
            "starts": due,
            "printed": due,
            "due": due,
            "original": due,
            "state": state,
            "kind": one["kind"],
        }
        fields |= {"due_time": one["due_time"], "done_at": done if state == Work.DONE else None}
        put(session, Occurrence(office_id=town.office_id, task_id=task.id, key=str(number), **fields))
    person = put_person(session, town.office_id)
    for number, one in enumerate(cases):
        received = one["received_at"]
        promised = received.date() + timedelta(days=one["promise"])
        answer = received + timedelta(minutes=one["answer"]) if one["answer"] is not None else None
        answered = answer if answer and answer <= FRIDAY else None
        over = one["state"] in (Case.REFUSED, Case.GUIDED, Case.CLOSED)
        values: dict[str, Any] = {name: one[name] for name in ("kind", "state", "category", "received_at")}
        values |= {"original_due": promised, "answered_at": answered, "rating": one["rating"] if answered else None}
        values |= {"over_at": (answered or received) if over else None, "due": promised}
        put(session, new_case(town.office_id, person, f"XT-{number:06d}", **values))


def check_duties(session: Session, told: dict[str, Known], window: Window) -> None:
    start, end = edges(window)
    rows = session.exec(select(Occurrence).where(Occurrence.kind == "due", Occurrence.state != Work.DROPPED)).all()

    def done(row: Occurrence) -> bool:
        return row.done_at is not None and row.done_at < end

    def counts(row: Occurrence) -> bool:
        before = row.done_at is not None and row.done_at < start
        return not before and (row.due <= window.last or done(row))

    def late(row: Occurrence) -> bool:
        at = row.done_at if done(row) else end
        assert at
        return at > datetime.combine(row.due, row.due_time or time.max, ZONE)

    wanted: dict[str, Callable[[Occurrence], bool]] = {
        "ket_qua.phai_lam": counts,
        "ket_qua.xong": lambda row: counts(row) and done(row),
        "ket_qua.dung_han": lambda row: counts(row) and done(row) and not late(row),
        "ket_qua.xong_tre": lambda row: counts(row) and done(row) and late(row),
        "ket_qua.qua_han": lambda row: counts(row) and not done(row) and late(row),
        "ket_qua.con_han": lambda row: counts(row) and not done(row) and not late(row),
        "ket_qua.ty_le": lambda row: counts(row) and done(row) and not late(row),
        "tre_han.tat_ca": lambda row: counts(row) and late(row),
    }
    for key, predicate in wanted.items():
        same_codes(told.get(key), {f"NV-{row.id}" for row in rows if predicate(row)})
    if window.coming:
        first, last = window.coming
        ahead = {f"NV-{row.id}" for row in rows if first <= row.due <= last and not done(row)}
        same_codes(told.get("ky_toi.den_han"), ahead)


def check_cases(session: Session, told: dict[str, Known], window: Window) -> None:
    start, end = edges(window)
    counted = [Case.REFUSED, Case.GUIDED]
    rows = session.exec(
        select(Feedback).where(col(Feedback.kind).in_(["phan_anh", "kien_nghi"]), col(Feedback.state).not_in(counted))
    ).all()

    def inside(moment: datetime | None) -> bool:
        return moment is not None and start <= moment < end

    def on_time(row: Feedback) -> bool:
        return row.answered_at is not None and row.answered_at.astimezone(ZONE).date() <= row.original_due

    def waits(row: Feedback) -> bool:
        over = row.over_at is not None and row.over_at < end
        return row.received_at < end and not over and not (row.answered_at and row.answered_at < end)

    wanted: dict[str, Callable[[Feedback], bool]] = {
        "pakn.nhan": lambda row: inside(row.received_at),
        "pakn.tra_loi": lambda row: inside(row.answered_at),
        "pakn.dung_han": lambda row: inside(row.answered_at) and on_time(row),
        "pakn.dang": waits,
        "pakn.qua_han": lambda row: waits(row) and row.original_due < end.astimezone(ZONE).date(),
        "pakn.diem": lambda row: inside(row.answered_at) and row.rating is not None,
        "pakn.ton": lambda row: row.received_at < start and (waits(row) or inside(row.answered_at)),
    }
    for key, predicate in wanted.items():
        same_codes(told.get(key), {row.code for row in rows if predicate(row)})
    marks = [row.rating for row in rows if inside(row.answered_at) and row.rating is not None]
    average = told["pakn.diem"]
    assert average.value == (half_up(sum(marks) / len(marks), 2) if marks else None)


def check_tables(found: tuple[Section, ...]) -> None:
    """A group's figures are parts of the whole, and no code is in two groups."""
    whole = {known.key: known for section in found for known in section.figures}
    for section in found:
        for table in section.tables:
            for place in range(2, len(table.header)):
                cells = [row[place] for row in table.rows if isinstance(row[place], Figure)]
                codes = [code for cell in cells if isinstance(cell, Figure) for code in cell.codes]
                assert len(codes) == len(set(codes))
                if cells and isinstance(cells[0], Figure):
                    name = cells[0].key.split(".")[-1]
                    assert set(codes) == set(whole[f"{section.key}.{name}"].codes)


def same_codes(known: Known | None, wanted: set[str]) -> None:
    codes = known.codes if known else ()
    assert len(codes) == len(set(codes))
    assert set(codes) == wanted
    if isinstance(known, Figure) and known.whole is None:
        assert known.value == len(wanted)
    elif isinstance(known, Figure) and known.whole:
        assert known.value == half_up(100 * len(wanted) / len(known.whole), 1)
    assert not isinstance(known, Average) or len(known.marks) == len(wanted)


def edges(window: Window) -> tuple[datetime, datetime]:
    start = datetime.combine(window.first, time(), ZONE)
    now = FRIDAY + timedelta(microseconds=1)
    return start, min(datetime.combine(window.last + timedelta(days=1), time(), ZONE), now)


@pytest.fixture
def one_duty(town: Town) -> Callable[[Session], tuple[Task, Occurrence]]:
    """Due on 10 November, when it was not done; more time was granted only on the 18th."""

    def make(session: Session) -> tuple[Task, Occurrence]:
        fields: dict[str, Any] = {"source_name": "a", "digest": "d", "sent_at": FRIDAY, "read_at": FRIDAY}
        plan = put(session, Plan(office_id=town.office_id, **fields))
        task = put(session, Task(office_id=town.office_id, plan_id=plan.id, position=1, content="Nạo vét kênh"))
        due = date(2026, 11, 10)
        days: dict[str, Any] = {"starts": due, "printed": due, "due": date(2026, 11, 25), "original": due}
        item = put(session, Occurrence(office_id=town.office_id, task_id=task.id, key="k", **days))
        for what, at in (("extension_asked", 9), ("extension_granted", 18)):
            event = TaskEvent(office_id=town.office_id, task_id=task.id, occurrence_id=item.id, what=what, at=FRIDAY)
            event.at = FRIDAY.replace(day=at)
            event.words, event.day = ("25/11 vì mưa lũ", None) if at == 9 else ("", date(2026, 11, 25))
            put(session, event)
        return task, item

    return make


def test_what_was_granted_or_done_after_the_days_does_not_count_in_them(
    town: Town, one_duty: Callable[[Session], tuple[Task, Occurrence]]
) -> None:
    month, week = WINDOWS[0], WINDOWS[1]
    with town.store.transaction() as session:
        _, item = one_duty(session)
        day = town.shop.day(session, town.office_id, town.now)
        late = next(section for section in built(day, month) if section.key == "tre_han")
        assert late.tables[0].rows[0][-1] == "25/11 vì mưa lũ"
        assert late.tables[0].rows[0][3] == date(2026, 11, 10)
        assert not [section for section in built(day, week) if section.key == "tre_han"]
        say_stuck(session, town, item, "Thiếu máy đào", FRIDAY.replace(day=13))
        late = next(section for section in built(day, month) if section.key == "tre_han")
        assert late.tables[0].rows[0][-1] == "25/11 vì mưa lũ"
        item.state, item.done_at = Work.DONE, FRIDAY
        put(session, item)
        assert "tre_han" in [section.key for section in built(day, month)]


def say_stuck(session: Session, town: Town, item: Occurrence, words: str, at: datetime) -> None:
    person = put_person(session, town.office_id, "Chị Lan")
    first = date(2026, 11, 9)
    report = put(session, WeekReport(office_id=town.office_id, person_id=person, first=first, asked_at=at))
    line = WeekLine(office_id=town.office_id, report_id=report.id, occurrence_id=item.id, progress="vuong", at=at)
    line.words = words
    put(session, line)


def test_a_reason_comes_from_the_week_where_nobody_asked_for_more_time_and_else_stays_blank(town: Town) -> None:
    with town.store.transaction() as session:
        plan = put(session, Plan(office_id=town.office_id, source_name="a", digest="d", sent_at=FRIDAY))
        items = []
        for number in range(3):
            task = Task(office_id=town.office_id, plan_id=plan.id, position=number, content=f"Việc {number}")
            due = date(2026, 11, 10)
            days: dict[str, Any] = {"starts": due, "printed": due, "due": due, "original": due}
            put(session, task)
            items.append(put(session, Occurrence(office_id=town.office_id, task_id=task.id, key="k", **days)))
        about: dict[str, Any] = {"task_id": items[0].task_id, "occurrence_id": items[0].id}
        note = TaskEvent(office_id=town.office_id, what="note", at=FRIDAY, **about)
        note.at, note.words = FRIDAY.replace(day=12), "Đã họp"
        put(session, note)
        say_stuck(session, town, items[0], "Thiếu máy đào", FRIDAY.replace(day=13))
        say_stuck(session, town, items[1], "Nói sau kỳ", FRIDAY.replace(day=18))
        day = town.shop.day(session, town.office_id, town.now)
        late = next(section for section in built(day, WINDOWS[0]) if section.key == "tre_han")
        assert [row[-1] for row in late.tables[0].rows] == ["Thiếu máy đào", "……", "……"]


def test_a_case_that_is_taken_up_again_keeps_the_answer_of_its_month(town: Town) -> None:
    """Answered a day late, taken up again after the month: that tells of the answer, the week of the open case."""
    with town.store.transaction() as session:
        person = put_person(session, town.office_id)
        first, again = datetime(2026, 11, 12, 9, tzinfo=ZONE), datetime(2026, 11, 17, 9, tzinfo=ZONE)
        values: dict[str, Any] = {
            "kind": "phan_anh",
            "state": Case.REOPENED,
            "received_at": datetime(2026, 11, 2, 9, tzinfo=ZONE),
        }
        values |= {"answered_at": first, "original_due": date(2026, 12, 1), "due": date(2026, 12, 1)}
        case = put(session, new_case(town.office_id, person, "XT-AAAAAA", **values))
        put_clock(session, case, original=date(2026, 11, 11), started_at=values["received_at"], met_at=first)
        put_clock(session, case, round=2, original=date(2026, 12, 1), started_at=again)
        day = town.shop.day(session, town.office_id, town.now)
        month, week = (
            {known.key: known.codes for section in built(day, window) for known in section.figures}
            for window in WINDOWS[:2]
        )
    assert month["pakn.tra_loi"] == ("XT-AAAAAA",)
    assert month["pakn.dung_han"] == () == month["pakn.dang"]
    assert week["pakn.dang"] == ("XT-AAAAAA",)
    assert week["pakn.tra_loi"] == () == week["pakn.qua_han"]
