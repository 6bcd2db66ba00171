"""A citizen sees what is held of them, takes it home, and has it erased."""

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from bot.rules.states import Case
from storage.erasures import last_erasures
from storage.feedback import Feedback
from storage.people import Person, account_at
from storage.store import Store
from tests.talks import LAMP, MENDED, Town, answered, case_of, code_in, photo

RUBBISH = "Rác chất đống trước nhà văn hóa ấp 2 cả tuần nay chưa ai dọn"


@pytest.fixture
def town(town: Town) -> Town:
    town.seat("Bà Thư", "Chị Lan", "Ông Lãnh")
    town.line.files["p1"] = b"\xff\xd8\xff a broken lamp"
    return town


async def reported(town: Town, words: str = LAMP) -> str:
    code = code_in(await town.say("bà Sáu", words, files=(photo(),)))
    await town.say("bà Sáu", "/huy")
    return code


def person(town: Town, who: str) -> Person | None:
    with town.store.transaction() as session:
        account = account_at(session, town.office_id, "line", who)
        return session.get_one(Person, account.person_id) if account else None


def row(town: Town, number: int) -> Feedback:
    with town.store.transaction() as session:
        return session.get_one(Feedback, number)


async def exported(town: Town, who: str = "bà Sáu") -> zipfile.ZipFile:
    await town.say(who, "/taidulieu")
    await town.app.tick()
    await town.app.settle()
    (kept, path) = town.line.sent[who][-1].files[0]
    assert kept.name == "du-lieu-cua-toi.zip"
    return zipfile.ZipFile(io.BytesIO(path.read_bytes()))


async def test_the_sums_of_what_is_held(town: Town) -> None:
    assert "Phản ánh: 0" in await town.say("bà Sáu", "dữ liệu của tôi")
    code = await reported(town)
    await town.say("Chị Lan", f"/lienhe {case_of(town, code).id} xac_minh")
    told = await town.say("bà Sáu", "/dulieu_cua_toi")
    assert "Phản ánh: 1, kèm 1 tệp" in told
    assert "Lượt cán bộ xem liên hệ của ông/bà: 1" in told
    assert "Chị Lan" in told


async def test_of_a_stranger_nothing_is_held(town: Town) -> None:
    town.strangers = True
    assert "Chưa giữ dữ liệu nào" in await town.say("người lạ", "/dulieu_cua_toi")


async def test_all_of_it_comes_as_one_archive(town: Town) -> None:
    code = await reported(town)
    await town.say("Chị Lan", f"/lienhe {case_of(town, code).id} xac_minh")
    await answered(town)
    archive = await exported(town)
    assert archive.testzip() is None
    data = json.loads(archive.read("du-lieu.json"))
    assert [(one["ma"], one["noi_dung"], one["tra_loi"]) for one in data["phan_anh"]] == [(code, LAMP, MENDED)]
    assert data["luot_xem_lien_he"][0]["ai"] == "Chị Lan"
    page = archive.read("du-lieu.html").decode()
    assert LAMP in page
    assert '<html lang="vi">' in page
    names = [name for name in archive.namelist() if name.startswith("tep/")]
    assert f"tep/{code}/anh.jpg" in names
    assert archive.read(f"tep/{code}/anh.jpg") == b"\xff\xd8\xff a broken lamp"
    assert len(names) == 2


async def test_nothing_of_others_or_between_officials_is_in_it(town: Town) -> None:
    await reported(town)
    await town.say("ông Bảy", RUBBISH)
    await town.tap("Chị Lan", "Trả lời")
    await town.say("Chị Lan", MENDED, files=(photo(),))
    await town.tap("Ông Lãnh", "Trả lại")
    await town.say("Ông Lãnh", "Viết cho lễ phép hơn")
    text = str((await exported(town)).read("du-lieu.json").decode())
    assert RUBBISH not in text
    assert "lễ phép" not in text
    assert MENDED not in text


