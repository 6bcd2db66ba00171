"""The audit log: only added to, and whatever is changed in it behind its back is found."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from storage.audit import (
    AuditEntry,
    AuditHead,
    Wrong,
    act_as,
    audit_rows,
    digest_of,
    first_wrong,
    last_acts,
    note_act,
    seal_anew,
    seal_of,
    sealed_text,
)
from storage.keys import Keys
from storage.offices import Office, UnitRoute, add_unit
from storage.store import Store
from tests.databases import KEYS, opened
from tests.storage.rows import NOW, at_once, put_office, put_person

NEVER = ("DROP TRIGGER auditentry_update", "DROP TRIGGER auditentry_delete")
FIELDS = ("at", "person_id", "door", "what", "about", "detail", "previous", "digest", "number")


def write(store: Store, office: int, *what: str) -> None:
    with store.transaction() as session:
        act_as(session, None, "terminal", NOW)
        for one in what:
            note_act(session, office, one, "feedback:7", count=3)


def write_often(store: Store, office: int) -> None:
    for _ in range(10):
        write(store, office, "invited")


@pytest.fixture
def sealed(store: Store, office: int) -> Store:
    """Three acts in an office's log."""
    write(store, office, "blocked", "unblocked")
    write(store, office, "invited")
    return store


def test_the_database_itself_refuses_a_change_and_a_removal(sealed: Store) -> None:
    for statement in ("UPDATE auditentry SET what = 'x'", "DELETE FROM auditentry"):
        with pytest.raises(IntegrityError, match="only added to"), sealed.engine.begin() as connection:
            connection.exec_driver_sql(statement)


def test_the_chain_is_what_anybody_can_compute_by_hand(sealed: Store, office: int) -> None:
    with sealed.transaction() as session:
        row = next(audit_rows(session, office))
        row.office_id, row.id = 1, 1
        assert sealed_text(row) == (
            '{"about":"feedback:7","at":"2026-03-02T01:00:00.000000+00:00","detail":"{\\"count\\":3}","door":"terminal",'
            '"number":1,"office_id":1,"person_id":null,"previous":"","what":"blocked"}'
        )
        assert digest_of(row) == "afbd9bfe68760ac4f8158b8a79fa2fa49b7ba272d43ee4757d35122d2b1295f1"
        head = AuditHead(office_id=1, number=1, digest=digest_of(row))
        assert seal_of(head, b"k" * 32) == "056477ec282a2c3c77f61d8cbdb6a1349df02110bf0c071c69387e1ccbe67bf0"
        session.rollback()


def test_a_chain_holds_until_its_end_is_cut_off_or_sealed_by_somebody_else(sealed: Store, office: int) -> None:
    with sealed.transaction() as session:
        assert first_wrong(session, office, KEYS.seal) is None
        assert first_wrong(session, office, Keys.of(b"another secret" * 3).seal) == Wrong(3, "seal")
        head = session.get_one(AuditHead, office)
        noted = (head.number, head.digest)
        assert first_wrong(session, office, KEYS.seal, noted) is None
        assert first_wrong(session, office, KEYS.seal, (2, noted[1])) == Wrong(2, "noted")
        assert first_wrong(session, office, KEYS.seal, (4, noted[1])) == Wrong(4, "end")


def test_an_end_that_was_made_up_is_written_into_the_log_by_the_next_act(sealed: Store, office: int) -> None:
    with sealed.transaction() as session:
        session.get_one(AuditHead, office).seal = "0" * 64
    write(sealed, office, "invited")
    with sealed.transaction() as session:
        assert [act.what for act in last_acts(session, office, 2)] == ["invited", "seal_broken"]


def test_with_a_new_key_the_end_is_sealed_anew_only_where_the_old_seal_holds(sealed: Store, office: int) -> None:
    new = Keys.of(b"a newer secret of more than 32 bytes")
    with sealed.transaction() as session:
        seal_anew(session, [b"no such key"], new.seal)
        assert first_wrong(session, office, new.seal) == Wrong(3, "seal")
        seal_anew(session, [new.seal, KEYS.seal], new.seal)
        assert first_wrong(session, office, new.seal) is None


