"""Who keeps a post when the list is taken in again."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import SQLModel

from bot.acts.founding import Changes
from bot.acts.seating import pair
from storage.handovers import Handover
from storage.invites import open_invite
from storage.store import Store
from tests.acts.suoi_mo import (
    FOUR,
    LATER,
    NOW,
    ONE,
    PLAN,
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
        "Ngô Văn Bốn, Chuyên viên, Phòng Kinh tế: "
        "không còn trong tệp nhưng đã từng có việc hoặc người giữ, nên để nguyên.",
    )
    assert (FOUR.holder, FOUR.title) in listed(founded)


def test_the_record_of_who_joined_keeps_a_post(founded: Store) -> None:
    invite(founded, FOUR.holder, used_by=join(founded, ONE.holder))
    assert again(founded, with_posts(ONE, TWO, THREE)).posts_removed == 0


def test_what_waits_for_the_next_holder_keeps_a_post(founded: Store) -> None:
    left = join(founded, ONE.holder)
    with founded.transaction() as session:
        post = post_of(session, FOUR.holder)
        session.add(Handover(office_id=post.office_id, post_id=post.id, left_by=left, cases=[], at=NOW))
    assert again(founded, with_posts(ONE, TWO, THREE)).posts_removed == 0


def test_no_other_table_points_at_a_post() -> None:
    pointing = {
        table.name
        for table in SQLModel.metadata.sorted_tables
        for key in table.foreign_keys
        if key.target_fullname == "post.id"
    }
    # Those that `seating` asks before it removes one.
    assert pointing == {"dossier", "handlername", "handover", "invite", "task"}


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
