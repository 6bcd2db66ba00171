"""Invitations to a post open once, and not for long."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from storage.invites import Invite, close_invites, open_invite
from storage.people import Post
from storage.store import Store
from tests.storage.rows import NOW, overlapping, put, put_office

END = NOW + timedelta(days=7)


def put_post(store: Store, office: int) -> int:
    with store.transaction() as session:
        return put(session, Post(office_id=office, title="Công chức văn phòng - thống kê")).id


def put_invite(store: Store, office: int, post: int, link: str = "link", code: str = "code") -> int:
    with store.transaction() as session:
        invite = Invite(office_id=office, post_id=post, link_digest=link, code_digest=code, made_at=NOW, expires_at=END)
        return put(session, invite).id


def opened(store: Store, office: int, digest: str, now: datetime = NOW) -> int | None:
    with store.transaction() as session:
        found = open_invite(session, office, digest, now)
        return found.post_id if found else None


def use(store: Store, office: int, person: int, digest: str) -> bool:
    with store.transaction() as session:
        return use_in(session, office, person, digest)


def use_in(session: Session, office: int, person: int, digest: str) -> bool:
    found = open_invite(session, office, digest, NOW)
    if found:
        found.used_at, found.used_by = NOW, person
        session.add(found)
        session.flush()
    return found is not None


@pytest.fixture
def post(store: Store, office: int) -> int:
    return put_post(store, office)


@pytest.mark.parametrize(("digest", "opens"), [("link", True), ("code", True), ("guess", False), ("", False)])
def test_the_link_and_the_code_open_the_same_invitation(
    store: Store, office: int, post: int, digest: str, opens: bool
) -> None:
    put_invite(store, office, post)
    assert opened(store, office, digest) == (post if opens else None)


def test_an_invitation_opens_once(store: Store, office: int, post: int, an: int, binh: int) -> None:
    put_invite(store, office, post)
    assert use(store, office, an, "link")
    assert not use(store, office, binh, "code")


@pytest.mark.parametrize(("now", "opens"), [(END - timedelta(microseconds=1), True), (END, False)])
def test_an_invitation_ends(store: Store, office: int, post: int, now: datetime, opens: bool) -> None:
    put_invite(store, office, post)
    assert (opened(store, office, "link", now) is not None) == opens


def test_another_office_cannot_open_it(store: Store, office: int, post: int) -> None:
    put_invite(store, office, post)
    with store.transaction() as session:
        other = put_office(session, "HG")
    assert opened(store, other, "link") is None


def test_a_new_invitation_to_a_post_ends_the_older_ones_of_that_post_only(store: Store, office: int, post: int) -> None:
    other = put_post(store, office)
    put_invite(store, office, post, "old link", "old code")
    put_invite(store, office, other, "other link", "other code")
    with store.transaction() as session:
        close_invites(session, post, NOW)
    put_invite(store, office, post, "new link", "new code")
    found = [opened(store, office, digest) for digest in ("old link", "old code", "other link", "new code")]
    assert found == [None, None, other, post]


def test_closing_does_not_change_when_a_used_or_ended_one_was_open(
    store: Store, office: int, post: int, an: int
) -> None:
    used, ended = put_invite(store, office, post, "used", "1"), put_invite(store, office, post, "ended", "2")
    use(store, office, an, "used")
    with store.transaction() as session:
        close_invites(session, post, END + timedelta(days=1))
    with store.transaction() as session:
        assert [session.get_one(Invite, each).expires_at for each in (used, ended)] == [END, END]


def test_two_people_with_the_same_code_at_the_same_moment_are_not_both_let_in(
    store: Store, office: int, post: int, an: int, binh: int
) -> None:
    put_invite(store, office, post)
    outcomes = overlapping(
        store,
        lambda session: use_in(session, office, an, "code"),
        lambda session: use_in(session, office, binh, "link"),
    )
    assert outcomes == [True, False]
