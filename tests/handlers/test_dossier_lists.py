"""The one-stop system's list comes in as a file, is shown as understood, and is followed when confirmed."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from bot.rules.states import DossierState
from storage.dossiers import Dossier
from storage.due_lists import DueList
from storage.offices import UnitAlias
from storage.store import Store
from tests.handlers.dossier_talks import bring, csv, dossier_of, send
from tests.plans.dossier_files import code, line, text, xlsx
from tests.talks import Town, document, plan_of

# Friday 20/11/2026; Tuesday 24/11 is a holiday.
ONE, TWO, THREE = code("261116"), code("261117", 2), code("261118", 3)
ROWS = [
    line(ONE, "25/11/2026", received="16/11/2026"),
    line(TWO, "17:00 26/11/2026", received="17/11/2026", handler="Anh Văn", unit="VH-XH"),
    line(THREE, "19/11/2026", received="18/11/2026"),
]


def keys(town: Town) -> list[str]:
    with town.store.transaction() as session:
        return list(session.exec(select(Dossier.key).order_by(col(Dossier.id))))


@pytest.fixture
def both(store: Store, tmp_path: Path) -> Town:
    return Town(store, tmp_path)


async def test_a_list_is_known_by_what_it_says_shown_first_and_stored_with_one_tap(both: Town) -> None:
    both.seat("Bà Thư", "Chị Lan")
    told = await send(both, xlsx(ROWS), "ho-so.xlsx")
    assert "3 đang giải quyết (<b>1 đã quá hạn</b>)" in told
    assert "3 mới" in told
    assert keys(both) == []
    assert "3 hồ sơ mới" in await both.tap("Bà Thư", "Nhập danh sách")
    assert keys(both) == [ONE, TWO, THREE]
    # Wednesday 25/11/2026.
    assert "thứ Tư 25/11" in await both.say("Chị Lan", "/hoso")
    assert "Đã có người khác" not in await both.say("Bà Thư", "/luuhs 1")


async def test_the_same_list_again_changes_nothing_and_a_changed_one_only_what_changed(town: Town) -> None:
    town.seat("Bà Thư")
    await bring(town, ROWS)
    assert "Không có gì thay đổi" in await send(town, csv(ROWS))
    changed = [
        line(ONE, "27/11/2026", received="16/11/2026"),
        line(TWO, "17:00 26/11/2026", received="17/11/2026", state="Đã trả kết quả", finished="20/11/2026"),
        line(code("261120", 4), "30/11/2026", received="20/11/2026"),
    ]
    told = await send(town, csv(changed))
    assert "1 mới, 1 thay đổi, 1 vừa xong" in told
    assert "đổi hạn trả" in told
    assert "1 hồ sơ đang theo dõi không còn trong danh sách" in told
    await town.tap("Bà Thư", "Nhập danh sách")
    assert len(keys(town)) == 4
    assert (dossier_of(town, ONE).due, dossier_of(town, ONE).original_due) == (date(2026, 11, 27), date(2026, 11, 27))
    assert (dossier_of(town, TWO).state, dossier_of(town, TWO).finished) == (DossierState.DONE, date(2026, 11, 20))


async def test_what_vanished_is_asked_about_and_nothing_is_closed_in_silence(town: Town) -> None:
    town.seat("Bà Thư")
    await bring(town, ROWS)
    await bring(town, [line(code("261120", 9), "30/11/2026", received="20/11/2026")])
    assert dossier_of(town, ONE).state == DossierState.OPEN
    assert ONE in await town.tap("Bà Thư", "Xem từng hồ sơ")
    assert ONE not in await town.say("Bà Thư", town.choice("Bà Thư", "Vẫn theo dõi (2)"))  # the late one stands first
    assert dossier_of(town, ONE).state == DossierState.OPEN
    await town.tap("Bà Thư", "Tất cả đã xong")
    assert dossier_of(town, TWO).finished == date(2026, 11, 20)  # not due before today
    assert (dossier_of(town, THREE).state, dossier_of(town, THREE).finished) == (
        DossierState.DONE,
        None,
    )  # nobody knows


async def test_a_list_with_a_problem_is_not_stored_at_all(town: Town) -> None:
    town.seat("Bà Thư")
    told = await send(town, csv([*ROWS, line(code("261119", 4), "mai", received="19/11/2026")]))
    assert "G7: “mai” không phải ngày" in told
    with pytest.raises(AssertionError):
        town.choice("Bà Thư", "Nhập danh sách")
    assert "không phải ngày" in await town.say("Bà Thư", "/luuhs 1")
    assert keys(town) == []


async def test_once_settled_nothing_of_the_applicants_stays_with_the_list(town: Town) -> None:
    town.seat("Bà Thư")
    await send(town, csv(ROWS))
    await town.tap("Bà Thư", "Bỏ")
    with town.store.transaction() as session:
        assert [(row.rows, row.problems) for row in session.exec(select(DueList))] == [([], [])]
    assert not list(town.shop.shelf.root.rglob("?" * 64))
    assert keys(town) == []


async def test_the_official_of_the_one_stop_desk_brings_lists_and_no_plans(town: Town) -> None:
    town.seat("Bà Thư", "Anh Văn", "Chị Lan")
    await town.say("Chị Lan", files=(document("x", "x.xlsx"),))
    assert "Tôi chưa hiểu" in town.heard("Chị Lan")[-1]
    counter(town)
    assert "3 mới" in await send(town, csv(ROWS), who="Anh Văn")
    assert "3 hồ sơ mới" in await town.tap("Anh Văn", "Nhập danh sách")
    told = await send(town, plan_of("Báo cáo|Phòng Kinh tế|30/11/2026"), "ke-hoach.txt", who="Anh Văn")
    assert "không phải danh sách hồ sơ" in told
    await send(town, csv([line(code("261119", 5), "30/11/2026", received="19/11/2026")]))
    assert "không còn chờ" in await town.say("Chị Lan", "/luuhs 2")


def counter(town: Town) -> None:
    """Văn hóa – Xã hội is the one-stop desk here."""
    with town.store.transaction() as session:
        session.add(UnitAlias(office_id=town.office_id, unit_id=3, alias="bộ phận một cửa"))


async def test_a_plan_is_still_a_plan_and_a_file_that_may_be_both_is_asked_about(town: Town) -> None:
    town.seat("Bà Thư")
    assert "Đọc được <b>1 nhiệm vụ</b>" in await send(
        town, plan_of("Báo cáo rà soát|Phòng Kinh tế|30/11/2026"), "ke-hoach.txt"
    )
    header = ("STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời gian hoàn thành", "Mã hồ sơ", "Trạng thái")
    rows = [(1, "Rà soát", "Phòng Kinh tế", "30/11/2026", code("261116"), "Đang xử lý")]
    assert "chưa rõ là danh sách hồ sơ một cửa hay kế hoạch" in await send(
        town, text(rows, "\t", header).encode(), "ds.tsv"
    )
    assert "Danh sách hồ sơ: " in await town.tap("Bà Thư", "Danh sách hồ sơ")
    assert "nhiệm vụ" in await town.say("Bà Thư", "/xemlaikh 2")
    await town.say("Bà Thư", "/luuhs 1")
    assert "nhiệm vụ" not in await town.say("Bà Thư", "/xemlaikh 2")


async def test_a_name_nobody_knows_is_asked_about_once(town: Town) -> None:
    town.seat("Bà Thư", "Ông Trưởng", "Chị Lan")
    row = line(ONE, "25/11/2026", received="16/11/2026", handler="lan.nt")
    assert "Chưa rõ “lan.nt” (1 hồ sơ)" in await send(town, csv([row]))
    await town.tap("Bà Thư", "Nhập danh sách")
    assert "“lan.nt” (1 hồ sơ)" in town.heard("Ông Trưởng")[-1]
    await town.tap("Ông Trưởng", "Chọn cán bộ")
    assert "Đã nhớ" in await town.tap("Ông Trưởng", "Chị Lan")
    assert ONE in await town.say("Chị Lan", "/hoso toi")
    before = len(town.heard("Ông Trưởng"))
    told = await send(town, csv([row, line(TWO, "26/11/2026", received="17/11/2026", handler="lan.nt")]))
    assert "Chưa rõ" not in told
    await town.tap("Bà Thư", "Nhập danh sách")
    assert len(town.heard("Ông Trưởng")) == before
    assert TWO in await town.say("Chị Lan", "/hoso toi")


async def test_a_csv_comes_in_as_well_and_an_unknown_unit_is_chosen_first(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    row = line(ONE, "25/11/2026", received="16/11/2026", handler="kt01", unit="Tổ nghiệp vụ")
    await send(town, text([row]).encode("utf-16"), "xuat.csv")
    await town.tap("Bà Thư", "Nhập danh sách")
    await town.tap("Bà Thư", "“kt01” là ai?")
    assert "Chị Lan" not in await town.tap("Bà Thư", "Phòng Kinh tế")
    assert "Đã nhớ" in await town.tap("Bà Thư", "Chị Lan")
    assert dossier_of(town, ONE).post_id == 4


async def test_said_to_be_done_in_the_chat_it_stays_done_whatever_the_list_still_says(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await bring(town, ROWS)
    await town.say("Chị Lan", "/hoso toi")
    await town.tap("Chị Lan", f"2. {ONE}")
    assert "đúng hạn" in await town.tap("Chị Lan", "Đã trả kết quả")
    assert "đã báo xong qua tin nhắn" in await send(town, csv(ROWS))
    town.now += timedelta(days=5)
    later = [line(ONE, "25/11/2026", received="16/11/2026", state="Đã trả", finished="19/11/2026"), *ROWS[1:]]
    await bring(town, later)
    assert dossier_of(town, ONE).finished == date(2026, 11, 19)
