"""The news of these days: how many, by whom, and who sent fewer than are wanted."""

from collections.abc import Iterator

from bot.acts.news import NewsWeek, news_of, news_week, writers
from bot.desk import OfficeDay
from bot.rules.figures import Cell, Figure, Section, Table, Window
from bot.rules.news import KINDS
from bot.rules.workdays import DAY
from messages.words import cut
from storage.news import NewsItem
from storage.people import Person

_TITLE = 200  # characters
_ITEMS = ("Mã", "Tin, bài", "Đường dẫn", "Loại", "Người gửi", "Ngày gửi")
_LACKING = ("Mã", "Tuần từ", "Cán bộ", "Đơn vị", "Đã gửi", "Định mức")


def news(day: OfficeDay, window: Window) -> Section | None:
    items = news_of(day, window.first, window.last)
    lacking = tuple(_lacking(day, window))
    if not items and not lacking:
        return None
    kinds = (Figure(f"tin_bai.{key}", f"Trong đó {name}", _codes(items, key)) for key, name in KINDS.items())
    tables = (
        Table("Tin, bài đã gửi", _ITEMS, tuple(_row(day, item) for item in items)),
        Table("Tin, bài theo cán bộ", ("Mã", "Cán bộ", "Đơn vị", "Số tin, bài"), tuple(_by_writer(day, items))),
        Table("Cán bộ chưa đủ định mức tin, bài", _LACKING, lacking),
    )
    return Section(
        "tin_bai",
        "Tin, bài tuyên truyền",
        figures=(Figure("tin_bai.tat_ca", "Tin, bài đã gửi", _codes(items)), *kinds),
        tables=tuple(table for table in tables if table.rows),
    )


def _codes(items: list[NewsItem], kind: str = "") -> tuple[str, ...]:
    return tuple(_code(item) for item in items if kind in ("", item.kind))


def _code(item: NewsItem) -> str:
    return f"TT-{item.id}"


def _row(day: OfficeDay, item: NewsItem) -> tuple[Cell, ...]:
    who = day.session.get_one(Person, item.person_id).name
    title = cut(" ".join(item.words.split()), _TITLE)
    return _code(item), title, item.link, KINDS[item.kind], who, day.hours.local(item.at).date()


def _by_writer(day: OfficeDay, items: list[NewsItem]) -> Iterator[tuple[Cell, ...]]:
    for one in writers(day):
        own = tuple(_code(item) for item in items if item.person_id == one.person_id)
        if own:
            yield "", one.name, one.unit, Figure(f"tin_bai.cua.{one.person_id}", f"Tin, bài của {one.name}", own)


def _lacking(day: OfficeDay, window: Window) -> Iterator[tuple[Cell, ...]]:
    for found in _weeks(day, window):
        for lack in found.lacking:
            yield "", found.week.first, lack.writer.name, lack.writer.unit, lack.sent, found.wanted


def _weeks(day: OfficeDay, window: Window) -> Iterator[NewsWeek]:
    """Those that end in these days and are over."""
    found = news_week(day, window.first)
    while found.week.last <= window.last:
        if found.week.last < day.today:
            yield found
        found = news_week(day, found.week.last + DAY)
