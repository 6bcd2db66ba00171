"""What stands out in the letters of a simulated year."""

from datetime import date, datetime

from bot.rules.letter_sums import Told, collisions, out_of_hours, per_day, silences
from bot.rules.workdays import VIETNAM, Calendar, Hours

CALENDAR, HOURS = Calendar.vietnam(), Hours()
LAN, VAN = 1, 2


def told(day: int, hour: int = 8, person: int = LAN, *, digest: bool = True, month: int = 6) -> Told:
    return Told(datetime(2026, month, day, hour, 0, tzinfo=VIETNAM), person, digest)


def test_letters_are_counted_by_person_and_local_day() -> None:
    found = per_day([told(1), told(1, 15), told(2), told(2, person=VAN)], HOURS)
    assert found == {(LAN, date(2026, 6, 1)): 2, (LAN, date(2026, 6, 2)): 1, (VAN, date(2026, 6, 2)): 1}


def test_two_digests_at_one_moment_collide_and_other_letters_do_not() -> None:
    letters = [told(1), told(1), told(1, person=VAN), told(2), told(2, digest=False), told(3), told(3, 15)]
    assert collisions(letters) == [(LAN, told(1).at)]


def test_nights_noons_and_days_off_are_out_of_hours() -> None:
    right = [told(1, 8), told(1, 16)]  # thứ Hai
    wrong = [told(1, 6), told(1, 12), told(1, 17), told(6, 8), told(2, 8, month=9)]  # Saturday; Independence Day
    assert out_of_hours([*right, *wrong], CALENDAR, HOURS) == wrong


def test_more_than_thirty_worked_days_without_a_letter_are_a_silence() -> None:
    first, last = date(2026, 6, 1), date(2026, 7, 31)  # 44 worked days after the first
    assert silences([], [LAN], first, last, CALENDAR, HOURS) == [(LAN, first, last)]
    assert silences([told(26)], [LAN], first, last, CALENDAR, HOURS) == []
    assert silences([told(26, person=VAN)], [LAN], first, last, CALENDAR, HOURS) == [(LAN, first, last)]
    thirty = date(2026, 7, 13)  # exactly thirty worked days after the first
    assert silences([], [LAN], first, thirty, CALENDAR, HOURS) == []
