"""What a message with news holds, and when two are the same."""

from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.news import News, page_of, read_news, read_quota, remind_at
from bot.rules.reporting import USUAL, Rhythm, week_of
from bot.rules.workdays import Calendar, Hours

CALENDAR, HOURS = Calendar.vietnam(), Hours()
LINK = "https://thanhbinh.example.gov.vn/tin/ra-quan-don-kenh"


@pytest.mark.parametrize(
    ("said", "link", "words"),
    [
        (LINK, LINK, ""),
        (f"Ra quân dọn kênh: {LINK}", LINK, "Ra quân dọn kênh"),
        (f"{LINK} – Ra quân dọn kênh ấp 2", LINK, "Ra quân dọn kênh ấp 2"),
        (f"Xem ({LINK}).", LINK, "Xem ( )."),
        ("www.facebook.com/xathanhbinh/posts/12", "www.facebook.com/xathanhbinh/posts/12", ""),
        ("Bài trên báo: baovidu.vn/xa-hoi/don-kenh-123.html", "baovidu.vn/xa-hoi/don-kenh-123.html", "Bài trên báo"),
    ],
)
def test_a_link_is_news_and_the_words_around_it_its_title(said: str, link: str, words: str) -> None:
    assert read_news(said) == News("link", link, words)


def test_a_photo_needs_a_caption_and_words_alone_must_be_a_text() -> None:
    assert read_news("Ra quân dọn kênh ấp 2", ["a" * 64]).kind == "photo"
    with pytest.raises(ValueError, match="chú thích"):
        read_news("", ["a" * 64])
    with pytest.raises(ValueError, match="toàn văn"):
        read_news("Đã đăng tin rồi")
    assert read_news("Sáng 20/11, đoàn viên ấp 2 ra quân dọn kênh, vớt bèo, thu gom rác.").kind == "words"


@pytest.mark.parametrize(
    "other",
    [
        LINK.upper().replace("/TIN/RA-QUAN-DON-KENH", "/tin/ra-quan-don-kenh"),
        f"{LINK}/",
        f"{LINK}?fbclid=abc&utm_source=zalo",
        f"{LINK}#binh-luan",
        LINK.removeprefix("https://"),
        LINK.replace("https://", "http://www."),
        LINK.replace("https://", "https://m."),
    ],
)
def test_one_page_shared_in_another_way_is_the_same_news(other: str) -> None:
    assert read_news(LINK).is_same(read_news(f"Tin hay: {other}"))


def test_other_pages_photos_and_words_are_other_news() -> None:
    assert page_of("https://www.facebook.com/story.php?story_fbid=1&id=2") != page_of("facebook.com/story.php?id=3")
    photo, same = News("photo", "", "Dọn kênh", frozenset("ab")), News("photo", "", "Kênh sạch", frozenset("bc"))
    assert photo.is_same(same)
    assert not photo.is_same(News("photo", "", "Dọn kênh", frozenset("d")))
    assert News("words", "", "Sáng nay, ra quân.").is_same(News("words", "", "SANG NAY ra quan"))
    assert not photo.is_same(read_news(LINK))


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("mỗi cán bộ ít nhất 1 tin, bài/tuần", 1),
        ("Mỗi cán bộ ít nhất 01 tin, bài/tuần.", 1),
        ("moi nguoi it nhat hai tin moi tuan", 2),
        ("tối thiểu 3 tin bài một tuần", 3),
        ("2 tin/tuần", 2),
        ("2", 2),
        ("không", 0),
        ("tắt", 0),
        ("0", 0),
    ],
)
def test_a_sentence_says_how_many_are_wanted(said: str, number: int) -> None:
    assert read_quota(said) == number


@pytest.mark.parametrize("said", ["nhiều nhiều", "2 tin/tháng", "mỗi đơn vị 2 tin/tuần", "500 tin/tuần", "", "-1"])
def test_what_no_one_can_count_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_quota(said)


@given(st.text(max_size=80))
def test_any_words_are_read_or_refused(said: str) -> None:
    assert isinstance(page_of(said), str)
    for read in (read_quota, read_news):
        with suppress(ValueError):
            read(said)


@pytest.mark.parametrize(
    ("day", "rhythm", "wanted"),
    [
        (date(2026, 11, 18), USUAL, "2026-11-19 14:00"),  # Thu
        (date(2026, 11, 18), Rhythm(last=2), "2026-11-17 14:00"),  # Tue, the week ends on Wed
        (date(2026, 4, 28), USUAL, "2026-04-28 14:00"),  # Tue, as Thu and Fri are off
    ],
)
def test_who_lacks_some_is_reminded_on_the_day_before_the_last(day: date, rhythm: Rhythm, wanted: str) -> None:
    moment = datetime.fromisoformat(f"{wanted}+07:00")
    assert remind_at(week_of(day, CALENDAR, HOURS, rhythm), CALENDAR, HOURS) == moment
