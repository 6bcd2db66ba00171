"""A citizen asks for a dossier by its code, is told how it stands and no more, and hears when it is finished."""

from datetime import datetime, timedelta

import pytest

from tests.handlers.dossier_talks import bring, dossier_of
from tests.plans.dossier_files import code, line
from tests.talks import ZONE, Town

ONE = code("261116")
ROW = line(ONE, "17:00 25/11/2026", received="16/11/2026")
WHO = "bà Sáu"


@pytest.fixture
async def asked(town: Town) -> Town:
    town.seat("Bà Thư", "Chị Lan")
    await bring(town, [ROW])
    return town


@pytest.mark.parametrize(
    "said", [ONE, ONE.lower(), "/hoso H29.155 261116 1", "cho hỏi hồ sơ H29.155-261116-0001 xong chưa ạ?"]
)
async def test_by_any_usual_form_of_the_code(asked: Town, said: str) -> None:
    told = await asked.say(WHO, said)
    assert "Đang giải quyết" in told
    assert "17:00 thứ Tư, 25/11/2026" in told
    assert "Số 2 đường Thử" in told
    for secret in ("Bông", "0912345678", "hộ kinh doanh", "Lan"):
        assert secret not in told


async def test_a_complaint_that_names_a_code_is_feedback(asked: Town) -> None:
    told = await asked.say(WHO, f"Hồ sơ {ONE} nộp lâu rồi mà cán bộ không chịu giải quyết, hẹn lên hẹn xuống")
    assert "Đang giải quyết" not in told


async def test_a_code_that_there_is_not_and_words_that_are_none(asked: Town) -> None:
    assert "Tôi chưa có hồ sơ" in await asked.say(WHO, code("261116", 77))
    assert "chưa giống mã hồ sơ" in await asked.say(WHO, "/hoso của nhà tôi")
    assert "mã hồ sơ ghi trên giấy hẹn" in await asked.say(WHO, "hồ sơ của tôi")


async def test_who_tries_one_code_after_another_is_asked_to_wait(asked: Town) -> None:
    for number in range(10):
        await asked.say(WHO, code("261116", 50 + number))
    assert "thử lại sau" in await asked.say(WHO, ONE)
    assert "Đang giải quyết" in await asked.say("ông Bảy", ONE)
    asked.now += timedelta(hours=2)
    assert "Đang giải quyết" in await asked.say(WHO, ONE)
    await asked.say("Bà Thư", "/gioihan mã sai 20")
    for number in range(30):
        await asked.say(f"khách {number}", code("261116", 50 + number))
    assert "thử lại sau" in await asked.say("ông Tám", ONE)


async def test_to_ask_for_news_of_one_after_another_is_guessing_too(asked: Town) -> None:
    for number in range(9):
        assert "chưa có hồ sơ" in await asked.say(WHO, f"/baohs {code('261116', 50 + number)}")
    assert "Tôi sẽ báo" in await asked.say(WHO, f"/baohs {ONE}")
    assert "thử lại sau" in await asked.say(WHO, f"/baohs {code('261116', 2)}")


async def test_news_comes_by_day_to_who_asked_for_it(asked: Town) -> None:
    await asked.say(WHO, ONE)
    assert "Tôi sẽ báo" in await asked.tap(WHO, "Báo tôi khi có kết quả")
    assert ONE in await asked.say(WHO, "Hồ sơ của tôi")
    number = dossier_of(asked, ONE).id
    await asked.say("Chị Lan", f"/giaitrinh {number} luong")
    await asked.say("Chị Lan", f"/henlai {number} 2026-11-30 dung")
    assert "xin lỗi ông/bà và hẹn trả kết quả <b>thứ Hai, 30/11/2026</b>" in asked.heard(WHO)[-1]
    told = await asked.say(WHO, ONE)
    assert "Hẹn trả ban đầu: thứ Tư, 25/11/2026" in told
    asked.now = datetime(2026, 11, 27, 20, 0, tzinfo=ZONE)
    before = len(asked.heard(WHO))
    await asked.say("Chị Lan", f"/hsxong {number} cho")
    assert len(asked.heard(WHO)) == before  # it is night
    await asked.until(datetime(2026, 11, 30, 8, 0, tzinfo=ZONE))
    (news,) = asked.heard(WHO)[before:]
    assert "đã có kết quả" in news
    assert "Bông" not in news


async def test_nothing_is_kept_of_who_did_not_agree(asked: Town) -> None:
    asked.strangers = True
    await asked.say("khách", ONE)
    assert "đồng ý không" in await asked.tap("khách", "Báo tôi khi có kết quả")
    assert "chưa theo dõi" in await asked.say("khách", "/hoso")
    await asked.tap("khách", "Đồng ý, báo tin")
    assert ONE in await asked.say("khách", "/hoso")
    await asked.say("khách", ONE)
    assert "chưa theo dõi" in await asked.tap("khách", "Thôi báo tin")


async def test_erasing_ones_data_ends_the_news(asked: Town) -> None:
    await asked.say(WHO, ONE)
    await asked.tap(WHO, "Báo tôi khi có kết quả")
    assert ONE in await asked.say(WHO, "/dulieu_cua_toi")
    await asked.say(WHO, "/xoadulieu")
    await asked.tap(WHO, "Xóa ngay")
    before = len(asked.heard(WHO))
    await asked.say("Chị Lan", f"/hsxong {dossier_of(asked, ONE).id}")
    assert len(asked.heard(WHO)) == before
