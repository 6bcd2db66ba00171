"""What must not be seen is hidden, and little else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.person_names import bare_text, low_text, name_spans
from bot.rules.redaction import HIDDEN, LEFT_OUT, hide_secrets, redact

TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"


@pytest.mark.parametrize(
    "text",
    [
        f"GET https://api.telegram.org/bot{TOKEN}/getMe",
        f"file/bot{TOKEN}/photos/a.jpg",
        f"token={TOKEN}",
    ],
)
def test_a_bot_token_never_reaches_the_log(text: str) -> None:
    assert TOKEN not in hide_secrets(text, ())
    assert HIDDEN in hide_secrets(text, ())


def test_known_secrets_are_hidden_the_longest_first() -> None:
    assert hide_secrets("key abcdef-long and abcdef", ["abcdef", "abcdef-long"]) == f"key {HIDDEN} and {HIDDEN}"


def test_an_empty_or_short_secret_does_not_blank_the_log() -> None:
    assert hide_secrets("an office of 10 units", ["", "10"]) == "an office of 10 units"


@pytest.mark.parametrize("text", ["12:30 giờ", "task 42: done", "a:b", "1234567890:short"])
def test_what_is_no_token_stays(text: str) -> None:
    assert hide_secrets(text, ()) == text


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("gọi tôi số 0912.345.678 nhé", "0912.345.678"),
        ("gọi +84 912 345 678", "912 345 678"),
        ("sdt 0987654321", "0987654321"),
        ("CCCD 001099012345", "001099012345"),
        ("stk 19036789456013 tcb", "19036789456013"),
        ("số tài khoản của tôi 0123 4567 8901", "0123 4567 8901"),
        ("thư an.binh@example.vn", "an.binh@example.vn"),
        ("xe 51F-123.45 đậu", "51F-123.45"),
        ("xe máy 29 B1 12345", "29 B1 12345"),
        ("xe 63b1-123.45", "63b1-123.45"),
        ("biển số 59X2 67890", "59X2 67890"),
        ("hồ sơ H29.12-250915-0042 trễ", "H29.12-250915-0042"),
        ("mã khách hàng PE01000123456", "PE01000123456"),
        ("mã hồ sơ 000.12.H45", "000.12.H45"),
        ("danh bộ 1234567 tính sai", "1234567"),
        ("số nhà 41 xóm trên", "41"),
        ("so nha 12/3 hem 5", "12/3"),
        ("nhà 45/7A trong hẻm", "45/7A"),
        ("căn hộ B12.05 ồn", "B12.05"),
        ("căn 1203 thấm nước", "1203"),
        ("phòng trọ số 7 tối om", "7"),
        ("can ho 502 bi dot", "502"),
        ("số 7 ngõ 12 đường Láng", "số 7 "),
        ("123 Lê Lợi mất nước", "123"),
        ("thửa 125 bị lấn", "125"),
        ("tờ bản đồ số 17", "17"),
        ("sn 123 hẻm 4", "123"),
        ("nhà e số 118 nè", "118"),
        ("nhà mik 118 hẻm 7", "118"),
        ("nhà tui ở 118, k ai dọn", "118"),
        ("đ/c: 118 hẻm 7", "118"),
        ("P.305 khu nhà trọ", "305"),
        ("trước 118 lê lợi ngập", "118"),
        ("thửa 34 tờ 7 bị lấn", "tờ 7"),
        ("phiếu hẹn BN 0012/2025", "0012/2025"),
        ("xe 43A 111 22", "43A 111 22"),
        ("Vàng A Páo lấn đất", "Vàng A Páo"),
        ("Viên Thị Lụa trình bày", "Viên Thị Lụa"),
        ("Y Sa Niê ở buôn trên", "Y Sa Niê"),
        ("Tôi là H'Ngăn Niê", "H'Ngăn"),
        ("Người làm đơn: Viên Thúy Hạnh", "Viên Thúy Hạnh"),
        ("ký tên: vũ hải", "vũ hải"),
        ("fb Hằng Nguyễn bán", "Hằng Nguyễn"),
        ("N.V.A nhận tiền", "N.V.A"),
        ("ong tu trom cho", "tu trom"),
        ("bác sĩ Minh ở trạm", "Minh"),
        ("cô giáo Nguyễn Thu Trang lớp 3A", "Nguyễn Thu Trang"),
        ("trưởng thôn Phạm Văn Đức", "Phạm Văn Đức"),
        ("tôi trịnh công sự không đồng ý", "trịnh công sự"),
        ("chó nhà ông trực bên cạnh", "trực"),
        ("ANH THỨC TIẾP DÂN", "THỨC"),
        ("ông nam hàng xóm", "nam"),
        ("ba le thi lua ban ca", "le thi lua"),
        ("phòng 302 tầng 3 chung cư", "302"),
        ("TRƯỚC 82 NGÔ MÂY NGẬP", "82"),
        ("Ông Phúc trưởng thôn", "Phúc"),
        ("ong Phuc truong thon", "Phuc"),
        ("anh T.V.K và cô H.", "T.V.K"),
        ("gửi chị Nguyễn Thị Thu Hà", "Thu Hà"),
        ("Tôi là Trần Văn Bảy", "Trần Văn Bảy"),
        ("toi la Tran Van Bay", "Tran Van Bay"),
        ("lê thị lụa ký giấy", "lê thị lụa"),
        ("NGUYỄN VĂN BÌNH LẤN ĐẤT", "NGUYỄN VĂN BÌNH"),
        ("Sáu Lúa chở đất đêm", "Sáu Lúa"),
        ("nhà bà sáu xả nước", "sáu"),
        ("anh tuấn kế bên", "tuấn"),
        ("Bố em (Đinh Công Tráng) mất giấy", "Đinh Công Tráng"),
    ],
)
def test_data_of_a_person_is_hidden(text: str, secret: str) -> None:
    assert secret not in redact(text)
    assert LEFT_OUT in redact(text)


@pytest.mark.parametrize(
    "text",
    [
        "Trường THCS Nguyễn Du thu thêm tiền",
        "đường Trần Phú ngập, hẻm 12, tổ 5, thôn 3",
        "duong Nguyen Trai ngap",
        "công ty Hoàng Long xả khói",
        "quán Bà Bảy bày bàn ra lề",
        "gọi 113, 114, 115 hoặc 1022",
        "đền bù 1.200.000.000 đồng ngày 12.10.2025",
        "Nghị định 20/2008/NĐ-CP, Quyết định 29/2026/QĐ-TTg",
        "căn 3 tầng, phòng 20 mét, thửa 60 mét",
        "ông chủ tịch xã và bà giám đốc",
        "Tôi ở Hà Nội và Thái Nguyên",
        "ba năm nay cống nghẹt, anh nhân viên quầy 3",
        "tổ 21 mình có 3 nhà bị sốt",
        "hai cháu lớp 4, từ 22h tới 2h sáng",
        "Xe buýt số 03 bỏ trạm",
        "cháu sốt 39 độ đến trạm, quay được 2 đứa đội nón",
        "hai tên đường trùng nhau, bảng tên điện lực",
        "tách thửa 80m2, nhà 12 tầng, ở 12 hộ",
        "Y tế xã, Thị trấn cũ, Nhà Văn Hóa, Hiệu trưởng",
        "ong hang xom voi dan ong trong xom, phan anh lan truoc",
        "duong thi ngap, khu do thi cao, cay xanh do thi cat, khieu nai thi gui dau",
        "gia dinh van hoa, phu huynh van dong, khong van ban",
        "cán bộ Tư pháp, chủ tịch UBND xã, bí thư Đoàn, nhân viên Điện lực",
        "đúng thứ Bảy Chủ nhật, cô bảo chờ, anh trực quầy, anh bảo vệ",
        "moi nha 50 nghin, 10 phan thanh 6 phan",
        "",
    ],
)
def test_streets_offices_shops_and_sums_stay(text: str) -> None:
    assert redact(text) == text


def test_the_title_stays_so_the_sentence_can_be_read() -> None:
    assert redact("Ông Phúc và bà Lan cãi nhau") == f"Ông {LEFT_OUT} và bà {LEFT_OUT} cãi nhau"


@given(st.text(max_size=200))
def test_redacting_twice_is_redacting_once(text: str) -> None:
    once = redact(text)

    assert redact(once) == once


NAMES = ("Ông Phúc", "Trần Thị Lụa", "0912 345 678", "51F-123.45", "số nhà 7", "Năm Rổ", "123 Lê Lợi", "a@b.vn")


@given(st.lists(st.sampled_from((*NAMES, "đường hư", "tổ 5", "báo", ".", ",", "và")), max_size=8))
def test_mixtures_are_redacted_once_and_for_all(parts: list[str]) -> None:
    once = redact(" ".join(parts))

    assert redact(once) == once
    assert not any(name in once for name in ("Phúc", "0912 345 678", "51F-123.45", "a@b.vn"))


@given(st.text(max_size=100))
def test_comparing_forms_keep_every_character_in_its_place(text: str) -> None:
    assert len(bare_text(text)) == len(text) == len(low_text(text))


@given(st.text(max_size=100))
def test_found_names_lie_in_the_text_in_order(text: str) -> None:
    spans = name_spans(text)

    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
