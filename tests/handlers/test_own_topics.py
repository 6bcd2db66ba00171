"""An office with names of its own for topics, and with a topic that no other office has."""

import pytest
from sqlmodel import select

from bot.desk import TOPICS
from storage.offices import Office, Unit, UnitRoute
from tests.talks import LAMP, Town, case_of, code_in

HARBOUR = "rieng-cang-ca"
BOATS = "Ghe đậu chen chúc ở cầu cảng cá Vàm Láng, không ai sắp chỗ, va nhau hoài"


@pytest.fixture
def town(town: Town) -> Town:
    with town.store.transaction() as session:
        office = session.get_one(Office, town.office_id)
        office.profile = {**office.profile, TOPICS: {"chieu-sang-dien": "Đèn đường", HARBOUR: "Cảng cá"}}
        unit = session.exec(select(Unit).where(Unit.name == "Phòng Kinh tế")).one()
        session.add(UnitRoute(office_id=town.office_id, category=HARBOUR, unit_id=unit.id))
        session.add(office)
    return town


async def test_the_citizen_reads_the_offices_name_of_the_topic(town: Town) -> None:
    answer = await town.say("bà Sáu", LAMP)

    assert "Lĩnh vực: Đèn đường" in answer
    assert "Chiếu sáng công cộng" not in answer


async def test_the_clerk_can_choose_the_offices_own_topic_and_its_unit_gets_the_case(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    code = code_in(await town.say("bà Sáu", f"{BOATS}, tôi tố cáo với xã"))
    assert town.choice("Bà Thư", "Cảng cá") == f"/phanloai {case_of(town, code).id} {HARBOUR}"

    await town.tap("Bà Thư", "Cảng cá")

    case = case_of(town, code)
    assert (case.category, bool(case.unit_id)) == (HARBOUR, True)
    assert code in town.line.sent["Chị Lan"][-1].text
    assert "Cảng cá" in town.line.sent["Chị Lan"][-1].text


async def test_the_sorter_learns_the_offices_own_topic_from_the_clerk(town: Town) -> None:
    town.seat("Bà Thư")
    await town.say("bà Sáu", f"{BOATS}, tôi tố cáo với xã")
    await town.tap("Bà Thư", "Cảng cá")

    alike = await town.say("ông Tám", "cầu cảng cá Vàm Láng ghe đậu chen nhau, không ai sắp chỗ cho bà con")

    assert case_of(town, code_in(alike)).category == HARBOUR
