"""Lists for everybody: made from what the office keeps, released and withdrawn by a person's tap."""

from datetime import datetime, timedelta
from io import BytesIO

from docx import Document
from openpyxl import load_workbook

from bot.acts.listings import released_list
from bot.talk import Parcel
from storage.dossiers import Dossier
from storage.feedback import Feedback
from storage.people import office_posts
from tests.talks import LAMP, ZONE, Town, adopt, case_of, code_in

LATE = ("Nạo vét kênh|Phòng Kinh tế|23/11/2026", "Giải quyết khiếu nại của ông Ba|Phòng Kinh tế|23/11/2026")


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=ZONE)


def paper(town: Town, who: str, kind: str) -> bytes:
    """The newest file of this kind that somebody was sent."""
    parcels: list[Parcel] = town.line.sent[who]
    return next(
        path.read_bytes() for parcel in reversed(parcels) for kept, path in parcel.files if kept.name.endswith(kind)
    )


def words_of(data: bytes) -> str:
    page = Document(BytesIO(data))
    cells = [cell.text for table in page.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in page.paragraphs), *cells])


def public(town: Town, kind: str) -> str:
    with town.store.transaction() as session:
        found = released_list(town.shop.day(session, town.office_id, town.now), kind)
    return str(found.tables) if found else ""


async def choose(town: Town, who: str, name: str, phone: str) -> None:
    """The clerk lets everybody read of somebody."""
    await town.say(who, "/danhsach canbo")
    await town.tap(who, "Chọn người")
    await town.tap(who, name)
    await town.tap(who, "Công khai")
    await town.tap(who, "Sửa điện thoại")
    await town.say(who, phone)


async def test_the_lists_are_offered_one_a_line(town: Town) -> None:
    town.seat("Bà Thư")
    assert "• Địa chỉ tiếp nhận\n• " in await town.say("Bà Thư", "/danhsach")


async def test_only_who_was_chosen_is_listed_and_released_by_a_tap(town: Town) -> None:
    town.seat("Bà Thư", "Ông Lãnh")
    assert "Chưa có ai được chọn" in await town.say("Bà Thư", "/danhsach canbo")
    await choose(town, "Bà Thư", "Ông Lãnh", "0200 000 0099")
    told = await town.tap("Bà Thư", "Xem danh sách")
    assert "1. Ông Lãnh – Chủ tịch – 0200 000 0099" in told
    assert "Ông Trưởng" not in told
    assert "Ông Lãnh" in words_of(paper(town, "Bà Thư", ".docx"))
    sheet = load_workbook(BytesIO(paper(town, "Bà Thư", ".xlsx"))).worksheets[0]
    assert [cell.value for cell in sheet[2]] == ["Ông Lãnh", "Chủ tịch", None, "0200 000 0099"]
    assert public(town, "canbo") == ""
    assert "Đã công khai" in await town.tap("Bà Thư", "Công khai như trên")
    assert "0200 000 0099" in public(town, "canbo")


async def test_who_is_no_longer_told_of_vanishes_at_once_and_others_only_when_released(town: Town) -> None:
    town.seat("Bà Thư")
    await choose(town, "Bà Thư", "Ông Lãnh", "0200 000 0099")
    await town.tap("Bà Thư", "Xem danh sách")
    await town.tap("Bà Thư", "Công khai như trên")
    await choose(town, "Bà Thư", "Ông Trưởng", "0200 000 0077")
    assert "Ông Trưởng" not in public(town, "canbo")
    told = await town.tap("Bà Thư", "Xem danh sách")
    assert "khác với bản này" in told
    old = town.choice("Bà Thư", "Cập nhật trang công khai")
    await town.say("Bà Thư", "/cbcongkhai 1 khong")
    assert "Ông Lãnh" not in public(town, "canbo")
    assert "vừa thay đổi" in await town.say("Bà Thư", old)
    await town.tap("Bà Thư", "Cập nhật trang công khai")
    assert "Ông Trưởng" in public(town, "canbo")
    await town.say("Bà Thư", "/danhsach canbo")
    await town.tap("Bà Thư", "Rút khỏi trang")
    assert public(town, "canbo") == ""


async def test_a_successor_is_not_told_of_before_somebody_says_so(town: Town) -> None:
    town.seat("Bà Thư")
    await choose(town, "Bà Thư", "Ông Lãnh", "0200 000 0099")
    await town.tap("Bà Thư", "Xem danh sách")
    await town.tap("Bà Thư", "Công khai như trên")
    with town.store.transaction() as session:
        post = next(one for one in office_posts(session, town.office_id) if one.holder_name == "Ông Lãnh")
        post.holder_name = "Ông Mới"
        session.add(post)
    assert public(town, "canbo") != ""
    assert "0200 000 0099" not in public(town, "canbo")


