"""The whole product on Telegram: the real channel over HTTP against a double of the Bot API."""

import re
import shutil
from collections.abc import AsyncIterator
from datetime import UTC
from pathlib import Path

import httpx
import pytest

from bot.acts.founding import found
from bot.acts.inviting import write_invite
from bot.app import utc_now
from bot.fakes.telegram import FakeTelegram
from bot.rules.tokens import slip_key
from bot.serve import House, open_house, site
from bot.settings import read_settings
from storage.people import office_posts
from storage.store import Store
from tests.databases import KEYS
from tests.doubles import until
from tests.talks import FRIDAY, OFFICE, SECRET, code_in

BEGUN = utc_now()
OPEN = FRIDAY.astimezone(UTC)  # officials are left in peace at night, whenever the tests run
SAU, LAN, ADMIN, HEAD, BOSS, CLERK = 1001, 1002, 1003, 1004, 1005, 1006
LAMP = "Đèn đường trước cổng chợ hỏng ba hôm nay, tối om"


@pytest.fixture
async def house(telegram_double: FakeTelegram, migrated_file: Path, tmp_path: Path) -> AsyncIterator[House]:
    """`dondoc serve` with an office, polling the double."""
    shutil.copyfile(migrated_file, tmp_path / "dondoc.sqlite")
    store = Store(f"sqlite:///{tmp_path}/dondoc.sqlite", KEYS)
    with store.transaction() as session:
        found(session, OFFICE, utc_now())
    store.close()
    settings = read_settings(
        {
            "DONDOC_SECRET": SECRET.decode(),
            "DONDOC_DATA": str(tmp_path),
            "DONDOC_TELEGRAM_TOKEN": telegram_double.token,
            "DONDOC_TELEGRAM_API": telegram_double.url,
        }
    )
    opened = await open_house(settings, lambda: OPEN + (utc_now() - BEGUN))
    await opened.start()
    yield opened
    await opened.stop()


def texts(fake: FakeTelegram, chat: int) -> list[str]:
    return [post.text for post in fake.sent(chat)]


async def link(fake: FakeTelegram, house: House, chat: int, holder: str) -> None:
    """Join a post with a code as the terminal gives it."""
    with house.app.shop.store.transaction() as session:
        day = house.app.shop.day(session, house.fronts[0].place.office_id, house.app.clock())
        post = next(post for post in office_posts(session, day.office.id) if post.holder_name == holder)
        _, code = write_invite(day, post, None)
    fake.person(chat, holder)
    fake.say(chat, f"/lienket {code}")
    await until(lambda: any("Đã liên kết" in text for text in texts(fake, chat)))


async def report(fake: FakeTelegram, chat: int, holder: str, words: str = LAMP) -> int:
    """A citizen's first message, agreed to; gives the number of the update that brought the words."""
    fake.person(chat, holder)
    number = fake.say(chat, words)
    await until(lambda: any("dữ liệu cá nhân" in text for text in texts(fake, chat)))
    fake.press(chat, fake.sent(chat)[-1].message_id, "Đồng ý")
    await until(lambda: any("Đã tiếp nhận" in text for text in texts(fake, chat)))
    return number


async def test_a_report_travels_to_the_official_and_the_answer_back(
    house: House, telegram_double: FakeTelegram
) -> None:
    fake = telegram_double
    await link(fake, house, LAN, "Chị Lan")
    await link(fake, house, BOSS, "Ông Lãnh")
    await report(fake, SAU, "Sáu")
    await until(lambda: any(LAMP in text for text in texts(fake, LAN)))
    case = fake.sent(LAN)[-1]
    fake.press(LAN, case.message_id, "Trả lời")
    await until(lambda: any("Xin viết câu trả lời" in text for text in texts(fake, LAN)))
    fake.send_photo(LAN, b"\xff\xd8\xff\xe0 a jpeg", "Tổ điện đã thay bóng lúc 16 giờ")
    await until(lambda: any("chờ duyệt" in text for text in texts(fake, BOSS)))
    fake.press(BOSS, fake.sent(BOSS)[-1].message_id, "Duyệt, gửi người dân")
    await until(lambda: any("không thu lại được" in text for text in texts(fake, BOSS)))
    fake.press(BOSS, fake.sent(BOSS)[-1].message_id, "Gửi ngay")
    await until(lambda: any("Tổ điện đã thay bóng" in text for text in texts(fake, SAU)))
    fake.press(SAU, fake.sent(SAU)[-1].message_id, "5. Rất tốt")
    await until(lambda: any("5/5" in text for text in texts(fake, LAN)))
    assert fake.answered_taps == 5


async def test_a_photo_goes_through_to_the_official(house: House, telegram_double: FakeTelegram) -> None:
    fake = telegram_double
    await link(fake, house, LAN, "Chị Lan")
    fake.person(SAU, "Sáu")
    fake.send_photo(SAU, b"\xff\xd8\xff\xe0 a jpeg", LAMP)
    await until(lambda: fake.sent(SAU))
    fake.press(SAU, fake.sent(SAU)[-1].message_id, "Đồng ý")
    await until(lambda: any(post.file for post in fake.sent(LAN)))


