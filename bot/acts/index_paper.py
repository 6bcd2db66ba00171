"""A week of the 766 index for the public: the text to copy, and the notice as a document."""

from bot.acts.index766 import WeekScore
from bot.desk import OfficeDay
from bot.papers.kinds import DOCX
from bot.rules.addresses import read_name
from bot.rules.amounts import say_amount
from bot.rules.figures import Cell, Table
from bot.rules.index766 import WHOLE, source
from bot.talk import Kept

NAME = "Thông báo Bộ chỉ số 766"
_HEADER = ("TT", "Nhóm chỉ số", "Điểm tối đa", "Điểm đạt", "So với tuần trước")


def notice(day: OfficeDay, found: WeekScore) -> Kept:
    """As .docx: number, day and signature stay blank."""
    from bot.papers.index_notice import IndexNotice, index_notice

    office = read_name(day.office.name)
    as_of = day.hours.local(found.row.at).date()
    told = IndexNotice(
        office=office,
        year=as_of.year,
        about=f"{found.label.lower()} (tính đến ngày {as_of:%d/%m/%Y})",
        source=source(),
        points=_points(found),
        result=_result(found),
        plan=_plan(found),
    )
    return day.paper(f"{NAME} {found.label.replace('/', '-')}.docx", DOCX, index_notice(told))


def _points(found: WeekScore) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (str(number), line.group.title, line.group.most, line.points, said_change(line.change))
        for number, line in enumerate(found.lines, 1)
    ]
    rows.append(("", "Tổng", WHOLE, found.total, said_change(found.change)))
    return Table("", _HEADER, tuple(rows))


def said_change(change: float | None) -> str:
    """ "+0,5", "-1", "0"; "–" where there is nothing to compare with."""
    if change is None:
        return "–"
    return f"+{say_amount(change)}" if change > 0 else say_amount(change)


def _result(found: WeekScore) -> str:
    said = f"Tổng điểm: {say_amount(found.total)}/{WHOLE} điểm, xếp loại {found.rank}"
    if found.change:
        way = "tăng" if found.change > 0 else "giảm"
        said += f"; {way} {say_amount(abs(found.change))} điểm"
    return f"{said}."


def _plan(found: WeekScore) -> str:
    low = found.weakest
    if low is None:
        return ""
    return (
        f"Nhóm cần cải thiện nhiều nhất: {low.group.title} ({say_amount(low.points)}/{low.group.most} điểm). "
        f"Việc cần làm: {low.group.gain}."
    )
