"""Who sent a case is hidden until the work needs it, and every look is on record."""

from datetime import timedelta
from pathlib import Path

import pytest

from storage.people import Person, account_at
from storage.store import Store
from tests.talks import LAMP, Town, answered, case_of, code_in, photo

PHONE = "0912 345 678"


async def reported(town: Town) -> str:
    """A case of bà Sáu's, who has left her number; gives its code."""
    code = code_in(await town.say("bà Sáu", LAMP))
    with town.store.transaction() as session:
        account = account_at(session, town.office_id, "line", "bà Sáu")
        assert account
        person = session.get_one(Person, account.person_id)
        person.name, person.phone = "Lê Thị Sáu", PHONE
        session.add(person)
    return code


@pytest.fixture
async def lamp(town: Town) -> str:
    town.seat("Bà Thư", "Chị Lan", "Anh Văn", "Ông Lãnh", "Quản Trị")
    return await reported(town)


def told(town: Town, *who: str) -> str:
    return "\n".join(text for name in who for text in town.heard(name))


async def test_a_case_does_not_say_whose_it_is(town: Town, lamp: str) -> None:
    shown = await town.say("Chị Lan", f"/pa {case_of(town, lamp).id}")
    assert LAMP in shown
    assert "Sáu" not in told(town, "Chị Lan", "Bà Thư", "Ông Lãnh")
    assert PHONE not in told(town, "Chị Lan", "Bà Thư", "Ông Lãnh")


async def test_who_works_on_it_sees_the_contact_once_they_say_what_for(town: Town, lamp: str) -> None:
    asked = await town.tap("Chị Lan", "Xem liên hệ")
    assert "để làm gì" in asked
    assert PHONE not in asked
    shown = await town.tap("Chị Lan", "Hẹn gặp")
    assert "Lê Thị Sáu" in shown
    assert PHONE in shown
    assert "Đã ghi lượt xem: Hẹn gặp, khảo sát hiện trường" in shown


async def test_a_reason_may_be_written(town: Town, lamp: str) -> None:
    await town.tap("Chị Lan", "Xem liên hệ")
    assert PHONE in await town.say("Chị Lan", "Hỏi trụ đèn số mấy")
    assert "Chị Lan" in (looks := await town.say("Ông Lãnh", "/luotxem"))
    assert f"{lamp}</code>: Hỏi trụ đèn số mấy" in looks


async def test_a_reason_is_words(town: Town, lamp: str) -> None:
    await town.tap("Chị Lan", "Xem liên hệ")
    town.line.files["p1"] = b"\xff\xd8\xff photo"
    assert "để làm gì" in await town.say("Chị Lan", files=(photo(),))
    assert PHONE in await town.say("Chị Lan", "Gọi hỏi chỗ nào")


async def test_every_look_is_on_record_with_who_when_and_why(town: Town, lamp: str) -> None:
    number = case_of(town, lamp).id
    await town.say("Chị Lan", f"/lienhe {number} xac_minh")
    town.now += timedelta(hours=1)
    await town.say("Bà Thư", f"/lienhe {number} goi_lai")
    looks = (await town.say("Quản Trị", "lượt xem")).splitlines()
    assert "Bà Thư" in looks[1]
    assert "Trả lời qua điện thoại" in looks[1]
    assert "Chị Lan" in looks[2]
    assert "09:00" in looks[2]


async def test_the_looks_at_one_case_can_be_listed(town: Town, lamp: str) -> None:
    await town.say("Chị Lan", f"/lienhe {case_of(town, lamp).id} xac_minh")
    other = code_in(await town.say("ông Bảy", "Rác chất đống trước nhà văn hóa ấp 2 cả tuần nay chưa ai dọn"))
    assert "Chưa có ai xem" in await town.say("Ông Lãnh", f"/luotxem {case_of(town, other).id}")
    assert "Chị Lan" in await town.say("Ông Lãnh", f"/luotxem {case_of(town, lamp).id}")
    assert "Không tìm thấy" in await town.say("Ông Lãnh", "/luotxem 999")


async def test_another_unit_sees_no_contact(town: Town, lamp: str) -> None:
    shown = await town.say("Anh Văn", f"/lienhe {case_of(town, lamp).id} xac_minh")
    assert PHONE not in shown
    assert "Chưa có ai xem" in await town.say("Ông Lãnh", "/luotxem")


async def test_officials_and_citizens_cannot_list_looks(town: Town, lamp: str) -> None:
    for who in ("Chị Lan", "bà Sáu"):
        assert "Lượt xem" not in await town.say(who, "/luotxem")


async def test_who_gave_no_name_is_shown_to_nobody(town: Town, lamp: str) -> None:
    case = case_of(town, lamp)
    with town.store.transaction() as session:
        case.anonymous = True
        session.add(case)
    for who in ("Chị Lan", "Bà Thư", "Ông Lãnh"):
        shown = await town.say(who, f"/lienhe {case.id} xac_minh")
        assert "không nêu tên" in shown
        assert PHONE not in shown
    assert "Xem liên hệ" not in str(town.line.sent["Ông Lãnh"][-1].choices)


async def test_once_it_is_over_only_the_lead_may_look(town: Town, lamp: str) -> None:
    number = case_of(town, lamp).id
    await answered(town)
    await town.say("bà Sáu", f"/danhgia {lamp} 5")
    assert "không còn cần" in await town.say("Chị Lan", f"/lienhe {number} xac_minh")
    assert PHONE in await town.say("Ông Lãnh", f"/lienhe {number} xac_minh")


async def test_a_case_that_went_elsewhere_meanwhile_is_not_shown(town: Town, lamp: str) -> None:
    await town.tap("Chị Lan", "Xem liên hệ")
    case = case_of(town, lamp)
    with town.store.transaction() as session:
        case.unit_id = None
        session.add(case)
    assert PHONE not in await town.say("Chị Lan", "Gọi hỏi chỗ nào")


async def test_looks_are_kept_on_both_databases(store: Store, tmp_path: Path) -> None:
    town = Town(store, tmp_path)
    town.seat("Chị Lan", "Ông Lãnh")
    code = await reported(town)
    await town.say("Chị Lan", f"/lienhe {case_of(town, code).id} xac_minh")
    assert code in await town.say("Ông Lãnh", "/luotxem")
