"""Tables in a text layer without a grid: printed lines in reading order, headers repeated on every page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.plans.blocks import Block, Line, row_of
from bot.plans.columns import Columns, read_columns
from bot.plans.headers import Role, header_role, is_header_wording
from bot.plans.lines import closes_table, is_page_mark
from bot.plans.loose_cells import WHOLE_TIME, Piece, pieces_of, split_cells
from bot.plans.markup import paragraph
from bot.plans.numbering import Number, read_number
from bot.plans.unit_names import keyed
from bot.rules.vietnamese import nfc

_STARTERS = re.compile(
    r"(?<!\w)(?:s?tt|noi dung|nhiem vu|cong viec|co quan|don vi|thoi (?:gian|han|diem)|tien do|san pham|ket qua|"
    r"du kien|"
    r"ghi chu|bo phan)(?!\w)"
)
_NUMBERED = re.compile(r"(?P<no>[IVX]+|\d{1,3}(?:\.\d{1,3})*[.)]?|[a-zđ]\))(?:\s+(?P<rest>[A-ZĐÀ-Ỹ\d“\"].*))?")
_LONGEST_HEADER = 16


@dataclass
class Printed:
    """The lines of one row; `rest` those printed after the next page's header."""

    no: str = ""
    pieces: list[Piece] = field(default_factory=list)
    rest: list[Piece] = field(default_factory=list)
    at: str = ""


def read_loose(lines: Sequence[str]) -> list[Block] | None:
    """The blocks of a text without tabs, None where no line reads like a table's header."""
    headers = _find_headers(lines)
    if not headers:
        return None
    first = min(headers)
    columns = headers[first][1]
    blocks = _lines(lines, 0, first)
    blocks.append(row_of(list(columns.heads), f"dòng {first + 1}"))
    printed, end = _gather(lines, headers, first)
    blocks += _rows(printed, columns)
    return blocks + _lines(lines, end, len(lines))


def _lines(lines: Sequence[str], start: int, end: int) -> list[Block]:
    return [Line(paragraph(lines[at]), f"dòng {at + 1}") for at in range(start, end) if lines[at].strip()]


def _find_headers(lines: Sequence[str]) -> dict[int, tuple[int, Columns]]:
    """First line of each header -> the line after it, and its columns."""
    found: dict[int, tuple[int, Columns]] = {}
    at = 0
    while at < len(lines):
        end, columns = _header_at(lines, at)
        if columns:
            found[at] = (end, columns)
        at = end if columns else at + 1
    return found


def _header_at(lines: Sequence[str], at: int) -> tuple[int, Columns | None]:
    if lines[at].strip()[:2].lower() not in ("tt", "st") or not is_header_wording(lines[at]):
        return at, None
    words: list[str] = []
    end, best = at, None
    while end < len(lines) and len(words) < _LONGEST_HEADER and _may_head(lines[end]):
        if lines[end].strip():
            words.append(nfc(lines[end]))
        end += 1
        if lines[end - 1].strip() and (columns := read_columns(_header_cells(" ".join(words)))):
            best = (end, columns)
    return best or (at, None)


def _may_head(line: str) -> bool:
    return not line.strip() or (is_header_wording(line) and not _NUMBERED.fullmatch(nfc(line)))


