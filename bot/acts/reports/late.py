"""What is or was late in these days, with the reason where somebody gave one; else that stays to be seen."""

from bot.acts.reports.duties import Told, bounds, duties_of
from bot.acts.summing import unit_names
from bot.desk import OfficeDay
from bot.rules.figures import UNKNOWN, Cell, Figure, Section, Table, Window
from messages.words import cut
from storage.reporting import stuck_duties, words_of_duties

_HEADER = ("Mã", "Nhiệm vụ", "Đơn vị", "Hạn", "Ngày xong", "Số ngày làm việc trễ", "Nguyên nhân")
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
    """What officials said: why they need more time, else their last note, else that they are stuck."""
    since, before = bounds(day, window)
    stuck = stuck_duties(day.session, day.office.id, before)
    said = words_of_duties(day.session, day.office.id, window.last, since, before)
    found = {number: f"Có vướng mắc (báo cáo tuần, {day.hours.local(at):%d/%m/%Y})" for number, at in stuck.items()}
    return found | {number: cut(" ".join(one.words.split()), REASON) for number, one in said.items()}


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
