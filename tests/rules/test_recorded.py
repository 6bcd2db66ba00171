"""What a clerk writes down in one message."""

import pytest

from bot.rules.lacking import phone_in
from bot.rules.recorded import Recorded, read_record


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "điện thoại 0912 345 678 bà Sáu, ấp 3: đèn đường hỏng",
            Recorded("phone", "", "", "bà Sáu", "0912345678", "ấp 3", "đèn đường hỏng"),
        ),
        (
            "dien thoai ba Sau 0912345678: den duong hong",
            Recorded("phone", "", "", "ba Sau", "0912345678", "", "den duong hong"),
        ),
        ("đơn thư: rác ùn ở chợ", Recorded("letter", words="rác ùn ở chợ")),
        (
            "Đơn của: ai đó chưa rõ",
            Recorded("letter", name="của", words="ai đó chưa rõ"),
        ),
        (
            "trực tiếp ông Ba, thôn Đoài: mất nước 3 ngày",
            Recorded("counter", "", "", "ông Ba", "", "thôn Đoài", "mất nước 3 ngày"),
        ),
        ("1022 #a123: ổ gà đường Lê Lợi", Recorded("portal", "1022", "1022 A123", words="ổ gà đường Lê Lợi")),
        ("1022 #A123 ổ gà đường Lê Lợi", Recorded("portal", "1022", "1022 A123", words="ổ gà đường Lê Lợi")),
        (
            "cổng quốc gia PAKN.2026-0012 Trần Văn A, 0988 777 666: chậm trả kết quả",
            Recorded(
                "portal",
                "Cổng DVC quốc gia",
                "Cổng DVC quốc gia PAKN.2026-0012",
                "Trần Văn A",
                "0988777666",
                "",
                "chậm trả kết quả",
            ),
        ),
        ("1022: không có mã", Recorded("portal", "1022", words="không có mã")),
        ("điện thoại", Recorded("phone")),
        ("đèn đường hỏng: tối om", Recorded(words="đèn đường hỏng: tối om")),
        ("0912345678 bà Sáu: đèn hỏng", Recorded("", "", "", "bà Sáu", "0912345678", "", "đèn hỏng")),
        ("thước đo: 5m", Recorded(words="thước đo: 5m")),
        ("thứ Hai đèn hỏng", Recorded(words="thứ Hai đèn hỏng")),
        ("đơn giản là đèn hỏng", Recorded(words="đơn giản là đèn hỏng")),
        ("tại chợ đèn hỏng", Recorded(words="tại chợ đèn hỏng")),
        ("", Recorded()),
    ],
)
def test_how_it_came_from_whom_and_what(text: str, expected: Recorded) -> None:
    assert read_record(text) == expected


@pytest.mark.parametrize(
    ("text", "phone"),
    [("gọi +84 912 345 678 nhé", "0912345678"), ("số 0200.000.0001", "02000000001"), ("nhà số 12", ""), ("", "")],
)
def test_a_telephone_number_is_read_as_it_is_dialled(text: str, phone: str) -> None:
    assert phone_in(text) == phone
