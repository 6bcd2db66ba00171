"""Who is away, their own times, the addresses of their calendars, and posts on their way."""

from datetime import date, datetime, timedelta

from storage.absences import Absence, absence, absences_from, end_absences, stand_ins
from storage.feeds import Feed, end_feeds, has_feed, open_feed
from storage.handovers import Handover, open_handovers
from storage.moments import next_moment
from storage.nudges import Nudge, add_nudge, close_nudges, nudges_of, open_nudges, put_nudge
from storage.people import Person, Post
from storage.slots import put_slot, slot_of
from storage.store import Store
from tests.storage.rows import FRIDAY, MONDAY, NOW, put, put_office, put_person

DAY = timedelta(days=1)


def away(office: int, person: int, stand_in: int, first: date = MONDAY, last: date = FRIDAY) -> Absence:
    return Absence(office_id=office, person_id=person, stand_in_id=stand_in, first=first, last=last, made_at=NOW)


def nudge(office: int, person: int, next_at: datetime | None = None) -> Nudge:
    return Nudge(
        office_id=office,
        person_id=person,
        subject="occurrence",
        subject_id=7,
        day=MONDAY,
        rung=0,
        audience="holder",
        made_at=NOW,
        next_at=next_at,
    )


def test_somebody_stands_in_from_the_first_to_the_last_day(store: Store, office: int, an: int, binh: int) -> None:
    with store.transaction() as session:
        put(session, away(office, an, binh))
        found = [stand_ins(session, office, day) for day in (MONDAY - DAY, MONDAY, FRIDAY, FRIDAY + DAY)]
    assert found == [{}, {an: binh}, {an: binh}, {}]


def test_the_later_of_two_absences_counts(store: Store, office: int, an: int, binh: int) -> None:
    with store.transaction() as session:
        third = put_person(session, office, "Lê Cúc")
        put(session, away(office, an, binh))
        put(session, away(office, an, third))
        assert stand_ins(session, office, MONDAY) == {an: third}


def test_another_offices_absences_are_not_seen(store: Store, office: int, an: int, binh: int) -> None:
    with store.transaction() as session:
        number = put(session, away(office, an, binh)).id
        other = put_office(session, "XX")
        assert stand_ins(session, other, MONDAY) == {}
        assert absence(session, other, number) is None
        assert absence(session, office, number) is not None


def test_who_leaves_neither_is_away_nor_stands_in(store: Store, office: int, an: int, binh: int) -> None:
    with store.transaction() as session:
        put(session, away(office, an, binh))
        put(session, away(office, binh, an))
        end_absences(session, an, NOW)
        session.flush()
        assert stand_ins(session, office, MONDAY) == {}
        assert absences_from(session, binh, MONDAY) == []


def test_absences_that_are_over_are_not_listed(store: Store, office: int, an: int, binh: int) -> None:
    with store.transaction() as session:
        put(session, away(office, an, binh, FRIDAY + 9 * DAY, FRIDAY + 9 * DAY))
        put(session, away(office, an, binh))
        assert [row.first for row in absences_from(session, an, MONDAY)] == [MONDAY, FRIDAY + 9 * DAY]
        assert [row.first for row in absences_from(session, an, FRIDAY + DAY)] == [FRIDAY + 9 * DAY]


def test_a_personal_time_is_set_changed_and_given_back(store: Store, office: int, an: int) -> None:
    with store.transaction() as session:
        person = session.get_one(Person, an)
        for slot in ("", "08:15", "09:00", ""):
            put_slot(session, person, slot)
            session.flush()
            assert slot_of(session, an) == slot


def test_an_address_opens_until_it_is_ended(store: Store, office: int, an: int) -> None:
    with store.transaction() as session:
        put(session, Feed(office_id=office, person_id=an, digest="d1", made_at=NOW))
        found = open_feed(session, "d1")
        assert found
        assert (found.person_id, has_feed(session, an), open_feed(session, "d2")) == (an, True, None)
        end_feeds(session, an, NOW)
        session.expire_all()
        assert (open_feed(session, "d1"), has_feed(session, an)) == (None, False)


def test_a_post_on_its_way_waits_until_it_is_taken(store: Store, office: int, an: int, binh: int) -> None:
    with store.transaction() as session:
        post = put(session, Post(office_id=office, title="Văn thư"))
        note = put(session, Handover(office_id=office, post_id=post.id, left_by=an, cases=[3], at=NOW))
        assert [row.cases for row in open_handovers(session, post.id)] == [[3]]
        note.taken_by, note.taken_at = binh, NOW
        session.add(note)
        session.flush()
        assert open_handovers(session, post.id) == []


def test_a_line_that_waits_is_in_no_digest_before_its_moment(store: Store, office: int, an: int) -> None:
    with store.transaction() as session:
        add_nudge(session, nudge(office, an, next_at=NOW + DAY))
        assert open_nudges(session, NOW) == []
        assert next_moment(session, NOW) == NOW + DAY
        assert [line.subject_id for (line,) in open_nudges(session, NOW + DAY)] == [7]


def test_a_line_asked_for_again_is_opened_again(store: Store, office: int, an: int) -> None:
    with store.transaction() as session:
        put_nudge(session, nudge(office, an))
        ((line,),) = open_nudges(session, NOW)
        close_nudges(session, [line.id])
        session.expire_all()
        put_nudge(session, nudge(office, an, next_at=NOW + DAY))
        session.flush()
        assert open_nudges(session, NOW) == []
        assert [again.id for (again,) in open_nudges(session, NOW + DAY)] == [line.id]


def test_lines_of_some_people_are_found(store: Store, office: int, an: int, binh: int) -> None:
    with store.transaction() as session:
        add_nudge(session, nudge(office, an))
        add_nudge(session, nudge(office, binh))
        assert [line.person_id for line in nudges_of(session, office, [binh])] == [binh]
        assert nudges_of(session, office, []) == []