async def test_it_is_made_once_a_day(town: Town) -> None:
    await reported(town)
    await exported(town)
    assert "Mỗi ngày" in await town.say("bà Sáu", "/taidulieu")
    town.now += timedelta(days=1, minutes=1)
    assert "sẽ gửi tại đây" in await town.say("bà Sáu", "/taidulieu")


async def test_the_archive_is_not_kept(town: Town) -> None:
    await reported(town)
    await exported(town)
    digest = town.line.sent["bà Sáu"][-1].files[0][0].digest
    assert town.shop.shelf.read(digest)
    await town.until(town.now + timedelta(days=4))
    assert town.shop.shelf.read(digest) is None


async def test_erasing_asks_first(town: Town) -> None:
    code = await reported(town)
    asked = await town.say("bà Sáu", "/xoadulieu")
    assert code in asked
    assert "Số liệu" in asked or "số liệu" in asked
    await town.say("bà Sáu", "/huy")
    assert "Xóa dữ liệu của ông/bà" in await town.say("bà Sáu", "/xoahet ngay")
    assert case_of(town, code).text == LAMP


async def test_words_are_no_yes(town: Town) -> None:
    code = await reported(town)
    await town.say("bà Sáu", "/xoadulieu")
    assert "Xóa dữ liệu của ông/bà" in await town.say("bà Sáu", "ừ xóa đi")
    assert case_of(town, code).text == LAMP


async def test_an_open_case_may_be_withdrawn_and_all_goes_now(town: Town) -> None:
    code = await reported(town)
    number = case_of(town, code).id
    path = town.shop.shelf.path(town.line.sent["Chị Lan"][-1].files[0][0].digest)
    await town.say("bà Sáu", "/xoadulieu")
    assert "Đã xóa dữ liệu" in await town.tap("bà Sáu", "Rút phản ánh")
    case = row(town, number)
    assert case.state == Case.CLOSED
    assert (case.text, case.answer, case.why, case.latitude) == ("", "", "", None)
    assert (case.category, case.unit_id is not None, case.received_at) == ("chieu-sang-dien", True, town.now)
    assert "Người gửi đã rút phản ánh" in town.heard("Chị Lan")[-1]
    assert LAMP not in await town.say("Chị Lan", f"/pa {number}")
    assert person(town, "bà Sáu") is None
    assert not path.exists()


async def test_who_comes_back_is_a_stranger(town: Town) -> None:
    await reported(town)
    await town.say("bà Sáu", "/xoadulieu")
    await town.tap("bà Sáu", "Rút phản ánh")
    town.strangers = True
    assert "đồng ý" in await town.say("bà Sáu", LAMP)
    assert "chưa gửi phản ánh nào" in await town.say("bà Sáu", "/cuatoi")


async def test_a_further_account_that_was_once_asked_for_is_in_nobodys_way(town: Town) -> None:
    await reported(town)
    await town.say("bà Sáu", "/noikenh")
    await town.say("bà Sáu", "/xoadulieu")
    assert "Đã xóa dữ liệu" in await town.tap("bà Sáu", "Rút phản ánh")
    assert person(town, "bà Sáu") is None


async def test_erasing_may_wait_for_the_answer(town: Town) -> None:
    done = await reported(town)
    await answered(town)
    await town.say("bà Sáu", f"/danhgia {done} 4")
    await town.say("bà Sáu", "/huy")
    left = await reported(town, RUBBISH)
    await town.say("bà Sáu", "/xoadulieu")
    told = await town.tap("bà Sáu", "Trả lời xong thì xóa")
    assert left in told
    assert done not in told
    assert row(town, 1).text == ""
    assert row(town, 1).rating == 4
    assert case_of(town, left).text == RUBBISH
    await town.until(town.now + timedelta(days=3))
    assert case_of(town, left).text == RUBBISH
    await answered(town)
    assert MENDED in town.heard("bà Sáu")[-1]
    await town.until(town.now + timedelta(days=5))
    assert "Đã xóa dữ liệu" in town.heard("bà Sáu")[-1]
    assert (row(town, 2).text, row(town, 2).answer) == ("", "")
    assert person(town, "bà Sáu") is None


