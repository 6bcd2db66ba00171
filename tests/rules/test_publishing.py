"""What of a case may be read by everybody, and what is left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.areas import area_of, public_area
from bot.rules.private_matters import is_private, sentences
from bot.rules.publishing import Barred, Entry, public_form, rounded, why_barred
from bot.rules.redaction import LEFT_OUT


@pytest.mark.parametrize(
    ("kind", "category", "anonymous", "merged", "reason"),
    [
        ("phan_anh", "chieu-sang-dien", False, False, None),
        ("kien_nghi", "giao-duc", True, False, None),
        ("khieu_nai", "xay-dung-dat-dai", False, False, Barred.NOT_FEEDBACK),
        ("to_cao", "", False, False, Barred.NOT_FEEDBACK),
        ("khan_cap", "", False, False, Barred.NOT_FEEDBACK),
        ("phan_anh", "thai-do-can-bo", False, False, Barred.CONDUCT),
        ("phan_anh", "quy-dinh-hc", True, False, Barred.ANONYMOUS),
        ("phan_anh", "quy-dinh-hc", False, False, None),
        ("phan_anh", "tieng-on", False, True, Barred.MERGED),
    ],
)
def test_some_cases_are_never_published(
    kind: str, category: str, anonymous: bool, merged: bool, reason: Barred | None
) -> None:
    assert why_barred(kind, category, anonymous=anonymous, merged=merged) == reason


@pytest.mark.parametrize(
    ("place", "text", "area"),
    [
        ("trước số nhà 5 đường Lam Sơn", "", "đường Lam Sơn"),
        ("căn hộ 502 chung cư Hoa Sen", "", "chung cư Hoa Sen"),
        ("số nhà 41 xom Nui", "", "xom Nui"),
        ("đường trước số nhà 5", "Đèn đường trước số nhà 5 ở ấp 3 hỏng", "ấp 3"),
        ("đường trước số nhà 5", "Đèn đường hỏng", ""),
        ("đường", "", ""),
        ("", "", ""),
        ("sân bóng sau đình", "đèn ở ấp 3 hỏng", "sân bóng sau đình"),
        ("", "Đèn ở ấp 3 và ấp 3 hỏng, đường Lê Lợi cũng vậy", "ấp 3, đường Lê Lợi"),
        ("", "den duong o thon 4 hong", "thon 4"),
        ("", "NGẬP Ở TỔ 7 ĐƯỜNG SỐ 2 RỒI", "TỔ 7, ĐƯỜNG SỐ 2"),
        ("", "tổ 3 người đi thu tiền, đường hẹp 5 m", ""),
        ("", "nhà bà Sáu ở đường 30/4", "đường 30/4"),
        ("", "đèn hỏng", ""),
    ],
)
def test_the_area_is_a_street_or_a_hamlet_and_never_a_house(place: str, text: str, area: str) -> None:
    assert area_of(place, text) == area


def test_what_the_office_writes_as_the_area_loses_its_house_too() -> None:
    assert public_area("số nhà 12, đường Lê Lợi, ấp 3.") == "đường Lê Lợi, ấp 3"


@pytest.mark.parametrize(
    "sentence",
    [
        "Cháu bé bị bỏng đã được đưa đi viện.",
        "Bà đang chạy thận nên được xét trợ cấp.",
        "Con tôi bị bệnh hiếm.",
        "con toi bi benh hiem",
        "Nhà trường đã làm việc với phụ huynh, cháu bị bạn đánh đã đi học lại.",
        "Anh này nghiện ma túy, đã lập hồ sơ cai nghiện.",
        "Gia đình thuộc hộ nghèo từ năm 2024.",
    ],
)
def test_one_persons_illness_or_a_child_is_a_private_matter(sentence: str) -> None:
    assert is_private(sentence)
    assert public_form(f"Đã xong. {sentence}") == f"Đã xong. {LEFT_OUT}"


@pytest.mark.parametrize(
    "sentence",
    [
        "Tổ điện đã thay bóng lúc 16 giờ chiều nay.",
        "Kính gửi ông/bà, Trạm Y tế đã phun thuốc phòng bệnh sốt xuất huyết tại ấp 3.",
        "Trường Tiểu học đã hoàn trả khoản thu cho học sinh ngày 5/11.",
        "Sân chơi cho các cháu đã được sửa.",
        "Đã lắp lối đi cho người khuyết tật ngày 12/11.",
        "Trạm Y tế xã khám chữa bệnh từ thứ Hai đến thứ Sáu.",
        "Cánh cổng bé quá, xe không vào được.",
        "Ban Chỉ huy đã phối hợp phòng, chống dịch bệnh trên đàn heo, hỗ trợ bà con vôi bột.",
        "Đoàn đã kiểm tra cơ sở giết mổ, chủ cơ sở đã ký cam kết.",
    ],
)
def test_what_is_done_for_everybody_may_be_read(sentence: str) -> None:
    assert public_form(sentence) == sentence


def test_who_the_case_is_known_to_be_about_is_left_out_whatever_the_name_looks_like() -> None:
    told = public_form("Đã trao đổi với Vợ Năm Rổ, gọi SU KEM. Bi đồng ý.", ["vợ năm rổ", "Su Kem", "Bi", ""])
    assert told == f"Đã trao đổi với {LEFT_OUT}, gọi {LEFT_OUT} đồng ý."


def test_links_are_left_out() -> None:
    assert public_form("Xem https://fb.example/ai-do và www.example.vn nhé") == f"Xem {LEFT_OUT} và {LEFT_OUT} nhé"


@pytest.mark.parametrize("text", ["!0", "ngày 5;6 và 1.200.000 đồng. Xong!2", "a..5\n\n?"])
def test_no_mark_between_sentences_is_lost(text: str) -> None:
    assert "".join(sentences(text)) == text


@given(st.text(max_size=200))
def test_the_sentences_are_the_text(text: str) -> None:
    assert "".join(sentences(text)) == text


@given(st.text(max_size=120), st.lists(st.text(max_size=10), max_size=2))
def test_the_public_form_of_a_public_form_is_the_same(text: str, names: list[str]) -> None:
    once = public_form(text, names)
    assert public_form(once, names) == once


def test_a_place_is_rounded_or_not_told_at_all() -> None:
    assert rounded(10.77612, 106.70049) == (10.776, 106.7)
    assert rounded(10.7, None) == (None, None)


def test_a_mark_changes_with_whatever_would_be_read() -> None:
    entries = [Entry("a"), Entry("b"), Entry("a", "b"), Entry("a", "", "b"), Entry("a", "", "", 1.0, 2.0)]
    assert len({entry.mark for entry in entries}) == len(entries)
    assert Entry("a").mark == Entry("a").mark
