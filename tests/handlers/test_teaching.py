"""What the clerk decides of one message decides the next one like it, at once."""

from pathlib import Path

import pytest
from sqlmodel import select

from storage.corrections import Correction
from storage.store import Store
from tests.talks import LAMP, Town, case_of, code_in

# A word of the place that no packaged weight can know.
LOCAL = "Cái lồ ồ ngoài bãi Gò Mun lại xì ra đầy lối đi"
ALIKE = "lồ ồ ở Gò Mun chảy ra lối đi, nhờ xã coi giùm"


@pytest.fixture
def town(store: Store, tmp_path: Path) -> Town:
    return Town(store, tmp_path)


def corrections(town: Town) -> list[Correction]:
    with town.store.transaction() as session:
        return list(session.exec(select(Correction)))


async def sent(town: Town, who: str, text: str) -> str:
    """The code of the case that these words become, whatever the sorter takes them for."""
    answer = await town.say(who, text)
    return code_in(answer if "XT-" in answer else await town.tap(who, "Vẫn gửi"))


async def test_a_message_like_a_corrected_one_is_sorted_as_the_clerk_said(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    case = case_of(town, await sent(town, "bà Sáu", LOCAL))
    assert case.category != "rac-moi-truong"

    await town.say("Bà Thư", f"/phanloai {case.id} rac-moi-truong")

    again = case_of(town, await sent(town, "ông Tám", ALIKE))
    assert (again.kind, again.category) == ("phan_anh", "rac-moi-truong")
    assert "cán bộ đã sửa" in again.why


async def test_a_correction_that_is_gone_teaches_no_more_and_another_in_its_place_does(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    case = case_of(town, await sent(town, "bà Sáu", LOCAL))
    await town.say("Bà Thư", f"/phanloai {case.id} rac-moi-truong")
    assert case_of(town, await sent(town, "ông Tám", ALIKE)).category == "rac-moi-truong"

    with town.store.transaction() as session:
        session.delete(session.exec(select(Correction)).one())
    untaught = case_of(town, await sent(town, "cô Bảy", ALIKE))
    await town.say("Bà Thư", f"/phanloai {untaught.id} tieng-on")

    assert untaught.category == case.category
    assert case_of(town, await sent(town, "anh Chín", ALIKE)).category == "tieng-on"


async def test_the_correction_keeps_who_and_when_but_no_word_of_the_citizen(town: Town) -> None:
    town.seat("Bà Thư")
    case = case_of(town, await sent(town, "bà Sáu", LOCAL))

    await town.say("Bà Thư", f"/phanloai {case.id} rac-moi-truong")

    (row,) = corrections(town)
    assert (row.feedback_id, row.kind, row.category, row.at) == (case.id, "phan_anh", "rac-moi-truong", town.now)
    assert all(len(mark) == 12 and int(mark, 16) >= 0 for mark in row.marks)


async def test_a_choice_that_the_sorter_makes_too_teaches_nothing(town: Town) -> None:
    town.seat("Bà Thư")
    case = case_of(town, await sent(town, "bà Sáu", f"{LAMP}, tôi tố cáo với phường"))
    assert case.category == "chieu-sang-dien"

    await town.say("Bà Thư", f"/phanloai {case.id} chieu-sang-dien")

    assert corrections(town) == []


async def test_the_clerk_is_offered_the_likeliest_topics_first(town: Town) -> None:
    town.seat("Bà Thư")
    await town.say("bà Sáu", "Tôi tố cáo quán bên cạnh hát karaoke ồn tới khuya, khói nướng bay vô nhà, rác đầy lối đi")

    labels = [choice.label for row in town.line.sent["Bà Thư"][-1].choices for choice in row]
    assert {"Tiếng ồn", "Rác, môi trường"} <= {label.removeprefix("✓ ") for label in labels[:4]}
