"""The packaged ladders, and which one a piece of work climbs."""

from itertools import pairwise

import pytest

from bot.rules.clocks import STEPS
from bot.rules.ladders import kind_called, kind_of_duty, kind_of_step, kinds, ladder_for, with_ladder

CHECKED = ("deadline", "short", "report", "event", "given", "check_in", "feedback", "dossier")
STEPS_OF_A_CASE = ("desk", "handle", "approve", "supplement", "review", "outside", "publish")


def test_every_kind_has_its_ladder() -> None:
    assert tuple(kinds()) == CHECKED + tuple(f"case_{step}" for step in STEPS_OF_A_CASE)


@pytest.mark.parametrize("key", [key for key in CHECKED if key != "check_in"])
def test_every_dated_kind_speaks_on_the_due_day_climbs_to_head_and_lead_and_never_falls_silent(key: str) -> None:
    ladder = kinds()[key].ladder
    assert any(rung.offset < 0 for rung in ladder.rungs)
    assert any(rung.offset == 0 for rung in ladder.rungs)
    assert {who for rung in ladder.rungs if rung.offset > 0 for who in rung.audience} >= {"unit_head", "lead"}
    assert all("holder" in rung.audience for rung in ladder.rungs)
    assert ladder.repeat_after == 1


def test_every_step_of_a_case_has_a_ladder_that_speaks_on_its_day() -> None:
    for step in STEPS:
        if step not in ("progress", "rate"):
            ladder = kinds()[kind_of_step(step)].ladder
            assert any(rung.offset == 0 and "holder" in rung.audience for rung in ladder.rungs)
    with pytest.raises(KeyError):
        kind_of_step("lunch")


def test_the_citizen_is_reminded_only_of_a_question_they_were_asked() -> None:
    asked = kinds()["case_supplement"]
    assert [rung.offset for rung in asked.ladder.rungs if "citizen" in rung.audience] == [-2]
    assert asked.read(asked.say(asked.ladder)) == asked.ladder
    with pytest.raises(ValueError, match="chỉ dùng được"):
        kinds()["feedback"].read("đúng hạn báo người gửi")


@pytest.mark.parametrize("key", CHECKED)
def test_a_ladder_gets_only_more_pressing_and_only_more_people(key: str) -> None:
    rungs = kinds()[key].ladder.rungs
    order = ("check_in", "ahead", "soon", "today", "late", "pressing")
    assert [order.index(rung.wording) for rung in rungs] == sorted(order.index(rung.wording) for rung in rungs)
    for before, after in pairwise(rungs):
        assert before.audience <= after.audience


@pytest.mark.parametrize(
    ("sort", "key", "days", "content", "kind"),
    [
        ("due", "2026-12-02", 0, "Nạo vét kênh", "deadline"),
        ("due", "2026-W48", 6, "Báo cáo tuần", "short"),
        ("due", "2026-11", 29, "Báo cáo kết quả giải ngân", "report"),
        ("due", "2026-11", 29, "Kiểm tra chợ", "deadline"),
        ("due", "event:4:0", 3, "Niêm yết danh sách", "event"),
        ("due", "given", 3, "Báo cáo nhanh", "given"),
        ("check_in", "2026-Q4", 91, "Báo cáo thường xuyên", "check_in"),
    ],
)
def test_the_kind_of_a_duty(sort: str, key: str, days: int, content: str, kind: str) -> None:
    assert kind_of_duty(sort, key, days, content) == kind


@pytest.mark.parametrize(
    ("name", "key"),
    [("Nhiệm vụ", "deadline"), ("bao cao", "report"), ("PAKN", "feedback"), ("Việc thường xuyên", "check_in")],
)
def test_a_kind_is_known_by_its_names(name: str, key: str) -> None:
    found = kind_called(name)
    assert found
    assert found.key == key


def test_no_two_kinds_share_a_name() -> None:
    names = [name for kind in kinds().values() for name in kind.called]
    assert len(names) == len(set(names))
    assert kind_called("chuyện khác") is None


def test_an_offices_own_ladder_wins_until_it_is_the_usual_one_again() -> None:
    kind = kinds()["report"]
    own = with_ladder({}, "report", kind.read("đúng hạn"))
    assert ladder_for("report", own) == kind.read("đúng hạn")
    assert ladder_for("deadline", own) == kinds()["deadline"].ladder
    assert with_ladder(own, "report", kind.ladder) == {}


def test_nobody_may_be_left_to_hear_of_a_dossier_only_when_it_is_late() -> None:
    with pytest.raises(ValueError, match="trước 1 ngày"):
        kinds()["dossier"].read("đúng hạn; trễ 1 ngày")
    assert kinds()["dossier"].read("trước 1 ngày; đúng hạn").rungs[0].offset == -1