async def test_a_wrong_number_is_refused_and_a_dash_takes_it_away(town: Town) -> None:
    town.seat("Bà Thư")
    await town.say("Bà Thư", "/cbcongkhai 1 sdt")
    assert "số điện thoại, bắt đầu bằng" in await town.say("Bà Thư", "không có")
    assert "Điện thoại công việc: 0200 000 0088" in await town.say("Bà Thư", "0200 000 0088")
    await town.tap("Bà Thư", "Sửa điện thoại")
    assert "Điện thoại công việc: chưa có" in await town.say("Bà Thư", "-")
    assert "Đang nêu 0/" in await town.say("Bà Thư", "/cbcongkhai 999")


def put_late_dossier(town: Town) -> None:
    with town.store.transaction() as session:
        session.add(
            Dossier(
                office_id=town.office_id,
                code="H1",
                key="h1",
                applicant="Bà Tư Kín",
                unit_id=2,
                due=at(20, 8).date(),
                created_at=town.now,
                listed_at=town.now,
            )
        )


async def late_town(town: Town) -> None:
    """Late: two duties, one about a complaint; a case of a citizen, a complaint, a dossier."""
    town.seat("Bà Thư", "Chị Lan", "Ông Lãnh")
    await adopt(town, *LATE)
    case = case_of(town, code_in(await town.say("bà Sáu", LAMP)))
    with town.store.transaction() as session:
        values = case.model_dump(exclude={"id"}) | {"code": "XT-KKKKKK", "kind": "khieu_nai", "text": "Kiện ông Ba"}
        session.add(Feedback(**values))
    put_late_dossier(town)
    town.now += timedelta(days=40)


async def test_the_late_list_counts_by_unit_and_names_work_but_no_citizen_and_no_complaint(town: Town) -> None:
    await late_town(town)
    told = await town.say("Bà Thư", "/danhsach trehan")
    assert "1. Phòng Kinh tế – Nhiệm vụ: 1 – Hồ sơ: 1 – Phản ánh, kiến nghị: 1" in told
    assert "1. Phòng Kinh tế – Nạo vét kênh – 23/11/2026 – Trễ (ngày làm việc): " in told
    whole = told + words_of(paper(town, "Bà Thư", ".docx"))
    for secret in ("khiếu nại của", "Ba", "Đèn đường", "Kín", "Sáu"):
        assert secret not in whole.replace("Thứ Ba", ""), secret


async def test_what_the_public_reads_is_what_was_released_until_somebody_releases_anew(town: Town) -> None:
    await late_town(town)
    await town.say("Ông Lãnh", "/danhsach trehan")
    await town.tap("Ông Lãnh", "Công khai như trên")
    assert "Nạo vét kênh" in public(town, "trehan")
    await town.say("Ông Lãnh", "/danhsach trehan")
    await town.tap("Ông Lãnh", "Bỏ bớt việc")
    await town.tap("Ông Lãnh", "Bỏ 1. Nạo vét kênh")
    assert "Nạo vét kênh" in public(town, "trehan")
    assert "Nạo vét kênh" not in await town.say("Ông Lãnh", "/danhsach trehan")
    await town.tap("Ông Lãnh", "Cập nhật trang công khai")
    assert "Nạo vét kênh" not in public(town, "trehan")


async def test_contact_points_and_results_are_lists_too(town: Town) -> None:
    town.seat("Bà Thư", "Quản Trị")
    assert "Danh sách để công khai" in await town.say("Bà Thư", "danh sách")
    told = await town.tap("Bà Thư", "Địa chỉ tiếp nhận")
    assert "Địa chỉ – Số 2 đường Thử" in told
    assert "Nơi tiếp nhận" in words_of(paper(town, "Bà Thư", ".docx"))
    assert "Chưa có gì" in await town.say("Bà Thư", "/danhsach pakn")
    assert "Danh sách để công khai" in await town.say("Quản Trị", "/danhsach xyz")
    for words in ("/phathanh", "/phathanh pakn 1a2b3c4d", "/thuhoi canbo", "/phathanh canbo 00000000"):
        assert await town.say("Bà Thư", words)
    assert public(town, "canbo") == ""
