"""Nothing of a citizen is kept before they have agreed; what they sent waits and is erased."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.rules.privacy import HOLD
from bot.talk import Location
from storage.people import Person, account_at
from tests.talks import LAMP, Town, case_of, code_in, document, photo, voice

FIRE = "cháy nhà ở ấp 3 đang cháy lớn lắm cứu với"
BRIBE = "Tôi tố cáo ông trưởng ấp nhận 5 triệu đồng tiền hối lộ làm giấy tờ đất"


@pytest.fixture
def town(town: Town) -> Town:
    """Who writes here writes for the first time."""
    town.strangers = True
    town.seat("Chị Lan", "Bà Thư", "Ông Lãnh")
    return town


def rows(town: Town) -> str:
    """Everything the database holds, as one text."""
    with town.store.transaction() as session:
        names = [table for (table,) in session.execute(text(_TABLES[session.get_bind().dialect.name]))]
        return "\n".join(str(row) for name in names for row in session.execute(text(f'SELECT * FROM "{name}"')))


_TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
}


def shelf(town: Town) -> list[bytes]:
    folder = town.shop.shelf.path("00").parent.parent
    kept = [town.shop.shelf.read(path.name) for path in folder.rglob("*") if path.is_file()]
    return [content for content in kept if content is not None]


async def test_a_first_message_waits_for_a_yes_to_a_plain_notice(town: Town) -> None:
    told = await town.say("bà Sáu", LAMP)
    for words in ("dữ liệu cá nhân", "Để làm gì", "24 tháng", "0200 000 0002", "24 giờ"):
        assert words in told
    assert "XT-" not in told
    assert not town.heard("Chị Lan") + town.heard("Bà Thư")
    with town.store.transaction() as session:
        account = account_at(session, town.office_id, "line", "bà Sáu")
        assert account
        assert session.get_one(Person, account.person_id).name == ""


async def test_the_yes_is_answered_with_the_receipt(town: Town) -> None:
    await town.say("bà Sáu", LAMP)
    told = await town.tap("bà Sáu", "Đồng ý")
    assert case_of(town, code_in(told)).text == LAMP
    assert "Phòng Kinh tế" in told
    assert LAMP in town.heard("Chị Lan")[-1]


async def test_who_agreed_once_is_not_asked_again(town: Town) -> None:
    await town.say("bà Sáu", LAMP)
    await town.tap("bà Sáu", "Đồng ý")
    assert code_in(await town.say("bà Sáu", "rác đổ đầy bờ kênh ấp 2 cả tuần nay không ai dọn, hôi thối lắm"))


async def test_a_yes_may_be_typed(town: Town) -> None:
    await town.say("bà Sáu", LAMP)
    assert code_in(await town.say("bà Sáu", "Đồng ý"))
    await town.say("ông Bảy", LAMP)
    assert code_in(await town.say("ông Bảy", "1"))


async def test_a_no_erases_what_waited_and_tells_the_other_ways(town: Town) -> None:
    town.line.files["p1"] = b"a photo"
    await town.say("bà Sáu", LAMP, files=(photo(),))
    assert shelf(town) == [b"a photo"]
    told = await town.tap("bà Sáu", "Không đồng ý")
    assert "đã xóa" in told
    assert "0200 000 0002" in told
    assert "cổng chợ" not in rows(town)
    assert shelf(town) == []


async def test_silence_is_no_yes_and_what_waited_is_erased(town: Town) -> None:
    town.line.files["p1"] = b"a photo"
    await town.say("bà Sáu", LAMP, files=(photo(),))
    town.now += HOLD + timedelta(minutes=1)
    await town.app.tidy()
    assert "cổng chợ" not in rows(town)
    assert shelf(town) == []
    assert "cứ viết" in await town.tap("bà Sáu", "Đồng ý")


async def test_what_is_sent_while_it_waits_goes_along(town: Town) -> None:
    town.line.files["p1"] = b"a photo"
    await town.say("bà Sáu", LAMP)
    await town.say("bà Sáu", files=(photo(),))
    await town.say("bà Sáu", location=Location(10.5, 105.25))
    await town.say("bà Sáu", "đèn đường cạnh cây bàng, trụ số 12 hỏng bóng")
    case = case_of(town, code_in(await town.tap("bà Sáu", "Đồng ý")))
    assert "cây bàng" in case.text
    assert case.latitude == 10.5
    assert len(town.line.sent["Chị Lan"][-1].files) == 1


async def test_a_question_is_answered_while_the_message_waits(town: Town) -> None:
    await town.say("bà Sáu", LAMP)
    told = await town.say("bà Sáu", "làm giấy khai sinh cho con cần giấy tờ gì vậy")
    assert "đang chờ" in told
    assert code_in(await town.tap("bà Sáu", "Đồng ý"))


async def test_the_emergency_numbers_never_wait(town: Town) -> None:
    told = await town.say("bà Sáu", FIRE)
    assert "113" in told.splitlines()[0]
    assert "dữ liệu cá nhân" not in told
    told = await town.tap("bà Sáu", "Gửi để theo dõi")
    assert "dữ liệu cá nhân" in told
    assert code_in(await town.tap("bà Sáu", "Đồng ý"))


async def test_the_emergency_numbers_stand_first_also_where_something_else_waits(town: Town) -> None:
    await town.say("bà Sáu", LAMP)
    assert "113" in (await town.say("bà Sáu", FIRE)).splitlines()[0]
    told = await town.say("ông Bảy", "Đường dây điện đứt chập cháy trước cổng trường, hôm qua rác cũng đầy")
    assert "114" in told.splitlines()[0]


async def test_a_yes_can_be_taken_back(town: Town) -> None:
    await town.say("bà Sáu", LAMP)
    await town.tap("bà Sáu", "Đồng ý")
    assert "đã đồng ý" in await town.say("bà Sáu", "/riengtu")
    assert "rút lại" in await town.tap("bà Sáu", "Rút lại đồng ý")
    assert "chưa đồng ý" in await town.say("bà Sáu", "/riengtu")
    assert "dữ liệu cá nhân" in await town.say("bà Sáu", "ổ gà to giữa đường ấp 4, xe té hoài")


async def test_a_no_after_a_yes_only_shows_how_things_stand(town: Town) -> None:
    await town.say("bà Sáu", LAMP)
    await town.tap("bà Sáu", "Đồng ý")
    assert "đã đồng ý" in await town.say("bà Sáu", "/khongdongy")
    assert "chưa đồng ý" in await town.say("ông Bảy", "/rutdongy")


async def test_a_lone_voice_waits_like_words_and_becomes_a_case_for_the_clerk(town: Town) -> None:
    town.line.files["v1"] = b"a voice"
    await town.say("bà Sáu", files=(voice("v1"),))
    code = code_in(await town.tap("bà Sáu", "Đồng ý"))
    letter = town.line.sent["Bà Thư"][-1]
    assert code in letter.text
    assert "Tin thoại" in letter.text
    assert [path.read_bytes() for _, path in letter.files] == [b"a voice"]


async def test_a_photo_may_go_without_words(town: Town) -> None:
    town.line.files["p1"] = b"a photo"
    await town.say("bà Sáu", files=(photo(),))
    await town.tap("bà Sáu", "Cứ gửi như vậy")
    assert code_in(await town.tap("bà Sáu", "Đồng ý"))
    assert [path.read_bytes() for _, path in town.line.sent["Bà Thư"][-1].files] == [b"a photo"]


async def test_a_denunciation_sent_on_is_for_the_lead_alone_and_without_a_name(town: Town) -> None:
    await town.say("bà Sáu", BRIBE)
    await town.tap("bà Sáu", "Đây chỉ là phản ánh")
    case = case_of(town, code_in(await town.tap("bà Sáu", "Đồng ý")))
    assert case.anonymous
    assert "hối lộ" in town.heard("Ông Lãnh")[-1]
    assert not town.heard("Bà Thư") + town.heard("Chị Lan")


@pytest.mark.parametrize(
    ("words", "file"),
    [
        ("TỐI MẬT\nKế hoạch diễn tập khu vực phòng thủ", None),
        ("xã gửi kèm", ("ke hoach MẬT.docx", b"PK")),
        ("xã gửi kèm", ("van-ban.txt", "UBND TỈNH\nTUYỆT MẬT\nKế hoạch".encode())),
    ],
)
async def test_what_is_marked_secret_is_refused_and_nowhere_kept(
    town: Town, words: str, file: tuple[str, bytes] | None
) -> None:
    if file:
        town.line.files["d1"] = file[1]
    told = await town.say("bà Sáu", words, files=(document("d1", file[0]),) if file else ())
    assert "văn thư" in told
    assert "đường công văn mật" in told
    assert words not in rows(town)
    assert shelf(town) == []


async def test_an_officials_secret_paper_is_refused_too(town: Town) -> None:
    town.line.files["d1"] = "MẬT\nKế hoạch".encode()
    assert "công văn mật" in await town.say("Bà Thư", files=(document("d1", "ke-hoach.txt"),))
    assert shelf(town) == []


async def test_files_that_nobody_took_do_not_stay_on_the_shelf(town: Town) -> None:
    town.line.files["p1"] = b"a photo"
    await town.say("Ông Lãnh", files=(photo(),))
    assert shelf(town) == []
