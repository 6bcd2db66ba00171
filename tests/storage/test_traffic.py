"""Messages of a month, counted on both databases."""

from datetime import date

from storage.groups import ChatGroup, link_group
from storage.offices import Unit
from storage.people import meet
from storage.store import Store
from storage.traffic import ChannelMonth, count_people, count_up, month_of
from tests.storage.rows import NOW, put

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)


def test_what_goes_and_comes_is_added_up_by_month_and_channel(store: Store, office: int) -> None:
    for sent, heard, month in ((1, 0, NOVEMBER), (3, 0, NOVEMBER), (0, 1, NOVEMBER), (5, 0, DECEMBER)):
        with store.transaction() as session:
            one = ChannelMonth(office_id=office, channel="zalo_bot", month=month, sent=sent, heard=heard)
            count_up(session, one)
    with store.transaction() as session:
        found = month_of(session, office, "zalo_bot", NOVEMBER)
        assert (found.sent, found.heard) == (4, 1)
        assert month_of(session, office, "zalo_bot", DECEMBER).sent == 5
        assert month_of(session, office, "other", NOVEMBER).sent == 0


def test_what_is_counted_in_a_transaction_is_seen_there_at_once(store: Store, office: int) -> None:
    with store.transaction() as session:
        for total in (2, 4, 6):
            one = ChannelMonth(office_id=office, channel="zalo_bot", month=NOVEMBER, sent=2)
            count_up(session, one)
            assert month_of(session, office, "zalo_bot", NOVEMBER).sent == total


def test_people_are_counted_and_groups_are_nobody(store: Store, office: int, an: int) -> None:
    with store.transaction() as session:
        unit = put(session, Unit(office_id=office, name="Tổ 3")).id
        for name in ("An", "Bình", "An"):
            meet(session, office, "zalo_bot", name, NOW)
        group = ChatGroup(person_id=0, office_id=office, unit_id=unit, linked_by=an, linked_at=NOW)
        link_group(session, group, "zalo_bot", "zgr-1")
        session.flush()
        assert count_people(session, office, "zalo_bot") == 2