async def test_the_command_menu_comes_from_the_one_table(house: House, telegram_double: FakeTelegram) -> None:
    await until(telegram_double.menu)
    words = [entry["command"] for entry in telegram_double.menu()]
    assert {"viec", "tinhhinh", "tracuu", "trogiup"} <= set(words)
    assert "xong" not in words


async def test_a_group_hears_nothing_of_the_office(house: House, telegram_double: FakeTelegram) -> None:
    fake = telegram_double
    await link(fake, house, LAN, "Chị Lan")
    fake.group(-500)
    fake.say(-500, "/viec", sender=LAN)
    await until(lambda: fake.sent(-500))
    assert "nhắn riêng" in texts(fake, -500)[0]


async def test_a_head_links_the_units_group_and_a_bot_that_was_removed_has_left_it(
    house: House, telegram_double: FakeTelegram
) -> None:
    fake = telegram_double
    await link(fake, house, HEAD, "Ông Trưởng")
    fake.group(-500)
    fake.say(-500, "/nhom", sender=HEAD)
    await until(lambda: fake.sent(-500))
    fake.press(-500, fake.sent(-500)[-1].message_id, "Phòng Kinh tế", sender=HEAD)
    await until(lambda: any("Đã liên kết nhóm này" in text for text in texts(fake, -500)))
    fake.say(HEAD, "/nhom")
    await until(lambda: any("• Phòng Kinh tế" in text for text in texts(fake, HEAD)))
    fake.remove_bot(-500, sender=HEAD)
    await until(lambda: not fake.pending)  # chats are heard side by side: only within one is there an order
    fake.say(HEAD, "/nhom")
    await until(lambda: any("Chưa có nhóm nào" in text for text in texts(fake, HEAD)))


async def test_a_redelivered_update_makes_no_second_case(house: House, telegram_double: FakeTelegram) -> None:
    fake = telegram_double
    number = await report(fake, SAU, "Sáu")
    fake.redeliver(number)
    fake.say(SAU, "/cuatoi")
    await until(lambda: any("Phản ánh của ông/bà" in text for text in texts(fake, SAU)))
    assert len(set(re.findall(r"XT-\w{6}", texts(fake, SAU)[-1]))) == 1


async def test_a_blocked_bot_parks_the_letter_until_the_person_is_back(
    house: House, telegram_double: FakeTelegram
) -> None:
    fake = telegram_double
    await link(fake, house, LAN, "Chị Lan")
    fake.block(LAN)
    await report(fake, SAU, "Sáu")
    await house.app.settle()
    before = len(fake.sent(LAN))
    fake.unblock(LAN)
    fake.say(LAN, "/trogiup")
    await until(lambda: any(LAMP in text for text in texts(fake, LAN)[before:]))


async def test_too_many_requests_delay_the_answer_and_lose_nothing(house: House, telegram_double: FakeTelegram) -> None:
    fake = telegram_double
    fake.person(SAU, "Sáu")
    fake.fail("sendMessage", 429, retry_after=1)
    fake.say(SAU, LAMP)
    await until(lambda: any("dữ liệu cá nhân" in text for text in texts(fake, SAU)))
    assert len(texts(fake, SAU)) == 1


async def test_the_site_says_it_is_well_and_serves_the_chat(house: House) -> None:
    transport = httpx.ASGITransport(site(house))
    async with httpx.AsyncClient(transport=transport, base_url="http://office.example") as client:
        assert (await client.get("/healthz")).json() == {"status": "ok"}
        assert "UBND xã Thử" in (await client.get("/chat")).text


async def test_the_clerks_slip_arrives_as_a_document_and_its_holder_follows_the_case(
    house: House, telegram_double: FakeTelegram
) -> None:
    fake = telegram_double
    await link(fake, house, CLERK, "Bà Thư")
    fake.say(CLERK, f"/ghinhan điện thoại 0912 345 678 bà Sáu, ấp 3: {LAMP}")
    await until(lambda: any("Đã ghi" in text for text in texts(fake, CLERK)))
    fake.press(CLERK, fake.sent(CLERK)[-1].message_id, "In phiếu")
    await until(lambda: any(post.file for post in fake.sent(CLERK)))
    code = code_in("\n".join(texts(fake, CLERK)))
    fake.person(SAU, "Sáu")
    fake.say(SAU, f"/start tra_{code}_{slip_key(SECRET, code)}")
    await until(lambda: any("Tình trạng" in text for text in texts(fake, SAU)))
    fake.press(SAU, fake.sent(SAU)[-1].message_id, "Nhận tin tại đây")
    await until(lambda: any("đồng ý không" in text for text in texts(fake, SAU)))
    fake.press(SAU, fake.sent(SAU)[-1].message_id, "Đồng ý, nhận tin tại đây")
    await until(lambda: any("đến cuộc trò chuyện này" in text for text in texts(fake, SAU)))
