"""An official, a citizen and the lead live through the same on every channel; each channel adds itself to SURFACES."""

import logging
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from bot.fakes.telegram import FakeTelegram
from bot.fakes.zalo_bot import FakeZaloBot
from bot.fakes.zalo_oa import FakeZaloOa
from bot.upkeep.logs import TALKATIVE
from tests.contract.offices import Served, at, put_store, telegram, web, zalo_bot, zalo_oa
from tests.talks import LAMP, MENDED, code_in


def on_telegram(request: pytest.FixtureRequest, folder: Path) -> AbstractAsyncContextManager[Served]:
    fake = request.getfixturevalue("telegram_double")
    assert isinstance(fake, FakeTelegram)
    return telegram(folder, fake)


def on_zalo_bot(request: pytest.FixtureRequest, folder: Path) -> AbstractAsyncContextManager[Served]:
    fake = request.getfixturevalue("zalo_bot_double")
    assert isinstance(fake, FakeZaloBot)
    return zalo_bot(folder, fake)


def on_the_web(_request: pytest.FixtureRequest, folder: Path) -> AbstractAsyncContextManager[Served]:
    return web(folder)


def on_zalo_oa(request: pytest.FixtureRequest, folder: Path) -> AbstractAsyncContextManager[Served]:
    fake = request.getfixturevalue("zalo_oa_double")
    assert isinstance(fake, FakeZaloOa)
    return zalo_oa(folder, fake)


PRIVATE = (LAMP, MENDED, "bà Sáu", "kẻ lạ", "9000000000000000")  # words, names, beginnings of addresses
SURFACES = {"telegram": on_telegram, "zalo_bot": on_zalo_bot, "zalo_oa": on_zalo_oa, "web": on_the_web}


class Heard(logging.Handler):
    """Everything that is logged, with what the records carry."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name} {self.format(record)} {record.args!r}")


@pytest.fixture
def heard(restored_logging: None) -> Heard:
    """The log at its most talkative, less what serve silences."""
    heard = Heard()
    logging.getLogger().addHandler(heard)
    logging.getLogger().setLevel(logging.DEBUG)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    return heard


@pytest.fixture(params=SURFACES)
async def office(
    request: pytest.FixtureRequest, migrated_file: Path, tmp_path: Path, heard: Heard
) -> AsyncIterator[Served]:
    """Whatever is lived through there, neither the log nor the figures tell of it."""
    async with SURFACES[request.param](request, put_store(migrated_file, tmp_path)) as served:
        yield served
        told = "\n".join((*heard.lines, served.house.upkeep.meters.shown().decode()))
    assert len(heard.lines) > 3
    assert [words for words in PRIVATE if words in told] == []


async def test_an_official_is_linked_reminded_and_reports_the_work_done(office: Served) -> None:
    await office.seat("Ông Lãnh", "Chị Lan")
    await office.phone("Ông Lãnh").say("giao chị Lan dọn kho, 25/11 xong")
    await office.hears("Chị Lan", "Dọn kho")
    office.clock.skip(to=at(25, 8))
    await office.hears("Chị Lan", "Nhắc việc thứ Tư")
    await office.tap("Chị Lan", "1. Dọn kho")
    await office.tap("Chị Lan", "Đã xong")
    await office.tap("Chị Lan", "Không có sản phẩm")
    await office.hears("Chị Lan", "Đúng hạn")


async def test_a_report_is_routed_answered_and_rated_and_the_lead_sees_how_things_stand(office: Served) -> None:
    await office.seat("Ông Lãnh", "Chị Lan")
    await office.phone("bà Sáu").say(LAMP)
    await office.hears("bà Sáu", "dữ liệu cá nhân")
    await office.tap("bà Sáu", "Đồng ý")
    code = code_in(await office.hears("bà Sáu", "Đã tiếp nhận"))
    await office.hears("Chị Lan", LAMP)
    await office.tap("Chị Lan", "Trả lời")
    await office.hears("Chị Lan", "Xin viết câu trả lời")
    await office.phone("Chị Lan").show(MENDED)
    await office.hears("Ông Lãnh", "chờ duyệt")
    await office.tap("Ông Lãnh", "Duyệt, gửi người dân")
    await office.hears("Ông Lãnh", "không thu lại được")
    await office.tap("Ông Lãnh", "Gửi ngay")
    await office.hears("bà Sáu", MENDED)
    await office.tap("bà Sáu", "5")
    await office.hears("Chị Lan", "5/5")
    await office.phone("Ông Lãnh").say("tình hình")
    assert "Phản ánh" in await office.hears("Ông Lãnh", "Tình hình")
    await office.phone("bà Sáu").say(code)
    assert MENDED in await office.hears("bà Sáu", "Tình trạng")


async def test_what_is_odd_is_answered_and_nothing_is_shown_to_strangers(office: Served) -> None:
    await office.seat("Chị Lan")
    await office.phone("kẻ lạ").say("/viec")
    await office.hears("kẻ lạ", "dành cho cán bộ")
    await office.phone("kẻ lạ").say("/khongcolenhnay")
    await office.hears("kẻ lạ", "khongcolenhnay")
    await office.phone("kẻ lạ").say("/lienket 000000")
    await office.hears("kẻ lạ", "không đúng")
