"""What stands out in the letters of a simulated year."""

from datetime import date, datetime, timedelta

from bot.rules.letter_sums import Crowd, Followed, Told, busy_days, collisions, out_of_hours, per_day, silences, untold
from bot.rules.workdays import VIETNAM, Calendar, Hours

CALENDAR, HOURS = Calendar.vietnam(), Hours()
LAN, VAN = 1, 2


def told(day: int, hour: int = 8, person: int = LAN, *, digest: bool = True, month: int = 6) -> Told:
    return Told(datetime(2026, month, day, hour, 0, tzinfo=VIETNAM), person, digest)


def test_letters_are_counted_by_person_and_local_day() -> None:
    found = per_day([told(1), told(1, 15), told(2), told(2, person=VAN)], HOURS)
    assert found == {(LAN, date(2026, 6, 1)): 2, (LAN, date(2026, 6, 2)): 1, (VAN, date(2026, 6, 2)): 1}


def test_letters_within_a_slot_are_one_heap() -> None:
    twice = [told(1), told(1), told(1, person=VAN), told(2), told(2, digest=False), told(3), told(3, 15)]
    assert collisions(twice) == [Crowd(LAN, told(1).at, 2, 2), Crowd(LAN, told(2).at, 2, 1)]
    near = [told(1), Told(told(1).at + timedelta(minutes=14), LAN, False)]
    far = [told(2), Told(told(2).at + timedelta(minutes=15), LAN, False)]
    assert collisions(near + far) == [Crowd(LAN, told(1).at, 2, 1)]


def test_more_than_three_letters_a_day_are_many() -> None:
    three, four = date(2026, 6, 1), date(2026, 6, 2)
    assert busy_days({(LAN, three): 3, (LAN, four): 4}) == [(LAN, four, 4)]


def test_nights_noons_and_days_off_are_out_of_hours() -> None:
    right = [told(1, 8), told(1, 16)]  # thứ Hai
    wrong = [told(1, 6), told(1, 12), told(1, 17), told(6, 8), told(2, 8, month=9)]  # Saturday; Independence Day
    assert out_of_hours([*right, *wrong], CALENDAR, HOURS) == wrong


FIRST, LAST = date(2026, 6, 1), date(2026, 7, 31)  # thứ Hai, thứ Sáu; 44 worked days after the first


def work(
    due: date = LAST, opened: date = FIRST, until: date = LAST, told: tuple[date, ...] = (), person: int = LAN
) -> Followed:
    return Followed("Nạo vét kênh", frozenset({person}), opened, due, until, frozenset(told))


def test_more_than_thirty_worked_days_without_a_letter_are_a_silence_while_work_is_open() -> None:
    def found(*letters: Told, until: date = LAST, last: date = LAST) -> list[tuple[int, date, date]]:
        return silences(letters, [work(until=until)], FIRST, last, CALENDAR, HOURS)

    assert found() == [(LAN, FIRST, LAST)]
    assert found(told(26)) == []
    assert found(told(26, person=VAN)) == [(LAN, FIRST, LAST)]
    assert found(until=date(2026, 6, 3)) == []  # it was soon done
    thirty = date(2026, 7, 13)  # exactly thirty worked days after the first
    assert found(until=thirty, last=thirty) == []
    assert silences([], [], FIRST, LAST, CALENDAR, HOURS) == []


def test_late_work_that_nobody_is_told_of_for_ten_worked_days_is_noticed() -> None:
    due, until = date(2026, 6, 3), date(2026, 6, 30)  # thứ Tư; 19 worked days later
    silent = work(due, until=until, told=(date(2026, 6, 1),))
    assert untold([silent], FIRST, CALENDAR) == [(silent, due, until)]
    told_once = work(due, until=until, told=(date(2026, 6, 15),))
    assert untold([told_once], FIRST, CALENDAR) == [(told_once, date(2026, 6, 15), until)]
    assert untold([work(due, until=until, told=(date(2026, 6, 15), date(2026, 6, 22)))], FIRST, CALENDAR) == []
    assert untold([work(due, until=date(2026, 6, 17))], FIRST, CALENDAR) == []  # ten worked days
    assert untold([work(until, until=due)], FIRST, CALENDAR) == []  # done before it was due
