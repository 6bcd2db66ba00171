"""Days as one-stop systems write them; every usual way of writing one comes back as that day."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.dossier_days import read_moment, settle_doubt

EVENING = (date(2026, 12, 5), time(17, 0))
WAYS = (
    "{d:%d/%m/%Y} {t:%H:%M}",
    "{t:%H:%M} {d:%d/%m/%Y}",
    "{t:%H:%M:%S} - {d:%d/%m/%Y}",
    "{d:%d-%m-%Y} {t:%H:%M:%S}",
    "{d:%d.%m.%Y}, {t:%H}h{t:%M}",
    "{t:%H} giờ {t:%M} phút ngày {d:%d/%m/%Y}",
    "{d:%Y-%m-%d}T{t:%H:%M:%S}",
    "{d:%Y/%m/%d} {t:%H:%M:%S}.000",
    "{t:%H}g{t:%M} ngày {d.day} tháng {d.month} năm {d.year}",
    "Thứ Bảy, {d:%d/%m/%y} {t:%H:%M}",
)


@settings(max_examples=150)
@given(
    way=st.sampled_from(WAYS),
    day=st.dates(date(2024, 1, 1), date(2035, 12, 31)),
    hour=st.times().filter(lambda one: (one.hour, one.minute) not in ((0, 0), (23, 59))),
)
def test_each_way_of_writing_a_moment_is_read_back(way: str, day: date, hour: time) -> None:
    assert read_moment(way.format(d=day, t=hour)) == (day, time(hour.hour, hour.minute))


@given(st.datetimes(datetime(2020, 1, 1), datetime(2049, 12, 31)))
def test_a_number_of_excel_is_the_moment_it_stands_for(moment: datetime) -> None:
    whole = moment.replace(second=0, microsecond=0, hour=max(1, moment.hour), minute=min(58, moment.minute))
    count = (whole - datetime(1899, 12, 30)) / timedelta(days=1)
    assert read_moment(f"{count:.6f}") == (whole.date(), whole.time())


@pytest.mark.parametrize(
    "said",
    ["5/12/2026 5:00:00 CH", "05/12/2026 05:00 PM", "46361,7083", "trước 17:00 05.12.2026"],
)
def test_it_is_five_in_the_evening(said: str) -> None:
    assert read_moment(said) == EVENING


@pytest.mark.parametrize("said", ["5/12/2026", "05/12/26", "00:00 05/12/2026", "2026-12-05", "46361"])
def test_a_whole_day_has_no_hour(said: str) -> None:
    assert read_moment(said) == (date(2026, 12, 5), None)


@pytest.mark.parametrize(
    "said",
    [
        "5 ngày làm việc",
        "31/02/2026",
        "05/12/2026 25:00",
        "05/12",
        "05/12/1926",
        "1/12/2026 - 5/12/2026",
        "khi xong",
        "",
    ],
)
def test_what_is_no_day_is_not_guessed(said: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  which one is of no interest
        read_moment(said)


def test_a_day_that_excel_may_have_turned_round_is_settled_only_by_what_is_known() -> None:
    year = timedelta(days=400)
    assert settle_doubt(date(2026, 5, 12), [date(2026, 11, 28)], year) == date(2026, 12, 5)
    assert settle_doubt(date(2026, 2, 3), [date(2026, 1, 1)], year) is None
    assert settle_doubt(date(2026, 5, 12), [None], year) is None
    assert settle_doubt(date(2026, 12, 25), [], year) == date(2026, 12, 25)
