"""Whatever lists come after each other: what is followed is what the last one says, and nothing is there twice."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from bot.acts.dossiers.listing import Compared, compare
from bot.acts.dossiers.storing import store
from bot.acts.dossiers.whose import whose
from bot.desk import OfficeDay
from bot.rules.dossier_list import DossierRow
from bot.rules.states import DossierState
from storage.dossiers import Dossier
from storage.due_lists import DueList
from tests.plans.dossier_files import code
from tests.talks import Town

DAYS = st.dates(date(2026, 11, 10), date(2026, 12, 20))


@st.composite
def lists(draw: st.DrawFn) -> list[DossierRow]:
    found = []
    for number in sorted(draw(st.sets(st.integers(1, 6), max_size=6))):
        state = draw(st.sampled_from(list(DossierState)))
        row = DossierRow(
            code=code("261102", number),
            key=code("261102", number),
            state=state,
            received=date(2026, 11, 2),
            due=draw(st.none() | DAYS),
            finished=draw(DAYS) if state == DossierState.DONE else None,
            handler=draw(st.sampled_from(["", "Chị Lan", "Anh Văn", "Người lạ"])),
            unit=draw(st.sampled_from(["", "Phòng Kinh tế", "VH-XH"])),
            at="dòng 1",
        )
        found.append(row)
    return found


def bring(day: OfficeDay, rows: list[DossierRow]) -> Compared:
    found = compare(day, rows, whose(day))
    due_list = DueList(office_id=day.office.id, source_name="x.csv", digest="", sent_at=day.now)
    day.session.add(due_list)
    store(day, due_list, found, None)
    day.session.flush()
    return found


def followed(session: Session) -> dict[str, Dossier]:
    return {one.key: one for one in session.exec(select(Dossier))}


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=lists(), second=lists())
def test_what_is_followed_is_what_the_last_list_says(
    town: Town, first: list[DossierRow], second: list[DossierRow]
) -> None:
    with town.store.transaction() as session:
        day = town.shop.day(session, town.office_id, town.now)
        bring(day, first)
        after_first = set(followed(session))
        again = compare(day, first, whose(day))
        assert (again.new, again.changed, again.finished) == ([], [], [])
        found = bring(day, second)
        known = followed(session)
        assert set(known) == after_first | {row.key for row in second}
        for row in second:
            one = known[row.key]
            assert one.state == row.state
            assert row.due is None or one.due == row.due
            assert (one.next_at is not None) <= (one.state == DossierState.OPEN and one.due is not None)
            assert one.next_at is None or one.next_at > town.now - timedelta(days=1)
        assert {one.key for one in found.vanished}.isdisjoint(row.key for row in second)
        session.rollback()
