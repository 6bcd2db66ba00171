"""Who speaks, what posts they hold, where they can be reached."""

from datetime import timedelta

from sqlmodel import Session, col, func, select

from bot.rules.states import Role
from storage.letters import Letter, add_letter
from storage.offices import add_unit
from storage.people import (
    Account,
    Person,
    Post,
    Speaker,
    account_at,
    duty_holders,
    holders,
    join,
    live_accounts,
    mark_gone,
    mark_moved,
    meet,
    office_posts,
    overseers,
    posts_of,
)
from storage.store import Store
from tests.storage.rows import NOW, new_case, new_letter, overlapping, put, put_office, put_person

LATER = NOW + timedelta(hours=1)


def hear(store: Store, office: int, address: str = "1001", channel: str = "telegram") -> Speaker:
    with store.transaction() as session:
        return meet(session, office, channel, address, NOW)


def count(store: Store, table: type[Person] | type[Account]) -> int:
    with store.transaction() as session:
        return session.exec(select(func.count()).select_from(table)).one()


def put_post(store: Store, office: int, role: str, person: int | None = None, unit: int | None = None) -> int:
    with store.transaction() as session:
        return put(session, Post(office_id=office, title=role, role=role, person_id=person, unit_id=unit)).id


def test_a_stranger_becomes_a_citizen_without_a_post_and_without_a_name(store: Store, office: int) -> None:
    speaker = hear(store, office)
    assert (speaker.person.name, speaker.posts, speaker.account.live) == ("", [], True)


def test_the_same_address_is_the_same_person(store: Store, office: int) -> None:
    first, second = hear(store, office), hear(store, office)
    assert second.person.id == first.person.id
    assert hear(store, office, channel="zalo_oa").person.id != first.person.id


def test_whoever_writes_can_be_reached_again_and_there_first(store: Store, office: int, an: int) -> None:
    hear(store, office)
    with store.transaction() as session:
        mark_gone(session, office, "telegram", "1001")
        account = account_at(session, office, "telegram", "1001")
        assert account is not None
        assert not account.live
        assert live_accounts(session, account.person_id) == []
        meet(session, office, "telegram", "1001", LATER)
        assert [(each.address, each.last_seen_at) for each in live_accounts(session, account.person_id)] == [
            ("1001", LATER)
        ]


def test_who_was_only_heard_in_a_group_cannot_be_reached_yet(store: Store, office: int) -> None:
    with store.transaction() as session:
        account = meet(session, office, "telegram", "1001", NOW, reachable=False).account
        assert live_accounts(session, account.person_id) == []
        meet(session, office, "telegram", "1001", NOW)
        meet(session, office, "telegram", "1001", LATER, reachable=False)
        assert [each.last_seen_at for each in live_accounts(session, account.person_id)] == [NOW]


def test_the_account_used_last_comes_first(store: Store, office: int, an: int) -> None:
    with store.transaction() as session:
        for address, moment in (("old", NOW), ("new", LATER), ("gone", LATER)):
            put(
                session,
                Account(office_id=office, person_id=an, channel="web", address=address, last_seen_at=moment),
            )
        mark_gone(session, office, "web", "gone")
        mark_gone(session, office, "web", "never seen")
        assert [each.address for each in live_accounts(session, an)] == ["new", "old"]


def test_a_chat_that_moved_is_found_at_its_new_address(store: Store, office: int) -> None:
    speaker = hear(store, office)
    with store.transaction() as session:
        mark_moved(session, office, "telegram", "1001", "-1002")
    assert hear(store, office, "-1002").person.id == speaker.person.id
    assert count(store, Account) == 1


def test_a_chat_does_not_move_onto_somebody_elses_address(store: Store, office: int) -> None:
    hear(store, office, "1001")
    other = hear(store, office, "2002")
    with store.transaction() as session:
        mark_moved(session, office, "telegram", "1001", "2002")
        mark_moved(session, office, "telegram", "never seen", "3003")
    assert hear(store, office, "2002").person.id == other.person.id
    assert count(store, Account) == 2


def test_two_first_messages_at_the_same_moment_make_one_person(store: Store, office: int) -> None:
    def hear_at_once(session: Session) -> int:
        return meet(session, office, "telegram", "1001", NOW).person.id

    first, second = overlapping(store, hear_at_once, hear_at_once)
    assert first == second
    assert (count(store, Person), count(store, Account)) == (1, 1)


