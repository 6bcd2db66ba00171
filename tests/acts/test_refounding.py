"""A list that is taken in again changes what is new in it, and nothing that lives."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import SQLModel, select

from bot.acts.founding import Changes, FoundingError, OfficePlan, PostPlan, UnitPlan, found, refound
from bot.acts.seating import pair
from bot.plans.workbook import read_workbook
from bot.rules.states import Role
from bot.rules.workdays import DayOff
from storage.days import own_days
from storage.invites import open_invite
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
    hand_over,
    invite,
    join,
    listed,
    only_office,
    post_of,
    with_posts,
)
from tests.plans.office_cells import office, packed

FIVE = PostPlan("Ngô Thị Năm", "Chuyên viên", Role.OFFICIAL, "VP")
STORM = DayOff(date(2027, 10, 8), "off", "Bão", "official", "")  # thứ Sáu


@pytest.fixture
def founded(sqlite_store: Store) -> Store:
    with sqlite_store.transaction() as session:
        found(session, PLAN, NOW)
    return sqlite_store


CHANGED = [
    ("nothing", PLAN, Changes()),
    ("what is not said", replace(PLAN, address="", slot=None, hours=None, answer_clock=None, routes=None), Changes()),
    ("another spelling of a unit's name", replace(PLAN, posts=(replace(TWO, unit="văn phòng"), ONE, THREE, FOUR)), Changes()),
    ("name and phone", replace(PLAN, name="UBND phường Suối Mơ", phone="0200 1"), Changes(details=2)),
    ("times", replace(PLAN, slot=time(7), hours=((time(8), time(16)),), answer_clock="local10"), Changes(details=3)),
    ("a unit more", replace(PLAN, units=(*PLAN.units, UnitPlan("Trạm Y tế", ("TYT",)))), Changes(units_added=1, aliases_added=2)),
    ("another name more", replace(PLAN, units=(OFFICE, replace(ECONOMY, aliases=("KT", "Nông nghiệp")), POWER)), Changes(aliases_added=1)),
    ("a unit's new name", replace(PLAN, units=(OFFICE, UnitPlan("Phòng Kinh tế, Hạ tầng", ("Phòng Kinh tế", "KT")), POWER)), Changes(units_changed=1, aliases_added=1)),
    ("a unit goes outside", replace(PLAN, units=(OFFICE, replace(ECONOMY, external=True), POWER)), Changes(units_changed=1)),
    ("a unit left out stays", replace(PLAN, units=(OFFICE, ECONOMY)), Changes()),
    ("a post more", with_posts(ONE, TWO, THREE, FOUR, FIVE), Changes(posts_added=1)),
    ("a post less, nobody in it", with_posts(ONE, TWO, THREE), Changes(posts_removed=1)),
    ("title", with_posts(ONE, TWO, THREE, replace(FOUR, title="Kế toán")), Changes(posts_changed=1)),
    ("role", with_posts(ONE, TWO, replace(THREE, role=Role.OFFICIAL), FOUR), Changes(posts_changed=1)),
    ("unit", with_posts(ONE, TWO, THREE, replace(FOUR, unit="VP")), Changes(posts_changed=1)),
    ("unit and title", with_posts(ONE, TWO, THREE, replace(FOUR, unit="VP", title="Kế toán")), Changes(posts_changed=1)),
    ("holder", with_posts(ONE, TWO, THREE, replace(FOUR, holder="Ngô Văn Sáu")), Changes(posts_changed=1)),
    ("a second post of one person", with_posts(ONE, TWO, THREE, FOUR, replace(FOUR, title="Thủ quỹ")), Changes(posts_added=1)),
    ("a namesake", with_posts(ONE, TWO, THREE, FOUR, replace(FOUR, unit="VP")), Changes(posts_added=1)),
    ("a route more", replace(PLAN, routes={"khac": "VP"}), Changes(routes=1)),
    ("a route moved", replace(PLAN, routes={"y-te": "KT", "chieu-sang-dien": "Điện lực"}), Changes(routes=1)),
    ("a day more", replace(PLAN, days=(STORM, FESTIVAL)), Changes(days=1)),
    ("a day changed", replace(PLAN, days=(replace(FESTIVAL, source="Thông báo 6"),)), Changes(days=1)),
    ("a day left out stays", replace(PLAN, days=()), Changes()),
]  # fmt: skip


@pytest.mark.parametrize(("plan", "changes"), [case[1:] for case in CHANGED], ids=[case[0] for case in CHANGED])
def test_what_is_new_is_counted_and_the_second_time_nothing_is(
    founded: Store, plan: OfficePlan, changes: Changes
) -> None:
    assert again(founded, plan) == changes
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


def test_who_has_joined_keeps_the_post_through_a_new_title_unit_and_role(founded: Store) -> None:
    person = join(founded, FOUR.holder)
    assert again(founded, with_posts(ONE, TWO, THREE, replace(FOUR, title="Kế toán", unit="VP"))).left == ()
    with founded.transaction() as session:
        post = post_of(session, FOUR.holder)
        assert (post.person_id, post.title) == (person, "Kế toán")


def test_a_post_that_somebody_holds_is_never_removed(founded: Store) -> None:
    join(founded, FOUR.holder)
    told = ("Ngô Văn Bốn, Chuyên viên, Phòng Kinh tế: không còn trong tệp nhưng đang có người giữ, nên để nguyên.",)
    before = everything(founded)
    assert again(founded, with_posts(ONE, TWO, THREE)) == Changes(left=told)
    assert everything(founded) == before


def test_a_post_that_somebody_holds_is_never_given_to_another(founded: Store) -> None:
    join(founded, THREE.holder)
    before = everything(founded)
    changes = again(founded, with_posts(ONE, TWO, replace(THREE, holder="Ngô Văn Sáu"), FOUR))
    assert changes == Changes(
        left=("Trưởng phòng: tệp ghi Ngô Văn Sáu, nhưng Ngô Thị Ba đang giữ. Hãy giao lại bằng /moi.",)
    )
    assert everything(founded) == before


def test_a_post_handed_over_in_the_chat_gets_the_new_name_from_the_list(founded: Store) -> None:
    hand_over(founded, THREE.holder, "Ngô Văn Sáu")
    assert again(founded, with_posts(ONE, TWO, replace(THREE, holder="Ngô Văn Sáu"), FOUR)) == Changes(posts_changed=1)
    assert ("Ngô Văn Sáu", "Trưởng phòng") in listed(founded)


def test_an_old_list_does_not_bring_back_who_handed_over(founded: Store) -> None:
    hand_over(founded, THREE.holder, "Ngô Văn Sáu")
    assert again(founded, PLAN).left == (
        "Trưởng phòng: tệp ghi Ngô Thị Ba, nhưng Ngô Văn Sáu đang giữ. Hãy giao lại bằng /moi.",
    )
    assert ("", "Trưởng phòng") in listed(founded)


def test_a_post_with_a_task_stays_although_nobody_holds_it(founded: Store) -> None:
    give_task(founded, FOUR.holder)
    changes = again(founded, with_posts(ONE, TWO, THREE))
    assert changes.posts_removed == 0
    assert changes.left == (
        "Ngô Văn Bốn, Chuyên viên, Phòng Kinh tế: không còn trong tệp nhưng còn việc hoặc lời mời đã dùng, nên để nguyên.",
    )
    assert (FOUR.holder, FOUR.title) in listed(founded)


def test_the_record_of_who_joined_keeps_a_post(founded: Store) -> None:
    invite(founded, FOUR.holder, used_by=join(founded, ONE.holder))
    assert again(founded, with_posts(ONE, TWO, THREE)).posts_removed == 0


def test_a_removed_post_takes_its_unused_invitation_along(founded: Store) -> None:
    invite(founded, FOUR.holder)
    assert again(founded, with_posts(ONE, TWO, THREE)).posts_removed == 1
    assert everything(founded)["invite"] == []


@pytest.mark.parametrize(("holder", "still_open"), [("Ngô Văn Sáu", False), ("ngô văn bốn", True), (FOUR.holder, True)])
def test_an_invitation_is_not_good_for_the_next_holder(founded: Store, holder: str, still_open: bool) -> None:
    invite(founded, FOUR.holder)
    again(founded, with_posts(ONE, TWO, THREE, replace(FOUR, holder=holder)))
    with founded.transaction() as session:
        assert (open_invite(session, only_office(session).id, "code", LATER) is not None) is still_open


def test_two_namesakes_and_two_posts_of_one_person_are_kept_apart(founded: Store) -> None:
    twin, second = replace(FOUR, unit="VP"), replace(FOUR, title="Thủ quỹ")
    again(founded, with_posts(ONE, TWO, THREE, FOUR, twin, second))
    changed = with_posts(second, replace(twin, title="Lái xe"), FOUR, ONE, TWO, THREE)
    assert again(founded, changed) == Changes(posts_changed=1)
    assert {title for holder, title in listed(founded) if holder == FOUR.holder} == {"Chuyên viên", "Thủ quỹ", "Lái xe"}


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
            "Đơn vị “Phòng Kinh tế” có một tên đã thuộc về đơn vị “Phòng Kinh tế”.",
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
        session.exec(select(Post).where(Post.office_id == other)).all()
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


MARKS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([None, 1, 2]), st.sampled_from("xyz")), max_size=6)


@given(MARKS, MARKS)
def test_pairs_use_every_post_once_and_share_something(
    wanted: list[tuple[str, int | None, str]], there: list[tuple[str, int | None, str]]
) -> None:
    pairs = pair(wanted, there)
    assert len(set(pairs.values())) == len(pairs)
    for number, at in pairs.items():
        assert wanted[number][0] == there[at][0] or wanted[number][1:] == there[at][1:]


@given(st.permutations(range(6)), MARKS)
def test_the_same_list_in_another_order_finds_itself(
    order: list[int], marks: list[tuple[str, int | None, str]]
) -> None:
    shuffled = [marks[at] for at in order if at < len(marks)]
    pairs = pair(shuffled, marks)
    assert all(shuffled[number] == marks[at] for number, at in pairs.items())
    assert len(pairs) == len(marks)


UNITS = [
    OFFICE,
    ECONOMY,
    POWER,
    UnitPlan("Trạm Y tế", ("TYT",)),
    UnitPlan("Phòng Hạ tầng", ("KT",)),
    UnitPlan("Tài chính"),
]
HOLDERS, NAMES = ("Ngô Một", "Ngô Hai", "Ngô Ba"), ("", "Văn phòng", "VP", "KT", "Điện lực", "Trạm Y tế")
POSTS = st.builds(
    PostPlan, st.sampled_from(HOLDERS), st.sampled_from(("Trưởng", "Phó")), st.sampled_from(list(Role)[1:]), st.sampled_from(NAMES)
)  # fmt: skip
PLANS = st.builds(
    lambda units, posts, days: replace(PLAN, units=units, posts=posts, routes={}, days=days),
    st.lists(st.sampled_from(UNITS), unique=True),
    st.lists(POSTS, max_size=5),
    st.lists(st.sampled_from([FESTIVAL, STORM, replace(STORM, kind="work")]), unique_by=lambda line: line.day),
)


@settings(max_examples=60, deadline=None)
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
