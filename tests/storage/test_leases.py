"""Of several processes on one database, one at a time does what only one may do."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.leases import FREE, Lease, release_leases, renew_leases
from storage.store import Store
from tests.storage.rows import overlapping

LIFE = timedelta(seconds=8)
NAMES = {"telegram:7", "letters:1"}


def renew(store: Store, holder: str, names: set[str] = NAMES) -> set[str]:
    with store.transaction() as session:
        return renew_leases(session, holder, names, LIFE)


def end(store: Store, name: str) -> None:
    """As if its time had run out."""
    with store.transaction() as session:
        lease = session.get_one(Lease, name)
        lease.held_until = FREE
        session.add(lease)


def test_who_comes_first_has_it_until_letting_go_or_dying(store: Store) -> None:
    assert renew(store, "a") == NAMES
    assert renew(store, "b") == set()
    assert renew(store, "a") == NAMES
    end(store, "telegram:7")  # its holder has died
    assert renew(store, "b") == {"telegram:7"}
    assert renew(store, "a") == {"letters:1"}
    with store.transaction() as session:
        release_leases(session, "a")
    assert renew(store, "b") == NAMES
    assert renew(store, "c", {"tidy"}) == {"tidy"}


def test_two_that_ask_at_once_share_and_neither_fails(store: Store) -> None:
    first, second = overlapping(
        store,
        lambda session: renew_leases(session, "a", NAMES, LIFE),
        lambda session: renew_leases(session, "b", NAMES, LIFE),
    )
    assert isinstance(first, set)
    assert isinstance(second, set)
    assert first | second <= NAMES
    assert first & second == set()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(("renew", "die", "release"))), max_size=12))
def test_no_two_ever_have_the_same(sqlite_store: Store, steps: list[tuple[str, str]]) -> None:
    holds: dict[str, set[str]] = {}
    for holder, step in steps:
        if step == "renew":
            holds[holder] = renew(sqlite_store, holder)
        else:  # the dead one's time runs out
            for name in holds.pop(holder, set()):
                end(sqlite_store, name)
        held = [name for names in holds.values() for name in names]
        assert len(held) == len(set(held))
    for name in NAMES & {name for names in holds.values() for name in names}:
        end(sqlite_store, name)
