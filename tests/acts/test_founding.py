"""An office is written whole or not at all."""

from dataclasses import replace

import pytest

from bot.acts.founding import FoundingError, OfficePlan, PostPlan, UnitPlan, found
from bot.plans.workbook import read_workbook
from bot.rules.clock_rules import DEFAULT_ANSWER
from bot.rules.reminding import SLOT
from bot.rules.routing import DEFAULT_ROUTES
from bot.rules.states import Role
from bot.rules.workdays import Hours
from storage.days import own_days
from storage.offices import aliases_of, routes_of, unit_named, units_of
from storage.people import office_posts
from storage.store import Store
from tests.acts.suoi_mo import FESTIVAL, NOW, PLAN, everything, only_office
from tests.plans.office_cells import office, packed

BARE = OfficePlan(name="UBND xã Suối Mơ", code="SM", units=(UnitPlan(DEFAULT_ROUTES["khac"]),))


def refusal(store: Store, plan: OfficePlan) -> list[str]:
    """Why it is refused; what was written until then stays, which has to be nothing."""
    before = everything(store)
    with store.transaction() as session, pytest.raises(FoundingError) as refused:
        found(session, plan, NOW)
    assert everything(store) == before
    return refused.value.problems


def test_everything_that_is_said_is_written(store: Store) -> None:
    with store.transaction() as session:
        found(session, PLAN, NOW)
    with store.transaction() as session:
        made = only_office(session)
        assert (made.name, made.code, made.address, made.created_at) == ("UBND xã Suối Mơ", "SM", "Thôn Một", NOW)
        assert (made.slot, made.answer_clock) == ("07:15", "seven")
        assert made.hours == [["07:00", "11:30"], ["13:00", "16:30"]]
        assert [(unit.name, unit.external) for unit in units_of(session, made.id)] == [
            ("Văn phòng", False),
            ("Phòng Kinh tế", False),
            ("Điện lực", True),
        ]
        assert set(aliases_of(session, made.id)) == {"văn phòng", "vp", "phòng kinh tế", "kt", "tài chính", "điện lực"}
        assert [(day.day, day.kind, day.name) for day in own_days(session, made.id)] == [
            (FESTIVAL.day, "off", "Lễ hội suối")
        ]


def test_posts_and_routes_find_their_unit_by_any_of_its_names(sqlite_store: Store) -> None:
    with sqlite_store.transaction() as session:
        made = found(session, PLAN, NOW)
        posts = office_posts(session, made.id)
        assert [(post.holder_name, post.role, unit_named(session, made.id, post.unit_id)) for post in posts] == [
            ("Ngô Thị Một", Role.LEAD, ""),
            ("Ngô Văn Hai", Role.CLERK, "Văn phòng"),
            ("Ngô Thị Ba", Role.UNIT_HEAD, "Phòng Kinh tế"),
            ("Ngô Văn Bốn", Role.OFFICIAL, "Phòng Kinh tế"),
        ]
        routes = routes_of(session, made.id)
        assert {category: unit_named(session, made.id, unit) for category, unit in routes.items()} == PLAN.routes


def test_what_is_not_said_is_as_usual(sqlite_store: Store) -> None:
    with sqlite_store.transaction() as session:
        made = found(session, BARE, NOW)
        assert (made.slot, made.answer_clock) == (f"{SLOT:%H:%M}", DEFAULT_ANSWER)
        assert made.hours == [[f"{start:%H:%M}", f"{end:%H:%M}"] for start, end in Hours().spans]


def test_of_the_usual_routes_those_to_units_it_has_are_taken(sqlite_store: Store) -> None:
    with sqlite_store.transaction() as session:
        made = found(session, BARE, NOW)
        assert set(routes_of(session, made.id)) == {
            category for category, unit in DEFAULT_ROUTES.items() if unit == DEFAULT_ROUTES["khac"]
        }


def test_no_routes_at_all_may_be_meant(sqlite_store: Store) -> None:
    with sqlite_store.transaction() as session:
        assert routes_of(session, found(session, replace(BARE, routes={}), NOW).id) == {}


def test_a_workbook_becomes_an_office(sqlite_store: Store) -> None:
    with sqlite_store.transaction() as session:
        made = found(session, read_workbook(packed(office())), NOW)
        assert len(units_of(session, made.id)) == 3
        assert len(office_posts(session, made.id)) == 4
        assert len(own_days(session, made.id)) == 2


@pytest.mark.parametrize(
    ("plan", "problem"),
    [
        (
            replace(PLAN, posts=(PostPlan("Ai", "Trưởng phòng", Role.UNIT_HEAD, "Phòng Lạ"),)),
            "Vị trí “Trưởng phòng”: không có đơn vị “Phòng Lạ”.",
        ),
        (
            replace(PLAN, routes={"y-te": "Trạm Lạ", "khac": "Trạm Lạ"}),
            "Lĩnh vực: không có đơn vị “Trạm Lạ”.",
        ),
        (
            replace(PLAN, units=(*PLAN.units, UnitPlan("Phòng Mới", ("kt",)))),
            "Đơn vị “Phòng Mới” có một tên đã thuộc về đơn vị “Phòng Kinh tế”.",
        ),
        (
            replace(PLAN, units=(*PLAN.units, UnitPlan("Điện Lực"))),
            "Đơn vị “Điện Lực” có một tên đã thuộc về đơn vị “Điện lực”.",
        ),
    ],
)
def test_a_plan_that_does_not_hold_together_writes_nothing(sqlite_store: Store, plan: OfficePlan, problem: str) -> None:
    assert refusal(sqlite_store, plan) == [problem]


def test_all_problems_are_told_together(sqlite_store: Store) -> None:
    lost = PostPlan("Ai", "Thủ kho", Role.OFFICIAL, "Kho")
    assert len(refusal(sqlite_store, replace(PLAN, posts=(lost, lost), routes={"khac": "Kho"}))) == 3


def test_a_code_belongs_to_one_office(sqlite_store: Store) -> None:
    with sqlite_store.transaction() as session:
        found(session, PLAN, NOW)
    assert refusal(sqlite_store, replace(PLAN, name="UBND xã Khác")) == ["Đã có cơ quan mang mã “SM”."]
