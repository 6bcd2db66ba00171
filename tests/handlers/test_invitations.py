"""Invitations for all: a sheet of cards, who has joined, who is asked to hand one on."""

import io
import re
from datetime import timedelta

from docx import Document

from tests.talks import Town


def cards(town: Town, who: str) -> dict[str, str]:
    """Holder -> code, of the sheet that came last."""
    ((kept, path),) = town.line.sent[who][-1].files
    assert kept.name == "Giấy mời.docx"
    (table,) = Document(io.BytesIO(path.read_bytes())).tables
    texts = ["\n".join(line.text for line in box.paragraphs) for row in table.rows for box in row.cells]
    assert all("XÃ THỬ" in text and "Hết hạn" in text for text in texts if text.strip())
    found = {text.splitlines()[2]: re.search(r"/lienket (\S+)", text) for text in texts if text.strip()}
    return {holder: code[1] for holder, code in found.items() if code}


async def test_a_sheet_invites_each_who_has_not_joined_and_its_codes_work_as_people_type_them(town: Town) -> None:
    town.seat("Quản Trị", "Ông Lãnh")
    assert "Đã liên kết 2/6 vị trí" in await town.say("Quản Trị", "ai chưa liên kết")
    early = re.search(r"/lienket (\d{6})", await town.say("Quản Trị", "/moi 4"))
    assert early
    assert "<b>4</b> cán bộ" in await town.say("Quản Trị", "/giaymoi in")
    codes = cards(town, "Quản Trị")
    assert set(codes) == {"Bà Thư", "Ông Trưởng", "Chị Lan", "Anh Văn"}
    assert "không đúng" in await town.say("somebody", f"/lienket {early[1]}")  # the sheet ended it
    town.now += timedelta(days=13)
    assert "Đã liên kết" in await town.say("lan", codes["Chị Lan"].lower())
    assert "Đã liên kết" in await town.say("van", f"/lienket {codes['Anh Văn'].replace('-', ' ')}")
    assert "không đúng" in await town.say("somebody", f"/lienket {codes['Chị Lan']}")
    town.now += timedelta(days=2)
    assert "hết hạn" in await town.say("thu", f"/lienket {codes['Bà Thư']}")
    told = await town.say("Quản Trị", "/giaymoi")
    assert "Đã liên kết 4/6 vị trí" in told
    assert "Chị Lan" not in told


async def test_a_clerk_prints_none_for_lead_and_admin(town: Town) -> None:
    town.seat("Bà Thư", "Ông Trưởng", "Chị Lan")
    await town.say("Bà Thư", "/giaymoi in")
    assert set(cards(town, "Bà Thư")) == {"Anh Văn"}
    town.seat("Anh Văn")
    assert "Không còn vị trí nào" in await town.say("Bà Thư", "/giaymoi in")


async def test_who_has_joined_is_asked_once_a_day_to_help_the_others(town: Town) -> None:
    town.seat("Bà Thư", "Ông Trưởng")
    told = await town.say("Bà Thư", "/giaymoi nhac")
    assert "Phòng Kinh tế: Ông Trưởng" in told
    assert "Chưa có ai liên kết để nhờ" in told  # the clerk herself would be asked for the rest
    assert "Anh Văn" in told
    assert [text for text in town.heard("Ông Trưởng") if "Chị Lan" in text and "giấy mời" in text]
    again = await town.say("Bà Thư", "/giaymoi nhac")
    assert "Hôm nay đã nhờ rồi: Phòng Kinh tế" in again
    assert len([text for text in town.heard("Ông Trưởng") if "giấy mời" in text]) == 1
    town.seat("Ông Lãnh", "Chị Lan", "Anh Văn", "Quản Trị")
    assert "Mọi vị trí đã liên kết" in await town.say("Bà Thư", "/giaymoi nhac")
    assert "Mọi cán bộ đều nhận được tin" in await town.say("Bà Thư", "/giaymoi")