def test_what_two_write_at_once_stands_in_one_chain(sealed: Store, office: int) -> None:
    with opened(sealed.url) as other:
        stores = [sealed, other] if "postgresql" in sealed.url else [sealed, sealed]
        at_once(*(lambda store=store: write_often(store, office) for store in stores * 2))
    with sealed.transaction() as session:
        assert first_wrong(session, office, KEYS.seal) is None
        assert last_acts(session, office, 1)[0].number == 43


def test_what_is_rolled_back_was_never_done(sealed: Store, office: int) -> None:
    def fail() -> None:
        with sealed.transaction() as session:
            act_as(session, None, "", NOW)
            note_act(session, office, "invited")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    with sealed.transaction() as session:
        assert last_acts(session, office, 1)[0].number == 3


def test_changed_rows_tell_what_they_were_and_are(store: Store, office: int) -> None:
    with store.transaction() as session:
        act_as(session, None, "terminal", NOW)
        row = session.get_one(Office, office)
        row.slot, row.profile = "08:00", {"keep": {"files": "6 tháng"}}
        row.next_ask_at = NOW
        unit = add_unit(session, office, "Công an xã")
        session.add(UnitRoute(office_id=office, category="an-ninh", unit_id=unit.id))
    with store.transaction() as session:
        acts = {act.what: act.detail for act in last_acts(session, office, 9)}
    assert acts["settings_changed"] == '{"profile.keep":[null,{"files":"6 tháng"}],"slot":["07:30","08:00"]}'
    assert '"an-ninh"' in acts["route_added"]
    assert set(acts) == {"settings_changed", "route_added", "unit_added", "alias_added"}


@pytest.fixture(scope="module")
def chain() -> Iterator[Store]:
    """Eight acts of a database in memory, whose triggers somebody has taken away."""
    store = Store("sqlite://", KEYS)
    store.migrate()
    with store.transaction() as session:
        put_person(session, put_office(session))
    write(store, 1, *(f"act_{number}" for number in range(8)))
    with store.engine.begin() as connection:
        for statement in NEVER:
            connection.exec_driver_sql(statement)
    yield store
    store.close()


def change(session: Session, rows: list[AuditEntry], one: int, field: str) -> None:
    value = getattr(rows[one], field)
    new = value.astimezone(UTC).replace(microsecond=7) if isinstance(value, datetime) else f"{value}0"
    setattr(rows[one], field, {"number": 90, "person_id": 1}.get(field, new))


def remove(session: Session, rows: list[AuditEntry], one: int, _field: str) -> None:
    session.delete(rows[one])


def swap(session: Session, rows: list[AuditEntry], one: int, _field: str) -> None:
    other = rows[(one + 1) % len(rows)]
    rows[one].what, other.what = other.what, rows[one].what


def insert(session: Session, rows: list[AuditEntry], one: int, _field: str) -> None:
    """One that itself is sound, at the end or in the place of another, with an end made up to fit it."""
    values = rows[one].model_dump(exclude={"id"}) | {"number": len(rows) + 1, "previous": rows[-1].digest}
    new = AuditEntry(**values)
    new.digest = digest_of(new)
    head = session.get_one(AuditHead, 1)
    head.number, head.digest = new.number, new.digest
    session.add(new)


def rewrite(session: Session, rows: list[AuditEntry], one: int, _field: str) -> None:
    """A change, with every digest after it computed anew."""
    rows[one].what = "nothing"
    for before, row in zip([None, *rows], rows, strict=False):
        row.previous = before.digest if before else ""
        row.digest = digest_of(row)
    session.get_one(AuditHead, 1).digest = rows[-1].digest


@settings(max_examples=150)
@given(st.sampled_from([change, remove, swap, insert, rewrite]), st.integers(0, 7), st.sampled_from(FIELDS))
def test_any_change_removal_swap_insertion_or_rewriting_is_found(
    chain: Store, tamper: Callable[[Session, list[AuditEntry], int, str], None], one: int, field: str
) -> None:
    with chain.transaction() as session:
        rows = list(session.exec(select(AuditEntry).order_by(AuditEntry.number)))  # type: ignore[arg-type]
        tamper(session, rows, one, field)
        session.flush()
        session.expire_all()
        found = first_wrong(session, 1, KEYS.seal)
        session.rollback()
        assert found is not None
        assert first_wrong(session, 1, KEYS.seal) is None
        session.rollback()
