"""Indicators in a report: what each has come to, how far it is from its target, who has not said."""

from bot.acts.measuring import Measured, followed, silent
from bot.acts.reports.computed import computed
from bot.acts.summing import unit_names
from bot.desk import OfficeDay
from bot.rules.figures import UNKNOWN, Cell, Figure, Section, Table, Window
from bot.rules.outlook import Standing, project, standing
from messages.figures import amount
from storage.indicators import IndicatorValue

KEY = "chi_tieu"
_HEADER = ("Mã", "Chỉ tiêu", "Mục tiêu", "Kỳ số liệu", "Kết quả", "Từ đầu năm", "Dự kiến cả năm", "Đánh giá", "Đơn vị")
_TITLES = {
    Standing.MET: "Đạt",
    Standing.ON_WAY: "Đúng hướng",
    Standing.RISK: "Có nguy cơ không đạt",
    Standing.MISSED: "Không đạt",
    Standing.NONE: "Chưa có số liệu",
    Standing.OPEN: "Không có mức bằng số",
}


def indicators(day: OfficeDay, window: Window) -> Section | None:
    """As they stood on the last day of the report; what is entered later for a later period is not told."""
    found = [one for one in followed(day) if _is_of(one, window)]
    if not found:
        return None
    names = unit_names(day)
    stood = {one.item.id: standing(one.item.goal, one.course(window.last)) for one in found}
    figures = [Figure(f"{KEY}.tong", "Chỉ tiêu theo dõi", tuple(one.item.code for one in found))]
    for state, title in _TITLES.items():
        codes = tuple(one.item.code for one in found if stood[one.item.id] == state)
        if codes:
            figures.append(Figure(f"{KEY}.{state}", title, codes))
    rows = tuple(_row(day, one, window, stood[one.item.id], names[one.item.unit_id]) for one in found)
    table = Table("Chỉ tiêu", _HEADER, rows)
    return Section(KEY, "Kết quả thực hiện chỉ tiêu", _lines(found, names, window), tuple(figures), (table,))


def _is_of(one: Measured, window: Window) -> bool:
    """Of the year that the report's days lie in."""
    return bool(one.periods) and one.periods[0].first <= window.last and window.first <= one.periods[-1].last


def _row(day: OfficeDay, one: Measured, window: Window, stood: Standing, unit: str) -> tuple[Cell, ...]:
    item, course = one.item, one.course(window.last)
    label, result = _result(day, one, window)
    ahead = project(course) if item.goal else None
    return (
        item.code,
        f"{item.name} ({item.measure})" if item.measure else item.name,
        item.target_text or UNKNOWN,
        label,
        result,
        round(course.now, 4) if item.adds and course.now is not None else "",
        amount(round(ahead.value, 2)) if ahead and ahead.left else "",
        _TITLES[stood],
        unit,
    )


def _result(day: OfficeDay, one: Measured, window: Window) -> tuple[str, Cell]:
    """Of the newest period that was over: how it is called, and what was reached."""
    last = _last(one, window)
    if last is None:
        return UNKNOWN, UNKNOWN
    label = next((period.label for period in one.periods if period.key == last.period), UNKNOWN)
    if one.is_computed:
        return label, computed(day, one.item, Window(last.first, last.last, label))
    return label, last.words if last.value is None else last.value


def _last(one: Measured, window: Window) -> IndicatorValue | None:
    """The figure of the newest period that was over when the report's days were."""
    known = one.known
    over = (period.key for period in reversed(one.periods) if period.last <= window.last)
    return next((known[key] for key in over if key in known), None)


def _lines(found: list[Measured], names: dict[int | None, str], window: Window) -> tuple[str, ...]:
    """Who has not said what was asked of these days, and what was noted with what was said."""
    said = []
    for one in silent(found):
        if one.awaited and one.awaited.last <= window.last:
            unit, item = names[one.item.unit_id], one.item
            said.append(f"{unit} chưa báo số liệu {item.code} {item.name} ({one.awaited.label}).")
    for one in found:
        last = _last(one, window)
        if last and last.note:
            said.append(f"{one.item.code} {one.item.name}: {last.note}.")
    return tuple(said)
