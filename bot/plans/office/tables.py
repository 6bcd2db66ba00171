"""From the cells of a sheet to rows whose cells are known by what their column is for."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.plans.office.sheets import Sheet
from bot.plans.places import column_letter
from bot.rules.vietnamese import nfc, plain

_HEADER_WITHIN = 10  # rows: a title and a remark may stand above the header
_EXAMPLE = re.compile(r"vi du\W*hay xoa")
_IGNORED = re.compile(r"stt|tt|so thu tu|ghi chu|email|(so )?dien thoai.*|sdt|giai thich.*|huong dan.*")


@dataclass(frozen=True)
class Column:
    """`words` matches the whole header, without accents and marks; a table without a `needed` one is refused.

    `longest`: characters that a cell may have.
    """

    title: str
    words: str
    needed: bool = False
    longest: int = 200


@dataclass(frozen=True)
class Form:
    """A sheet that is expected: its title, the words it is known by, its columns by key (the first match wins)."""

    title: str
    words: str
    columns: Mapping[str, Column]
    needed: bool = False


@dataclass(frozen=True)
class Row:
    """What belongs together: values by key, those left empty not in it; `places` says where each stands ("C5")."""

    sheet: str
    values: Mapping[str, object]
    places: Mapping[str, str]

    def text(self, key: str) -> str:
        return said(self.values.get(key))

    def at(self, key: str) -> str:
        """The cell as a person looks for it: "Cán bộ!C5"."""
        return f"{self.sheet}!{self.places[key]}" if key in self.places else self.sheet


@dataclass(frozen=True)
class Table:
    """`missing`: the workbook has no such sheet, or no header is found in it."""

    title: str
    rows: tuple[Row, ...] = ()
    missing: bool = False


def said(value: object) -> str:
    """A cell's value as one line of text."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    return nfc(str(value))


def bare(text: str) -> str:
    """Only the words, without accents: "Vai trò (*)" and "VAI TRO" alike."""
    return " ".join(re.findall(r"\w+", plain(text)))


def read_table(form: Form, sheet: Sheet, problems: list[str]) -> Table:
    """The rows below the header; examples are left out."""
    header = _header(form, sheet)
    if header is None:
        wanted = ", ".join(f"“{column.title}”" for column in form.columns.values() if column.needed)
        problems.append(f"{sheet.title}: không thấy dòng tiêu đề có các cột {wanted}.")
        return Table(sheet.title, missing=True)
    keys = _keys(form, sheet, header, problems)
    rows = tuple(_rows(sheet, header, keys))
    for row in rows:
        _check_cells(form, row, problems)
    return Table(sheet.title, rows)


def key_of(form: Form, header: str) -> str | None:
    """The column that a header's words mean."""
    words = bare(header)
    return next((key for key, column in form.columns.items() if re.fullmatch(column.words, words)), None)


def _header(form: Form, sheet: Sheet) -> int | None:
    needed = {key for key, column in form.columns.items() if column.needed}
    for number in sorted(sheet.rows)[:_HEADER_WITHIN]:
        if needed <= {key_of(form, said(value)) for value in sheet.rows[number]}:
            return number
    return None


def _keys(form: Form, sheet: Sheet, header: int, problems: list[str]) -> dict[int, str]:
    """Position -> key. A column that is doubled, or filled and not understood, is a problem."""
    keys: dict[int, str] = {}
    for place, value in enumerate(sheet.rows[header]):
        key, at = key_of(form, said(value)), f"{sheet.title}!{column_letter(place + 1)}{header}"
        if key in keys.values():
            problems.append(f"{at}: cột “{said(value)}” có hai lần.")
        elif key:
            keys[place] = key
        elif said(value) and not _IGNORED.fullmatch(bare(said(value))) and _is_filled(sheet, header, place):
            problems.append(f"{at}: không hiểu cột “{said(value)}”, hãy xóa cột hoặc dùng tiêu đề của tệp mẫu.")
    return keys


def _is_filled(sheet: Sheet, header: int, place: int) -> bool:
    return any(said(cells[place]) for number, cells in sheet.rows.items() if number > header)


def _rows(sheet: Sheet, header: int, keys: Mapping[int, str]) -> Iterator[Row]:
    for number, cells in sheet.rows.items():
        values = {key: cells[place] for place, key in keys.items() if said(cells[place])}
        if number > header and values and not _is_example(values):
            places = {key: f"{column_letter(place + 1)}{number}" for place, key in keys.items()}
            yield Row(sheet.title, values, places)


def _is_example(values: Mapping[str, object]) -> bool:
    return any(_EXAMPLE.search(plain(said(value))) for value in values.values())


def _check_cells(form: Form, row: Row, problems: list[str]) -> None:
    for key in row.values:
        text, longest = row.text(key), form.columns[key].longest
        if len(text) > longest:
            problems.append(f"{row.at(key)}: dài quá {longest} ký tự.")
        elif text.startswith("#") and text.rstrip("!?").isupper():
            problems.append(f"{row.at(key)}: công thức bị lỗi ({text}), hãy gõ giá trị vào ô.")


def tables_in(forms: Mapping[str, Form], sheets: list[Sheet], problems: list[str]) -> dict[str, Table]:
    """A table for every form. A needed sheet that is missing, or one that is there twice, is a problem."""
    found = [(key_of_form(forms, sheet), sheet) for sheet in sheets]
    tables = {}
    for key, form in forms.items():
        mine = [sheet for known, sheet in found if known == key]
        tables[key] = read_table(form, mine[0], problems) if mine else Table(form.title, missing=True)
        if form.needed and not mine:
            problems.append(f"Thiếu trang “{form.title}”.")
        if len(mine) > 1:
            problems.append(f"{mine[1].title}: có hai trang “{form.title}”, hãy giữ lại một.")
    return tables


def key_of_form(forms: Mapping[str, Form], sheet: Sheet) -> str | None:
    """What a sheet is for: the first words in its title that say so, else the form whose header it has."""
    titled = [(hit.start(), key) for key, form in forms.items() if (hit := re.search(form.words, bare(sheet.title)))]
    if titled:
        return min(titled)[1]
    headed = [(_breadth(form), key) for key, form in forms.items() if _header(form, sheet)]
    return max(headed)[1] if headed else None


def _breadth(form: Form) -> int:
    return sum(column.needed for column in form.columns.values())