def _header_cells(text: str) -> list[str]:
    """ "TT NỘI DUNG CƠ QUAN CHỦ TRÌ …" cut where a header begins."""
    key = keyed(text)
    starts = [found.start() for found in _STARTERS.finditer(key)]
    cells = [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    merged: list[str] = []
    for cell in cells:
        if merged and _is_unfinished(merged[-1], cell):
            merged[-1] += " " + cell
        else:
            merged.append(cell)
    return merged


def _is_unfinished(head: str, following: str) -> bool:
    """The next words belong to the same header: "DỰ KIẾN | SẢN PHẨM", "NỘI DUNG | NHIỆM VỤ"."""
    role = header_role(head)
    return role is None or head.endswith((",", "/")) or role == header_role(following)


def _gather(lines: Sequence[str], headers: dict[int, tuple[int, Columns]], first: int) -> tuple[list[Printed], int]:
    """The lines of each row, and where the table ends."""
    rows: list[Printed] = []
    at, void, numbers = headers[first][0], False, list[Number]()
    while at < len(lines) and not closes_table(lines[at]):
        if at in headers:
            at = headers[at][0]
            rows.append(Printed(at="cut"))
            continue
        text = nfc(lines[at])
        if not text:
            void = void or bool(lines[at])
        elif not (is_page_mark(text) and _before_header(lines, headers, at)):
            _add_line(rows, text, void, numbers, f"dòng {at + 1}")
            void = False
        at += 1
    return _joined(rows), at


def _before_header(lines: Sequence[str], headers: dict[int, tuple[int, Columns]], at: int) -> bool:
    following = next((i for i in range(at + 1, len(lines)) if lines[i].strip()), at)
    return following in headers


def _add_line(rows: list[Printed], text: str, void: bool, numbers: list[Number], at: str) -> None:
    found = _NUMBERED.fullmatch(text)
    number = read_number(found["no"]) if found else None
    if found and number and _follows(numbers, number):
        numbers.append(number)
        rows.append(Printed(found["no"], _parts(found["rest"] or ""), at=at))
        return
    if not rows:
        rows.append(Printed(at=at))
    rows[-1].pieces += _parts(text, void)


def _parts(text: str, void: bool = False) -> list[Piece]:
    """A line two cells may share: "Thường xuyên Báo cáo tổng hợp"."""
    found = WHOLE_TIME.match(keyed(text))
    rest = text[found.end() :].strip() if found else ""
    if found and rest[:1].isupper():
        return [Piece(text[: found.end()].strip(), void), *pieces_of(rest, False)]
    return pieces_of(text, void) if text else []


def _follows(numbers: Sequence[Number], number: Number) -> bool:
    """Whether a number may come next: the first of its level, or at most two further."""
    same = [n for n in numbers if n.style == number.style and n.value[:-1] == number.value[:-1]]
    if number.style == "decimal":
        owner = any(n.value == number.value[:-1] for n in numbers[-40:] if n.style in ("arabic", "decimal"))
        return owner or bool(same)
    if number.value[-1] == 1:
        return True
    return bool(same) and 0 < number.value[-1] - same[-1].value[-1] <= 2


def _joined(rows: list[Printed]) -> list[Printed]:
    """Lines after a page's header go on the row before it."""
    whole: list[Printed] = []
    for row in rows:
        if row.at == "cut" and whole:
            whole[-1].rest += row.pieces
        elif row.at != "cut":
            whole.append(row)
    return whole


def _rows(printed: Sequence[Printed], columns: Columns) -> list[Block]:
    roles = [role for role in columns.roles if role is not Role.NO]
    known = _known_units(printed, roles)
    blocks: list[Block] = []
    for row in printed:
        cells = split_cells(row.pieces, roles, known)
        later: list[Piece] = []
        if row.rest:
            own, later = _cut_at_void(row.rest, cells)
            more = split_cells(own, roles, known, cells)
            cells = ["\n".join(filter(None, pair)) for pair in zip(cells, more, strict=True)]
        blocks.append(_row([row.no, *cells], columns, row.at))
        if later:
            blocks.append(_row(["", *split_cells(later, roles, known)], columns, row.at))
    return blocks


def _cut_at_void(rest: list[Piece], cells: Sequence[str]) -> tuple[list[Piece], list[Piece]]:
    """Under a numbered heading an empty number cell begins a row of its own."""
    if any(cells[1:]):
        return rest, []
    cut = next((i for i, piece in enumerate(rest) if i and piece.void and piece.text[:1].isupper()), len(rest))
    return rest[:cut], rest[cut:]


def _row(texts: list[str], columns: Columns, at: str) -> Block:
    cells = iter(texts[1:])
    return row_of([texts[0] if role is Role.NO else next(cells) for role in columns.roles], at)


def _known_units(printed: Sequence[Printed], roles: Sequence[Role]) -> frozenset[str]:
    """Cells of units in rows that no page break cut: the same come again and again."""
    found: set[str] = set()
    for row in printed:
        if row.pieces and not row.rest:
            cells = split_cells(row.pieces, roles, frozenset())
            pairs = zip(cells, roles, strict=True)
            found |= {" ".join(cell.split()) for cell, role in pairs if cell and role in (Role.LEAD, Role.COOP)}
    return frozenset(found)
