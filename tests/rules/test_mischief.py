"""Foul words and advertising, however they are typed; and what only looks like them."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.mischief import advertising, bare, insulting, mischief_in
from bot.rules.sorting import PAKN, Sorter


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("đ.m chúng mày làm ăn kiểu gì", ("đm",)),
        ("Đ M lũ ăn hại", ("lũ ăn hại", "đm")),
        ("đờ mờ, ngu như c.h.ó", ("ngu như chó",)),
        ("do oc cho", ("óc chó",)),
        ("Đ*t mẹ tụi bay", ("mẹ tụi bay",)),
        ("ngu như bòooo", ("ngu như bò",)),
        ("m@t d@y", ("mất dạy",)),
        ("KHỐN NẠN", ("khốn nạn",)),
        ("coi chừng tao, tao đốt nhà mày", ("coi chừng tao", "đốt nhà mày")),
    ],
)
def test_foul_words_are_found_behind_their_disguise(text: str, words: tuple[str, ...]) -> None:
    assert set(words) <= set(insulting(text).words)


@pytest.mark.parametrize(
    "text",
    [
        "Các anh ngủ hết rồi à, lon nước vứt đầy hẻm",
        "cac anh oi duong ngap, rac day lon to lon nho",
        "Buổi sáng loa phường mở to, dit dit ca buoi",
        "lam giay xac nhan con cho de di dang ky hoc mam non can nhung gi",
        "Chó thả rông cắn người ở ấp 3, chó không đeo rọ mõm",
        "Cô giáo mắng con tôi “ngu như bò” trước lớp",
        'ông ấy chửi "đồ chó" rồi đuổi tôi ra',
        "Mẹ tôi mất dấu hồ sơ, dạy nghề cho bố tôi",
        "Đèn đường tổ 3 hỏng",
    ],
)
def test_plain_words_are_no_insult(text: str) -> None:
    assert not insulting(text).is_foul


@pytest.mark.parametrize(
    "text",
    [
        "Cho vay nhanh 5-50 triệu, chỉ cần CCCD, giải ngân 15 phút, LH 0912 345 678",
        "Dat nen so hong rieng gia re, xem tai http://datnen.xyz",
        "Viec nhe luong cao, tuyen ctv, inbox zalo.me/0912345678",
        "Nhà cái uy tín, nạp đầu tặng code 100k",
        "Hút hầm cầu thông cống nghẹt giá rẻ gọi 0909123456",
        "Sim số đẹp giảm giá sốc, freeship toàn quốc, chốt đơn hôm nay",
    ],
)
def test_advertising_is_known(text: str) -> None:
    assert advertising(text)


@pytest.mark.parametrize(
    "text",
    [
        "Quảng cáo vay tiền chỉ cần cccd dán đầy cột điện, số 0912345678, đề nghị xử lý",
        "Có người bán đất nền lừa đảo ở ấp 2, số 0912345678",
        "Tôi nộp hồ sơ trên https://dichvucong.gov.vn bị lỗi, gọi 0912345678 không ai nghe máy",
        "Cho vay vốn hộ nghèo thì làm thủ tục ở đâu, số tôi 0912345678",
        "Quán karaoke giảm giá nên đông, ồn tới khuya",
    ],
)
def test_who_complains_or_asks_does_not_advertise(text: str) -> None:
    assert not advertising(text)


def test_who_is_angry_about_something_real_is_heard() -> None:
    angry = "vcl cái đường trước trường tiểu học nát bét ba năm không ai sửa, lũ ăn hại"
    assert mischief_in(angry, is_sure=False)
    assert mischief_in(angry, is_sure=True) is None
    assert mischief_in("Đường dm lũ chó ăn cứt", is_sure=True)


def test_what_is_the_same_is_the_same_however_it_is_typed() -> None:
    assert bare("Đèn đường HỎNG!!! ") == bare("den duong, hong")
    assert bare("Đèn đường hỏng") != bare("Đèn đường sáng")


@given(st.text(max_size=200))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert insulting(text).weight >= 0
    assert isinstance(advertising(text), tuple)
    assert bare(bare(text)) == bare(text)


@given(st.sampled_from(["ngu như chó", "đồ khốn", "súc vật", "khốn nạn"]), st.sampled_from(["", ".", "-", "_", "*"]))
def test_signs_between_letters_hide_nothing(words: str, sign: str) -> None:
    hidden = " ".join(sign.join(word) for word in words.split()) if sign != "*" else words[:1] + "*" + words[2:]
    assert insulting(hidden).is_foul


def test_hardly_a_real_message_is_put_aside(shared: Path) -> None:
    """Of the samples, those that are feedback and would wait for the clerk."""
    lines = (shared / "samples" / "pakn_messages.jsonl").read_text("utf-8").splitlines()
    samples = [json.loads(line) for line in lines]
    sorter = Sorter()
    real = [sample["text"] for sample in samples if sample["kind"] in PAKN]
    assert sum(mischief_in(text, is_sure=sorter.sort(text).auto) is not None for text in real) == 0
