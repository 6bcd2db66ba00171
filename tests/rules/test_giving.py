"""Sentences that give work, as they are typed on a phone."""

from datetime import date, datetime, time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.rules.days_said import flat
from bot.rules.giving import Order, Target, is_order, read_order, settled, still_ahead
from bot.rules.vietnamese import nfc, plain
from bot.rules.workdays import DAY, Calendar

CALENDAR = Calendar.vietnam()
THURSDAY = date(2026, 11, 19)  # thứ Năm
KT, VH = ("Phòng Kinh tế", "KT"), ("Phòng Văn hóa – Xã hội", "VH-XH")
LAN = Target("post", 1, ("Chị Lan",), KT, ("Chuyên viên Kinh tế",))
OTHER_LAN = Target("post", 2, ("Hoàng Thị Lan",), VH)
MAI = Target("post", 3, ("Trần Văn Mai",))
CHI = Target("post", 4, ("Đỗ Thị Chi",))
HEAD = Target("post", 5, ("Ông Trưởng",), KT, ("Trưởng phòng Kinh tế",))
KT_UNIT, VH_UNIT = Target("unit", 7, KT), Target("unit", 8, VH)
ALL = (LAN, OTHER_LAN, MAI, CHI, HEAD, KT_UNIT, VH_UNIT)


def read(text: str, today: date = THURSDAY) -> Order:
    return read_order(text, ALL, today, CALENDAR)


@pytest.mark.parametrize(
    ("text", "whom", "task", "day", "when"),
    [
        (
            "giao chị Lan phòng Kinh tế nộp báo cáo quý III trước 16h30 thứ Sáu",
            LAN,
            "Nộp báo cáo quý III",
            date(2026, 11, 20),  # thứ Sáu
            "trước 16h30 thứ Sáu",
        ),
        (
            "giao Phòng Kinh tế kiểm tra đèn chợ, thứ 4 tuần sau xong",
            KT_UNIT,
            "Kiểm tra đèn chợ",
            date(2026, 11, 25),  # thứ Tư
            "thứ 4 tuần sau xong",
        ),
        ("giao cho VH-XH: chuẩn bị hội diễn, hạn 5/12", VH_UNIT, "Chuẩn bị hội diễn", date(2026, 12, 5), "hạn 5/12"),
        ("giao phòng văn hóa và xã hội làm pano mai", VH_UNIT, "Làm pano", date(2026, 11, 20), "mai"),
        ("GIAO ANH MAI DỌN KHO TRƯỚC 25/11/2026", MAI, "DỌN KHO", date(2026, 11, 24), "TRƯỚC 25/11/2026"),
        ("Giao anh Mai dọn kho mốt xong", MAI, "Dọn kho", date(2026, 11, 21), "mốt xong"),
        ("giao dong chi Mai don kho cuoi tuan", MAI, "Don kho", date(2026, 11, 20), "cuoi tuan"),
        ("phân công đồng chí Mai trực cuối tháng", MAI, "Trực", date(2026, 11, 30), "cuối tháng"),
        ("giao chị Chi in giấy mời, thứ Hai", CHI, "In giấy mời", date(2026, 11, 23), "thứ Hai"),
        ("giao Trưởng phòng Kinh tế họp dân, thứ Ba", HEAD, "Họp dân", date(2026, 11, 24), "thứ Ba"),
        ("giao việc cho anh Mai gửi báo cáo trước 11h", MAI, "Gửi báo cáo", THURSDAY, "trước 11h"),
        (
            "giao chị Lan (VH-XH) in giấy mời, 4h chiều mai",
            OTHER_LAN,
            "In giấy mời",
            date(2026, 11, 20),
            "4h chiều mai",
        ),
        (
            "giao Hoàng Thị Lan trình kế hoạch chậm nhất hết quý I/2027",
            OTHER_LAN,
            "Trình kế hoạch",
            date(2027, 3, 31),
            "chậm nhất hết quý I/2027",
        ),
        (
            "giao anh Mai họp ngày 25/11 và nộp biên bản trước 27/11",
            MAI,
            "Họp ngày 25/11 và nộp biên bản",
            date(2026, 11, 26),
            "trước 27/11",
        ),
        (
            "giao KT trong 3 ngày làm việc rà soát hộ nghèo",
            KT_UNIT,
            "Rà soát hộ nghèo",
            date(2026, 11, 25),  # Tuesday 24/11 is a holiday
            "trong 3 ngày làm việc",
        ),
    ],
)
def test_a_sentence_says_to_whom_what_and_until_when(text: str, whom: Target, task: str, day: date, when: str) -> None:
    found = read(text)
    assert (found.targets, found.task, found.days, found.when) == ((whom,), task, (day,), when)


@pytest.mark.parametrize(
    ("said", "day", "hour"),
    [
        ("trước 16h30 thứ Sáu", 20, time(16, 30)),
        ("16 giờ ngày 20", 20, time(16)),
        ("trước 16 giờ 30 phút ngày 25/11", 25, time(16, 30)),
        ("thứ Hai trước 9h", 23, time(9)),
        ("thứ Hai, chậm nhất 9h", 23, time(9)),
        ("4h chiều mai", 20, time(16)),
        ("4 giờ rưỡi chiều mai", 20, time(16, 30)),
        ("lúc 8:15 sáng thứ Hai", 23, time(8, 15)),
        ("trước 15g", 19, time(15)),
        ("trước 25h thứ Sáu", 20, None),  # no clock shows it
        ("trước 27/11", 26, None),
        ("chiều mai", 20, None),
        ("chiều thứ Ba", 24, None),
        ("vào sáng thứ Ba tuần sau", 24, None),
        ("cuối buổi chiều thứ Hai", 23, None),
    ],
)
def test_the_hour_is_kept_with_the_day(said: str, day: int, hour: time | None) -> None:
    found = read(f"giao anh Mai dọn kho {said}")
    assert (found.task, found.days, found.hour) == ("Dọn kho", (date(2026, 11, day),), hour)


