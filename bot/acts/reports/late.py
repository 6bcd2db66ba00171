"""What is or was late in these days, with the reason where somebody gave one; else that stays to be seen."""

from bot.acts.reports.duties import Told, bounds, duties_of
from bot.acts.summing import unit_names
from bot.desk import OfficeDay
from bot.rules.figures import UNKNOWN, Cell, Figure, Section, Table, Window
from messages.words import cut
from storage.reporting import DutyWords, stuck_duties, words_of_duties

_HEADER = ("Mã", "Nhiệm vụ", "Đơn vị", "Hạn", "Ngày xong", "Số ngày trễ", "Nguyên nhân")
REASON = 300  # characters


def late(day: OfficeDay, window: Window) -> Section | None:
    found = [one for one in duties_of(day, window) if one.standing.is_late]
    if not found:
        return None
    reasons = _reasons(day, window)
    names = unit_names(day)
    told = [one for one in found if one.row.number in reasons]
    return Section(
        "tre_han",
        "Nhiệm vụ trễ hạn và nguyên nhân",
        figures=(
            Figure("tre_han.tat_ca", "Nhiệm vụ trễ hạn", _codes(found)),
            Figure("tre_han.chua_xong", "Trong đó chưa xong", _codes([one for one in found if not one.standing.done])),
            Figure("tre_han.co_ly_do", "Đã nêu nguyên nhân", _codes(told)),
        ),
        tables=(Table("Nhiệm vụ trễ hạn", _HEADER, tuple(_row(day, one, names, reasons) for one in found)),),
    )


def _codes(found: list[Told]) -> tuple[str, ...]:
    return tuple(one.standing.code for one in found)


def _reasons(day: OfficeDay, window: Window) -> dict[int, str]:
    """What officials said: why they need more time, else where they are stuck, else their last note."""
    since, before = bounds(day, window)
    said = words_of_duties(day.session, day.office.id, window.last, since, before)
    stuck = stuck_duties(day.session, day.office.id, before)
    for number, week in stuck.items():
        if number not in said or said[number].what == "note":
            said[number] = week
    return {number: _reason(day, one) for number, one in said.items()}


def _reason(day: OfficeDay, said: DutyWords) -> str:
    words = cut(" ".join(said.words.split()), REASON)
    return words or f"Có vướng mắc (báo cáo tuần, {day.hours.local(said.at):%d/%m/%Y})"


def _row(day: OfficeDay, told: Told, names: dict[int | None, str], reasons: dict[int, str]) -> tuple[Cell, ...]:
    row, standing = told.row, told.standing
    ended = standing.done or standing.closed
    days = day.calendar.workdays_between(standing.due.date(), ended.date())
    content = f"{row.content} ({row.label})" if row.label else row.content
    done = standing.done.date() if standing.done else "Chưa xong"
    return (
        standing.code,
        content,
        names[row.unit_id],
        row.due,
        done,
        max(days, 0),
        reasons.get(row.number, UNKNOWN),
    )
