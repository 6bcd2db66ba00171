"""The 766 index in a report: the points of each week in these days, as they stood."""

from bot.acts.index766 import WeekScore, followed_since, week_code, week_label, week_score
from bot.acts.index_paper import said_change
from bot.desk import OfficeDay
from bot.rules.amounts import say_amount
from bot.rules.figures import UNKNOWN, Average, Cell, Section, Table, Window
from bot.rules.index766 import groups, total
from storage.index_scores import IndexScore, scores

KEY = "chi_so_766"


def index766(day: OfficeDay, window: Window) -> Section | None:
    """A week belongs to the report in which it begins."""
    rows = [row for row in scores(day.session, day.office.id, window.first) if window.has(row.monday)]
    if not rows:
        return _nothing() if followed_since(day.office) else None
    last = week_score(day, rows[-1])
    header = ("Mã", "Tuần", *(f"{group.title} ({group.most})" for group in groups()), "Tổng (100)", "Công bố")
    table = Table("Điểm Bộ chỉ số 766 theo tuần", header, tuple(_row(day, row) for row in rows))
    mean = Average(
        f"{KEY}.binh_quan", "Điểm bình quân các tuần", tuple((week_code(row.monday), total(row.points)) for row in rows)
    )
    return Section(KEY, "Bộ chỉ số 766", tuple(_lines(last)), (mean,), (table,))


def _nothing() -> Section:
    return Section(KEY, "Bộ chỉ số 766", (f"Điểm trong kỳ: {UNKNOWN} (chưa được nhập).",))


def _row(day: OfficeDay, row: IndexScore) -> tuple[Cell, ...]:
    released = day.hours.local(row.released_at).date() if row.released_at else "chưa"
    points = (row.points[group.key] for group in groups())
    return (week_code(row.monday), week_label(row.monday), *points, total(row.points), released)


def _lines(last: WeekScore) -> list[str]:
    said = f"{last.label}: {say_amount(last.total)}/100 điểm, xếp loại {last.rank}"
    lines = [f"{said}, so với tuần trước {said_change(last.change)}." if last.change is not None else f"{said}."]
    if last.weakest:
        low = last.weakest
        lines.append(
            f"Nhóm yếu nhất: {low.group.title} {say_amount(low.points)}/{low.group.most}; cần {low.group.gain}."
        )
    return lines