def test_guesses_of_one_address_at_the_same_moment_are_all_counted(store: Store, office: int) -> None:
    hear(store, office)

    def guess(session: Session) -> None:
        account = meet(session, office, "telegram", "1001", NOW).account
        account.failed_codes += 1
        session.add(account)
        session.flush()

    assert overlapping(store, guess, guess) == [None, None]
    assert hear(store, office).account.failed_codes == 2


def test_posts_are_listed_oldest_first_for_the_office_and_for_a_person(store: Store, office: int, an: int) -> None:
    posts = [put_post(store, office, role, person) for role, person in ((Role.CLERK, an), (Role.LEAD, None))]
    with store.transaction() as session:
        other = put_office(session, "HG")
        assert [post.id for post in office_posts(session, office)] == posts
        assert [post.id for post in posts_of(session, an)] == posts[:1]
        assert office_posts(session, other) == []


def test_holders_of_a_role_are_told_once_and_an_empty_post_holds_nobody(
    store: Store, office: int, an: int, binh: int
) -> None:
    with store.transaction() as session:
        unit = add_unit(session, office, "Công an xã").id
    for person, where in ((binh, None), (an, unit), (binh, unit), (None, unit)):
        put_post(store, office, Role.OFFICIAL, person, where)
    with store.transaction() as session:
        assert holders(session, office, Role.OFFICIAL) == [binh, an]
        assert holders(session, office, Role.OFFICIAL, unit) == [an, binh]
        assert holders(session, office, Role.LEAD) == []


def test_a_duty_falls_to_its_post_else_to_its_unit_else_to_the_clerk(
    store: Store, office: int, an: int, binh: int
) -> None:
    with store.transaction() as session:
        unit, headed, empty = (add_unit(session, office, name).id for name in ("A", "B", "C"))
        clerk = put_person(session, office, "Văn thư")
    post = put_post(store, office, Role.OFFICIAL, an, unit)
    put_post(store, office, Role.OFFICIAL, binh, unit)
    put_post(store, office, Role.UNIT_HEAD, binh, headed)
    put_post(store, office, Role.CLERK, clerk)
    vacant = put_post(store, office, Role.OFFICIAL, None, headed)
    with store.transaction() as session:
        assert duty_holders(session, office, unit, post) == [an]
        assert duty_holders(session, office, unit, None) == [an, binh]
        assert duty_holders(session, office, headed, vacant) == [binh]
        assert duty_holders(session, office, empty, None) == [clerk]
        assert duty_holders(session, office, None, None) == [clerk]


def test_a_role_that_nobody_holds_falls_to_the_next_one_up(store: Store, office: int, an: int, binh: int) -> None:
    with store.transaction() as session:
        assert overseers(session, office, Role.CLERK) == []
    put_post(store, office, Role.LEAD, an)
    with store.transaction() as session:
        assert overseers(session, office, Role.CLERK) == [an]
    put_post(store, office, Role.CLERK, binh)
    with store.transaction() as session:
        assert overseers(session, office, Role.CLERK) == [binh]
        assert overseers(session, office, Role.LEAD) == [an]


def test_an_official_who_had_written_as_a_citizen_keeps_what_they_had_asked_for(
    store: Store, office: int, an: int
) -> None:
    speaker = hear(store, office)
    with store.transaction() as session:
        put(session, new_case(office, speaker.person.id, "TB-1"))
        add_letter(session, new_letter(office, speaker.person.id, "answer"))
        join(session, speaker.account, session.get_one(Person, an))
    assert hear(store, office).person.id == an
    with store.transaction() as session:
        assert session.exec(select(Letter.person_id)).all() == [an]


def test_a_citizen_who_still_has_another_account_keeps_their_things_there(store: Store, office: int, an: int) -> None:
    speaker = hear(store, office)
    citizen = speaker.person.id
    with store.transaction() as session:
        put(session, Account(office_id=office, person_id=citizen, channel="web", address="w", last_seen_at=NOW))
        add_letter(session, new_letter(office, citizen, "answer"))
        join(session, speaker.account, session.get_one(Person, an))
        assert session.exec(select(Letter.person_id)).all() == [citizen]
        assert session.exec(select(Account.person_id).order_by(col(Account.id))).all() == [an, citizen]
