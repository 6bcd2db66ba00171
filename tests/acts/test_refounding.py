"""A list that is taken in again changes what is new in it, and nothing that lives."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlmodel import SQLModel, select

from bot.acts.founding import Changes, FoundingError, OfficePlan, PostPlan, UnitPlan, found, refound
from bot.plans.workbook import read_workbook
from bot.rules.ladders import kinds
from bot.rules.report_said import kinds as kinds_of_periods
from bot.rules.report_said import read_rule
from bot.rules.states import Role
from bot.rules.workdays import DayOff
from storage.days import own_days
from storage.offices import aliases_of, routes_of, units_of
from storage.people import Post
from storage.store import Store
from tests.acts.suoi_mo import (
    ECONOMY,
    FESTIVAL,
    FOUR,
    LATER,
    NOW,
    OFFICE,
    ONE,
    PLAN,
    POWER,
    THREE,
    TWO,
    again,
    everything,
    give_task,
    join,
    only_office,
    post_of,
    with_posts,
    with_units,
)
from tests.plans.office_cells import office, packed

FIVE = PostPlan("Ngô Thị Năm", "Chuyên viên", Role.OFFICIAL, "VP")
STORM = DayOff(date(2027, 10, 8), "off", "Bão", "official", "")  # thứ Sáu


SAID = {
    "what is not said": replace(PLAN, address="", slot=None, hours=None, answer_clock=None, routes=None),
    "another of a unit's names": with_posts(replace(TWO, unit="văn phòng"), ONE, THREE, FOUR),
    "name and phone": replace(PLAN, name="UBND phường Suối Mơ", phone="0200 1"),
    "times": replace(PLAN, slot=time(7), hours=((time(8), time(16)),), answer_clock="local10"),
    "a unit more": with_units(OFFICE, ECONOMY, POWER, UnitPlan("Trạm Y tế", ("TYT",))),
    "a unit with a name more": with_units(OFFICE, replace(ECONOMY, aliases=("KT", "Nông nghiệp")), POWER),
    "a unit with a new name": with_units(OFFICE, UnitPlan("Phòng Hạ tầng", ("Phòng Kinh tế",)), POWER),
    "a unit goes outside": with_units(OFFICE, replace(ECONOMY, external=True), POWER),
    "a unit left out": with_units(OFFICE, ECONOMY),
    "a post more": with_posts(ONE, TWO, THREE, FOUR, FIVE),
    "a post less": with_posts(ONE, TWO, THREE),
    "a new title": with_posts(ONE, TWO, THREE, replace(FOUR, title="Kế toán")),
    "a new role": with_posts(ONE, TWO, replace(THREE, role=Role.OFFICIAL), FOUR),
    "a new unit": with_posts(ONE, TWO, THREE, replace(FOUR, unit="VP")),
    "a new unit and title": with_posts(ONE, TWO, THREE, replace(FOUR, unit="VP", title="Kế toán")),
    "a new holder": with_posts(ONE, TWO, THREE, replace(FOUR, holder="Ngô Văn Sáu")),
    "a second post of one person": with_posts(ONE, TWO, THREE, FOUR, replace(FOUR, title="Thủ quỹ")),
    "a namesake": with_posts(ONE, TWO, THREE, FOUR, replace(FOUR, unit="VP")),
    "a route more": replace(PLAN, routes={"khac": "VP"}),
    "a route moved": replace(PLAN, routes={"y-te": "KT", "chieu-sang-dien": "Điện lực"}),
    "a topic's name, and one more": replace(PLAN, topics={"khac": "Chuyện khác", "rieng-cang-ca": "Cảng cá"}),
    "the usual name of a topic": replace(PLAN, topics={"y-te": "Y tế"}),
    "a day more": replace(PLAN, days=(STORM, FESTIVAL)),
    "a day changed": replace(PLAN, days=(replace(FESTIVAL, source="Thông báo 6"),)),
    "a day left out": replace(PLAN, days=()),
    "a ladder": replace(PLAN, ladders={"report": kinds()["report"].read("trước 9 ngày; đúng hạn")}),
    "a period": replace(PLAN, periods=(kinds_of_periods()["14"], read_rule("quý: theo dương lịch, gửi ngày 10"))),
    "a procedure": replace(PLAN, procedures={"Khai sinh; giấy khai sinh": "mang giấy chứng sinh"}),
    "a reception": replace(PLAN, reception="thứ Năm hằng tuần"),
    "the usual ladder": replace(PLAN, ladders={"report": kinds()["report"].ladder}),
}
COUNTED = {
    "a procedure": Changes(procedures=1),
    "a reception": Changes(details=1),
    "name and phone": Changes(details=2),
    "times": Changes(details=3),
    "a unit more": Changes(units_added=1, aliases_added=2),
    "a unit with a name more": Changes(aliases_added=1),
    "a unit with a new name": Changes(units_changed=1, aliases_added=1),
    "a unit goes outside": Changes(units_changed=1),
    "a post more": Changes(posts_added=1),
    "a post less": Changes(posts_removed=1),
    "a new title": Changes(posts_changed=1),
    "a new role": Changes(posts_changed=1),
    "a new unit": Changes(posts_changed=1),
    "a new unit and title": Changes(posts_changed=1),
    "a new holder": Changes(posts_changed=1),
    "a second post of one person": Changes(posts_added=1),
    "a namesake": Changes(posts_added=1),
    "a route more": Changes(routes=1),
    "a route moved": Changes(routes=1),
    "a topic's name, and one more": Changes(topics=2),
    "a day more": Changes(days=1),
    "a day changed": Changes(days=1),
    "a ladder": Changes(ladders=1),
    "a period": Changes(periods=2),
}


@pytest.mark.parametrize("said", SAID)
def test_what_is_new_is_counted_and_the_second_time_nothing_is(founded: Store, said: str) -> None:
    plan = SAID[said]
    assert again(founded, plan) == COUNTED.get(said, Changes())
    before = everything(founded)
    assert again(founded, plan) == Changes()
    assert everything(founded) == before


def test_both_databases_take_a_list_again(store: Store) -> None:
    with store.transaction() as session:
        found(session, PLAN, NOW)
    plan = replace(PLAN, posts=(ONE, TWO, FIVE), routes={"y-te": "KT"}, days=(STORM,))
    assert again(store, plan) == Changes(posts_added=1, posts_removed=2, routes=1, days=1)
    assert again(store, plan) == Changes()


def test_a_workbook_taken_in_twice_changes_nothing(sqlite_store: Store) -> None:
    with sqlite_store.transaction() as session:
        found(session, read_workbook(packed(office())), NOW)
    assert again(sqlite_store, read_workbook(packed(office()))) == Changes()


def test_a_unit_that_changed_its_name_keeps_its_work_and_its_old_name(founded: Store) -> None:
    give_task(founded, FOUR.holder)
    tasks = everything(founded)["task"]
    again(founded, replace(PLAN, units=(OFFICE, UnitPlan("Phòng Hạ tầng", ("KT",)), POWER)))
    with founded.transaction() as session:
        names = aliases_of(session, only_office(session).id)
        assert names["phòng kinh tế"] == names["phòng hạ tầng"] == post_of(session, FOUR.holder).unit_id
        assert [unit.name for unit in units_of(session, only_office(session).id)][1] == "Phòng Hạ tầng"
    assert everything(founded)["task"] == tasks


def test_what_changed_is_written(founded: Store) -> None:
    moved = replace(FOUR, unit="VP", title="Kế toán", role=Role.ADMIN)
    again(founded, replace(with_posts(ONE, TWO, THREE, moved), routes={"y-te": "KT"}, slot=time(6, 30)))
    with founded.transaction() as session:
        names = aliases_of(session, only_office(session).id)
        post = post_of(session, FOUR.holder)
        assert (post.title, post.role, post.unit_id) == ("Kế toán", Role.ADMIN, names["vp"])
        assert routes_of(session, only_office(session).id) == {
            "y-te": names["kt"],
            "chieu-sang-dien": names["điện lực"],
        }
        assert only_office(session).slot == "06:30"


def test_a_changed_day_keeps_one_line(founded: Store) -> None:
    again(founded, replace(PLAN, days=(replace(FESTIVAL, kind="work", name="Làm bù"),)))
    with founded.transaction() as session:
        days = own_days(session, only_office(session).id)
        assert [(day.day, day.kind, day.name) for day in days] == [(FESTIVAL.day, "work", "Làm bù")]


@pytest.mark.parametrize(
    ("plan", "problem"),
    [
        (replace(PLAN, code="XX"), "Mã cơ quan là “SM”, không đổi thành “XX”."),
        (with_posts(replace(TWO, unit="Kho")), "Vị trí “Văn thư”: không có đơn vị “Kho”."),
        (replace(PLAN, routes={"khac": "Kho"}), "Lĩnh vực: không có đơn vị “Kho”."),
        (
            replace(PLAN, units=(OFFICE, ECONOMY, replace(POWER, aliases=("VP",)))),
            "Đơn vị “Điện lực” có một tên đã thuộc về đơn vị “Văn phòng”.",
        ),
        (
            replace(PLAN, units=(OFFICE, UnitPlan("Phòng Tài chính", ("Tài chính",)), ECONOMY, POWER)),
            "Đơn vị “Phòng Kinh tế” có một tên đã thuộc về đơn vị “Phòng Tài chính”.",
        ),
    ],
)
def test_a_list_that_does_not_hold_together_changes_nothing(founded: Store, plan: OfficePlan, problem: str) -> None:
    plan = replace(plan, name="Tên khác", address="Chỗ khác", days=(STORM,))
    before = everything(founded)
    with founded.transaction() as session, pytest.raises(FoundingError) as refused:
        refound(session, only_office(session), plan, LATER)
    assert refused.value.problems == [problem]
    assert everything(founded) == before


def test_people_accounts_tasks_and_other_offices_are_not_touched(founded: Store) -> None:
    with founded.transaction() as session:
        other = found(session, replace(PLAN, code="HX"), NOW).id
    with founded.transaction() as session:
        for post in session.exec(select(Post).where(Post.office_id == other)):
            post.holder_name += " ở xã khác"
            session.add(post)
    join(founded, ONE.holder)
    give_task(founded, FOUR.holder)
    before = everything(founded)
    again(founded, replace(PLAN, units=(UnitPlan("Phòng Một", ("VP",)),), posts=(FIVE,), routes={}, days=(STORM,)))
    after = everything(founded)
    for table in ("person", "account", "task", "occurrence", "feedback", "plan", "letter"):
        assert after[table] == before[table]
    for table in ("unit", "unitalias", "post", "unitroute", "holiday"):
        assert [row for row in after[table] if row.office_id == other] == [
            row for row in before[table] if row.office_id == other
        ]


def test_changes_are_told_in_a_line_and_what_is_left_below_it() -> None:
    assert str(Changes()) == "Không có gì thay đổi."
    told = str(Changes(units_added=2, posts_changed=1, left=("Một việc.", "Hai việc.")))
    assert told == "Đã cập nhật: đơn vị thêm 2, vị trí sửa 1.\nMột việc.\nHai việc."


HEALTH, BUILDING, MONEY = UnitPlan("Trạm Y tế", ("TYT",)), UnitPlan("Phòng Hạ tầng", ("KT",)), UnitPlan("Tài chính")
HOLDERS, NAMES = ("Ngô Một", "Ngô Hai", "Ngô Ba"), ("", "Văn phòng", "VP", "KT", "Điện lực", "Trạm Y tế")
POSTS = st.builds(
    PostPlan,
    st.sampled_from(HOLDERS),
    st.sampled_from(("Trưởng", "Phó")),
    st.sampled_from([Role.OFFICIAL, Role.LEAD]),
    st.sampled_from(NAMES),
)
PLANS = st.builds(
    lambda units, posts, days: replace(PLAN, units=units, posts=posts, routes={}, days=days),
    st.lists(st.sampled_from([OFFICE, ECONOMY, POWER, HEALTH, BUILDING, MONEY]), unique=True),
    st.lists(POSTS, max_size=5),
    st.lists(st.sampled_from([FESTIVAL, STORM, replace(STORM, kind="work")]), unique_by=lambda line: line.day),
)


CROSSED = tuple(PostPlan("Ngô Một", title, Role.OFFICIAL, "") for title in ("Phó", "Trưởng"))
ALIKE = tuple(PostPlan("Ngô Một", "Trưởng", role, "") for role in (Role.OFFICIAL, Role.LEAD))


@settings(max_examples=25)
@example([replace(PLAN, routes={}, posts=posts) for posts in (CROSSED, ALIKE)])
@given(st.lists(PLANS, min_size=1, max_size=3))
def test_any_list_is_refused_whole_or_settled_at_once(plans: list[OfficePlan]) -> None:
    store = Store("sqlite:///:memory:")
    SQLModel.metadata.create_all(store.engine)
    with store.transaction() as session:
        found(session, replace(PLAN, posts=()), NOW)
    for plan in plans:
        before = everything(store)
        try:
            again(store, plan)
        except FoundingError:
            assert everything(store) == before
        else:
            before = everything(store)
            assert again(store, plan) == Changes()
            assert everything(store) == before
    store.close()
