"""The points of the 766 index out of an export: a row for each group, or a column for each, found by meaning."""

import re
from collections.abc import Iterator, Sequence

from bot.plans.dossiers.grids import is_readable, read_grids
from bot.plans.opening import PlanRefused
from bot.rules.index766 import checked, group_called, groups
from bot.rules.naming import comparable
from bot.rules.vietnamese import plain

_NUMBER = re.compile(r"-?\d{1,3}(?:[.,]\d+)?")
_MOST = re.compile(r"toi da|diem chuan|thang diem|diem max")
_SCORE = re.compile(r"dat duoc|diem dat|dat|ket qua|diem so|tong diem|diem")


def read_scores(name: str, data: bytes, office: str = "") -> dict[str, float]:
    """Key of a group -> points; of several offices in one table that of `office`. Raises PlanRefused."""
    if not is_readable(name, data):
        raise PlanRefused("Chỉ đọc được tệp .xlsx và .csv.")
    problems = []
    for grid in read_grids(name, data):
        texts = [tuple(cell.text.strip() for cell in line.cells) for line in grid]
        for found in (_in_rows(texts), _in_columns(texts, office)):
            try:
                return checked(found)
            except ValueError as unclear:
                problems += [str(unclear)] if found else []
    raise PlanRefused(problems[0] if problems else "Không thấy điểm của sáu nhóm trong tệp.")


def _in_rows(texts: Sequence[tuple[str, ...]]) -> dict[str, float]:
    """A row names one group; its points stand in the column that is headed so, else in the last one with a figure."""
    place = next((found for row in texts if (found := _score_column(row)) is not None), None)
    points: dict[str, float] = {}
    for row in texts:
        named = [group for group in map(group_called, row) if group]
        if len({group.key for group in named}) == 1 and named[0].key not in points:
            values = _values(row, place, named[0].most)
            points |= {named[0].key: values[-1]} if values else {}
    return points


def _score_column(row: tuple[str, ...]) -> int | None:
    """The column of points in a row that heads a table."""
    flat = [plain(cell) for cell in row]
    if sum(bool(cell) for cell in flat) < 2 or any(map(_number, row)):
        return None
    found = [place for place, cell in enumerate(flat) if _SCORE.search(cell) and not _MOST.search(cell)]
    sure = [place for place in found if re.search(r"\bdat\b|ket qua", flat[place])]
    return next(iter(sure or found), None)


def _values(row: tuple[str, ...], place: int | None, most: int) -> list[float]:
    """The figure at that place, else those of the row without its number and without what only repeats the most."""
    found = {at: value for at, cell in enumerate(row) if (value := _number(cell)) is not None and at}
    if place in found:
        return [found[place]]
    return [value for value in found.values() if value != most] or list(found.values())


def _in_columns(texts: Sequence[tuple[str, ...]], office: str) -> dict[str, float]:
    """A row heads a column for each group; the points stand below, in the office's own row or in the only one."""
    for at, row in enumerate(texts):
        places = {group.key: place for place, cell in enumerate(row) if (group := group_called(cell))}
        if len(places) == len(groups()):
            return _below(texts[at + 1 :], places, office)
    return {}


def _below(rows: Sequence[tuple[str, ...]], places: dict[str, int], office: str) -> dict[str, float]:
    full = [row for row in rows if all(len(row) > at and _number(row[at]) is not None for at in places.values())]
    own = [row for row in full if office and any(_is_office(cell, office) for cell in row)]
    row = next(iter(own), full[-1] if len(full) == 1 or not office else None)
    return {} if row is None else dict(_points(row, places))


def _points(row: tuple[str, ...], places: dict[str, int]) -> Iterator[tuple[str, float]]:
    for key, place in places.items():
        value = _number(row[place])
        if value is not None:
            yield key, value


def _is_office(cell: str, office: str) -> bool:
    one, two = comparable(cell), comparable(office)
    return bool(one) and len(one) > 3 and (one in two or two in one)


def _number(cell: str) -> float | None:
    text = cell.replace("%", "").strip()
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None