def test_a_day_at_whose_hour_it_is_too_late_is_not_meant() -> None:
    friday = datetime(2026, 11, 20, 17, 0)
    order = read("giao KT báo cáo trước 16h30 thứ Sáu", friday.date())
    assert still_ahead(order, friday).days == (date(2026, 11, 27),)
    assert still_ahead(order, friday.replace(hour=16)).days == order.days


@pytest.mark.parametrize("text", ["giao chị Lan dọn kho mai", "giao Lan dọn kho mai", "giao cô lan don kho mai"])
def test_two_of_one_name_are_both_meant(text: str) -> None:
    assert read(text).targets == (LAN, OTHER_LAN)


def test_a_whole_name_is_longer_than_its_end() -> None:
    assert read("giao Hoàng Thị Lan dọn kho").targets == (OTHER_LAN,)


@pytest.mark.parametrize(
    ("text", "whom", "task"),
    [
        ("giao anh Mai và chị Chi dọn kho mai", (MAI, CHI), "Dọn kho"),
        ("giao Mai, Trưởng phòng Kinh tế và Hoàng Thị Lan dọn kho mai", (MAI, HEAD, OTHER_LAN), "Dọn kho"),
        ("giao Phòng Kinh tế với anh Mai dọn kho mai", (KT_UNIT, MAI), "Dọn kho"),
        ("giao anh Mai và dọn kho và quét sân mai", (MAI,), "Và dọn kho và quét sân"),
        ("giao anh Mai với chị Lan dọn kho mai", (MAI,), "Với chị Lan dọn kho"),  # which Lan, nobody can say
    ],
)
def test_names_one_after_the_other_are_all_meant(text: str, whom: tuple[Target, ...], task: str) -> None:
    found = read(text)
    assert (found.targets, found.task, found.days) == (whom, task, (date(2026, 11, 20),))


@pytest.mark.parametrize("text", ["giao Tèo dọn kho", "giao", "giao ai đó dọn kho mai"])
def test_a_name_nobody_has_means_nobody(text: str) -> None:
    assert read(text).targets == ()


@pytest.mark.parametrize("text", ["giao chị Lan dọn kho", "giao Phòng Kinh tế báo cáo quý III", "giao KT làm một việc"])
def test_without_a_deadline_there_is_no_day(text: str) -> None:
    assert read(text).days == ()


def test_friday_said_on_a_friday_has_two_days() -> None:
    friday = date(2026, 11, 20)
    assert read("giao KT báo cáo trước 16h30 thứ Sáu", friday).days == (friday, friday + 7 * DAY)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("giao chị Lan dọn kho", True),
        ("Giao việc: dọn kho", True),
        ("phân công anh Mai", True),
        ("giao Thông dọn kho", True),
        ("giao thông hôm nay kẹt quá", False),
        ("Giao lưu văn nghệ ở ấp ồn quá", False),
        ("xin giao lại hồ sơ", False),
        ("bàn giao", False),
        ("giaothong", False),
        ("", False),
    ],
)
def test_what_begins_like_an_order_is_one(text: str, is_one: bool) -> None:
    assert is_order(text) is is_one


def test_a_choice_settles_what_was_open() -> None:
    order = read("giao chị Lan dọn kho")
    assert settled(order, OTHER_LAN, THURSDAY) == Order((OTHER_LAN,), "Dọn kho", (THURSDAY,), "")


PEOPLE = st.sampled_from([MAI, CHI, OTHER_LAN, KT_UNIT, VH_UNIT])
TASKS = st.sampled_from(["dọn kho", "nộp báo cáo quý III", "kiểm tra đèn chợ", "in giấy mời"])
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "chủ nhật")
TODAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))


@given(PEOPLE, TASKS, TODAYS, st.integers(0, 6))
def test_a_weekday_is_within_a_week_and_accents_do_not_matter(
    whom: Target, task: str, today: date, weekday: int
) -> None:
    text = f"giao {whom.names[0]} {task} {WEEKDAYS[weekday]}"
    order = read(text, today)
    assert order.targets == (whom,)
    assert flat(order.task) == flat(task)
    assert order.days
    assert all(day.weekday() == weekday and today <= day <= today + 7 * DAY for day in order.days)
    bare = read(plain(text), today)
    assert (bare.targets, bare.days, flat(bare.task)) == (order.targets, order.days, flat(order.task))


@given(PEOPLE, TASKS, TODAYS, st.integers(0, 300))
def test_a_printed_day_is_that_day(whom: Target, task: str, today: date, ahead: int) -> None:
    day = today + ahead * DAY
    assert read(f"giao {whom.names[0]} {task}, hạn {day:%d/%m/%Y}", today).days == (day,)
    assert read(f"giao {whom.names[0]} {task} hạn {day:%d/%m}", today).days == (day,)


@given(st.text(), TODAYS)
@example("giao " + "a" * 500, THURSDAY)
@example("giao Lan 31/2", THURSDAY)
def test_no_text_makes_it_stumble_and_no_day_has_passed(text: str, today: date) -> None:
    order = read(f"giao {text}", today)
    assert all(day >= today or str(day.year) in text for day in order.days)


@given(st.text())
def test_flat_keeps_every_letters_place(text: str) -> None:
    assert len(flat(text)) == len(nfc(text))