async def test_one_may_think_again(town: Town) -> None:
    left = await reported(town)
    await town.say("bà Sáu", "/xoadulieu")
    await town.tap("bà Sáu", "Trả lời xong thì xóa")
    assert "đã yêu cầu xóa" in await town.say("bà Sáu", "/dulieu_cua_toi")
    assert "khi được trả lời" in await town.say("bà Sáu", "/xoadulieu")
    assert "Đã bỏ yêu cầu" in await town.tap("bà Sáu", "Thôi không xóa")
    await answered(town)
    await town.until(town.now + timedelta(days=6))
    assert case_of(town, left).text == LAMP


async def test_an_official_is_erased_as_a_citizen_only(town: Town) -> None:
    await town.say("Chị Lan", RUBBISH)
    code = code_in(await town.tap("Chị Lan", "Gửi như phản ánh"))
    number = case_of(town, code).id
    await town.say("Chị Lan", "/xoadulieu")
    assert "dữ liệu công việc" in await town.tap("Chị Lan", "Rút phản ánh")
    assert row(town, number).text == ""
    found = person(town, "Chị Lan")
    assert found
    assert found.name == "Chị Lan"
    assert "Không có phản ánh" in await town.say("Chị Lan", "/pakn")


async def test_who_is_blocked_stays_known_until_that_ends(town: Town) -> None:
    code = await reported(town)
    await town.say("Bà Thư", f"/chan {code}")
    await town.tap("Bà Thư", "Gửi lặp lại")
    await town.tap("Bà Thư", "7 ngày")
    await town.say("bà Sáu", "/xoadulieu")
    await town.tap("bà Sáu", "Rút phản ánh")
    found = person(town, "bà Sáu")
    assert found
    assert found.name == ""
    assert "tạm ngừng" in await town.say("bà Sáu", LAMP)


async def test_the_ledger_says_how_much_and_nothing_more(town: Town) -> None:
    await reported(town)
    await town.say("bà Sáu", "/xoadulieu")
    await town.tap("bà Sáu", "Rút phản ánh")
    with town.store.transaction() as session:
        found = {one.kind: (one.count, one.cause) for one in last_erasures(session, town.office_id, 10)}
    assert found["cases"] == (1, "request")
    assert found["files"] == (1, "request")
    assert found["people"] == (1, "request")
    assert found["letters"][0] > 2


async def test_an_erased_case_is_neither_rated_nor_reopened_nor_published(town: Town) -> None:
    code = await reported(town)
    await answered(town)
    await town.say("bà Sáu", "/xoadulieu")
    await town.tap("bà Sáu", "Xóa ngay")
    for said in (f"/danhgia {code} 5", f"/molai {code}", f"/tracuu {code}"):
        assert "Không có mã" in await town.say("bà Sáu", said)
    assert code not in await town.say("Bà Thư", "/congkhai")


async def test_what_two_cases_share_stays_until_both_are_gone(town: Town) -> None:
    await reported(town)
    town.strangers = False
    await town.say("ông Bảy", RUBBISH, files=(photo(),))
    path = town.shop.shelf.path(town.line.sent["Chị Lan"][-1].files[0][0].digest)
    await town.say("bà Sáu", "/xoadulieu")
    await town.tap("bà Sáu", "Rút phản ánh")
    assert path.exists()
    await town.say("ông Bảy", "/xoadulieu")
    await town.tap("ông Bảy", "Rút phản ánh")
    assert not path.exists()


async def test_own_data_on_both_databases(store: Store, tmp_path: Path) -> None:
    town = Town(store, tmp_path)
    town.seat("Bà Thư", "Chị Lan", "Ông Lãnh")
    town.line.files["p1"] = b"\xff\xd8\xff a broken lamp"
    number = case_of(town, await reported(town)).id
    assert LAMP in (await exported(town)).read("du-lieu.html").decode()
    await town.say("bà Sáu", "/xoadulieu")
    await town.tap("bà Sáu", "Rút phản ánh")
    assert row(town, number).text == ""
    assert person(town, "bà Sáu") is None
