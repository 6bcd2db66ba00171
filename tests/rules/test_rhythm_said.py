"""How an office says when its weeks are asked about and sent."""

from datetime import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.rules.reporting import USUAL, Rhythm
from bot.rules.rhythm_said import check_open, read_rhythm, say_rhythm
from bot.rules.workdays import Hours

THURSDAY_TO_WEDNESDAY = Rhythm(last=2, ask_on=2, ask=time(8), send_on=2, send=time(16))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("tuần từ thứ Năm đến thứ Tư, hỏi 8h thứ Tư, gửi 16h thứ Tư", THURSDAY_TO_WEDNESDAY),
        ("Tuan tu thu 5 den thu 4; hoi luc 8 gio sang thu 4; gui truoc 16h00 thu 4", THURSDAY_TO_WEDNESDAY),
        ("hỏi 15h30 thứ Năm", Rhythm(ask_on=3, ask=time(15, 30))),
        ("hỏi thứ Năm lúc 15 giờ", Rhythm(ask_on=3, ask=time(15))),
        ("gửi thứ Hai", Rhythm(send_on=0)),
        ("hỏi 9h thứ Sáu, gửi lãnh đạo 16h thứ Sáu", Rhythm(ask_on=4, ask=time(9), send_on=4, send=time(16))),
        ("gửi 8h30 ngày làm việc đầu tuần sau", Rhythm(send=time(8, 30))),
        ("hỏi 10h ngày làm việc cuối tuần", Rhythm(ask=time(10))),
        ("mặc định", USUAL),
    ],
)
def test_a_sentence_says_when_a_week_ends_is_asked_about_and_sent(said: str, meant: Rhythm) -> None:
    assert read_rhythm(said) == meant


def test_what_a_sentence_does_not_say_stays() -> None:
    assert read_rhythm("hỏi 9h thứ Tư", THURSDAY_TO_WEDNESDAY).last == 2


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("tuần từ thứ Năm đến thứ Sáu", "bảy ngày"),
        ("hỏi 9h Chủ nhật", "thứ Hai đến thứ Sáu"),
        ("hỏi 16h thứ Tư, gửi 16h30 thứ Tư", "sau giờ hỏi"),
        ("hỏi 16h thứ Tư, gửi 8h thứ Tư", "sau giờ hỏi"),
        ("hỏi mọi người", "ngày trong tuần"),
        ("hỏi 25h thứ Tư", "ngày trong tuần"),
        ("nhắc ai đó", "Chưa hiểu"),
        ("x" * 300, "dài quá"),
    ],
)
def test_what_cannot_be_is_said_so(said: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        read_rhythm(said)


def test_an_hour_at_which_the_office_is_closed_is_named() -> None:
    check_open(read_rhythm("hỏi 16h30 thứ Sáu"), Hours())
    with pytest.raises(ValueError, match="Giờ hỏi 20:00 ngoài giờ"):
        check_open(read_rhythm("hỏi 20h thứ Sáu"), Hours())
    check_open(read_rhythm("hỏi 19h thứ Sáu"), Hours(((time(7), time(20)),)))


CLOCKS = st.builds(time, st.sampled_from((8, 9, 10, 14, 15, 16)), st.sampled_from((0, 30)))
DAYS = st.none() | st.integers(0, 4)


@given(st.builds(Rhythm, st.integers(0, 6), DAYS, CLOCKS, DAYS, CLOCKS))
def test_what_is_shown_is_read_back(rhythm: Rhythm) -> None:
    try:
        read = read_rhythm(say_rhythm(rhythm))
    except ValueError:
        assume(False)
    else:
        assert read == rhythm
