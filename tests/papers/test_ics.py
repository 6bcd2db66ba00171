"""A calendar that every program can read."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.papers.ics import DayEvent, folded, ics
from tests.reading_ics import IcsError, read_ics

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
FRIDAY = date(2026, 11, 20)


def read_back(title: str, words: str = "") -> tuple[str, str]:
    calendar = read_ics(ics("Việc", [DayEvent("1@x", FRIDAY, title, words)], NOW))
    (event,) = calendar.events
    return event.title, event.words


def test_an_empty_calendar_is_one() -> None:
    calendar = read_ics(ics("Việc của Chị Lan", [], NOW))
    assert (calendar.name, calendar.events) == ("Việc của Chị Lan", ())


def test_a_whole_day_ends_on_the_next() -> None:
    (event,) = read_ics(ics("x", [DayEvent("7@x", date(2026, 12, 31), "Tổng kết")], NOW)).events
    assert (event.uid, event.start, event.end, event.stamp) == ("7@x", date(2026, 12, 31), date(2027, 1, 1), NOW)


def test_an_hour_of_the_day_is_a_moment() -> None:
    at = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    (event,) = read_ics(ics("x", [DayEvent("7@x", FRIDAY, "Nộp báo cáo", at=at)], NOW)).events
    assert (event.start, event.end) == (at - timedelta(minutes=30), at)


@pytest.mark.parametrize(
    "text",
    ["Rà soát; báo cáo, gửi xã", "C:\\thư mục\\n", "hai\ndòng", "a" * 200, "Đẩy mạnh " * 40, "🙂" * 60, "BEGIN:VEVENT"],
)
def test_a_text_comes_back_as_it_was(text: str) -> None:
    assert read_back(text, text) == (text, text)


def test_no_line_smuggles_another_in() -> None:
    title, _ = read_back("Báo cáo\r\nEND:VEVENT\r\nX-EVIL:1\x00\x07")
    assert title == "Báo cáo\nEND:VEVENT\nX-EVIL:1"


def test_a_long_line_is_folded_at_75_octets_between_letters() -> None:
    first, *rest = folded("SUMMARY:" + "ế" * 60).split(b"\r\n")
    assert len(first) == 74  # 8 letters of one octet, 22 of three
    assert all(line.startswith(b" ") and len(line) <= 75 for line in rest[:-1])


@given(st.lists(st.tuples(st.text(min_size=1), st.text(), st.dates(date(1990, 1, 1), date(2100, 1, 1))), max_size=4))
def test_whatever_is_written_is_read_by_the_letter(found: list[tuple[str, str, date]]) -> None:
    events = [DayEvent(f"{n}@x", day, title, words) for n, (title, words, day) in enumerate(found)]
    calendar = read_ics(ics("Việc", events, NOW))
    assert [(one.uid, one.start) for one in calendar.events] == [(one.uid, one.day) for one in events]


@pytest.mark.parametrize(
    "data",
    [
        b"BEGIN:VCALENDAR\nEND:VCALENDAR\n",
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:" + b"x" * 80 + b"\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nX-WR-CALNAME:a,b\r\nEND:VCALENDAR\r\n",
    ],
)
def test_the_reader_refuses_what_is_none(data: bytes) -> None:
    with pytest.raises(IcsError):
        read_ics(data)
