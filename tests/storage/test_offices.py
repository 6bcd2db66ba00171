"""Offices, their units and the names that lead to them."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from storage.offices import (
    Office,
    UnitRoute,
    add_unit,
    aliases_of,
    next_office_to_ask,
    next_office_to_ask_for_news,
    routes_of,
    the_office,
    unit_named,
    units_of,
)
from storage.store import Store
from tests.storage.rows import NOW, put, put_office, put_person


def test_the_office_is_the_named_one_or_the_first(store: Store) -> None:
    with store.transaction() as session:
        assert the_office(session) is None
        for code in ("TB", "HG"):
            put_office(session, code)
        found = [the_office(session), the_office(session, "HG"), the_office(session, "XX")]
        assert [office.code if office else "" for office in found] == ["TB", "HG", ""]


def test_two_offices_cannot_have_one_code(store: Store, office: int) -> None:
    with pytest.raises(IntegrityError), store.transaction() as session:
        put_office(session, "TB")


def test_a_new_office_works_the_usual_hours_of_viet_nam(store: Store, office: int) -> None:
    with store.transaction() as session:
        found = session.get_one(Office, office)
        assert found.hours == [["07:30", "11:30"], ["13:30", "17:00"]]
        assert (found.zone, found.slot) == ("Asia/Ho_Chi_Minh", "07:30")


def test_a_unit_is_known_by_its_name_and_by_each_alias_once(store: Store, office: int) -> None:
    with store.transaction() as session:
        culture = add_unit(session, office, "Phòng Văn hóa - Xã hội", ("VHXH", "Phòng Văn hóa và Xã hội")).id
        police = add_unit(session, office, "Công an xã").id
        assert aliases_of(session, office) == {"phòng văn hóa xã hội": culture, "vhxh": culture, "công an xã": police}
        assert [unit.name for unit in units_of(session, office)] == ["Phòng Văn hóa - Xã hội", "Công an xã"]


def test_one_alias_cannot_mean_two_units(store: Store, office: int) -> None:
    def add_twice() -> None:
        with store.transaction() as session:
            add_unit(session, office, "Phòng Kinh tế", ("KT",))
            add_unit(session, office, "Phòng Kiểm tra", ("kt",))

    with pytest.raises(IntegrityError):
        add_twice()
    with store.transaction() as session:
        assert units_of(session, office) == []


def test_one_office_sees_nothing_of_another(store: Store, office: int) -> None:
    with store.transaction() as session:
        other = put_office(session, "HG")
        unit = add_unit(session, office, "Công an xã").id
        put(session, UnitRoute(office_id=office, category="an_ninh", unit_id=unit))
        assert (units_of(session, other), aliases_of(session, other), routes_of(session, other)) == ([], {}, {})
        assert add_unit(session, other, "Công an xã").id != unit
        assert unit_named(session, other, unit) == ""


def test_a_category_leads_to_one_unit(store: Store, office: int) -> None:
    with store.transaction() as session:
        unit = add_unit(session, office, "Công an xã").id
        put(session, UnitRoute(office_id=office, category="an_ninh", unit_id=unit))
        assert routes_of(session, office) == {"an_ninh": unit}
        assert [unit_named(session, office, number) for number in (unit, None, 404)] == ["Công an xã", "", ""]
    with pytest.raises(IntegrityError), store.transaction() as session:
        put(session, UnitRoute(office_id=office, category="an_ninh", unit_id=unit))


def test_each_office_is_asked_when_its_own_moment_has_come(store: Store) -> None:
    with store.transaction() as session:
        for code, ask, news in (
            ("LATER", NOW + timedelta(days=1), NOW),
            ("NEW", None, NOW + timedelta(days=1)),
            ("DUE", NOW, None),
        ):
            office = session.get_one(Office, put_office(session, code))
            office.next_ask_at, office.next_news_at = ask, news
    asked, reminded = [], []
    with store.transaction() as session:
        while (found := next_office_to_ask(session, NOW)) is not None:
            asked.append(found.code)
            found.next_ask_at = NOW + timedelta(days=7)
        while (found := next_office_to_ask_for_news(session, NOW)) is not None:
            reminded.append(found.code)
            found.next_news_at = NOW + timedelta(days=7)
    assert (asked, reminded) == (["NEW", "DUE"], ["DUE", "LATER"])


def test_a_row_of_an_office_that_does_not_exist_is_refused(store: Store) -> None:
    with pytest.raises(IntegrityError), store.transaction() as session:
        put_person(session, 404)
