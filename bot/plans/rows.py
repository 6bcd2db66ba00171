"""From blocks to the rows of a plan: columns by their headers, sections, rows put together again."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from bot.plans.blocks import Block, Line, Row, Start, filled, is_one_cell
from bot.plans.cells import cells_by_role, content_of, take_number
from bot.plans.columns import Columns, header_texts, is_count_row, read_columns, stacked
from bot.plans.detached import Loose, loose_column, share_out
from bot.plans.drafts import Draft, goes_on, has_data, is_bullet
from bot.plans.headers import Role
from bot.plans.lines import appendix_mark, closes_table, headings_in, is_page_mark, starts_afresh
from bot.plans.markup import one_line
from bot.plans.numbering import Number, read_number
from bot.plans.sections import CHAPTERS, Path, Place, Step, above, heading_numbers, heads, numbered, parent_of


@dataclass
class Walk:
    """What is known while going through a document from top to bottom."""

    drafts: list[Draft] = field(default_factory=list)
    marks: list[str | None] = field(default_factory=lambda: [None])  # the appendix each part of the plan is
    columns: Columns | None = None
    upper: list[str] | None = None  # the header row just seen, which a second one may complete
    path: Path = ()
    last: Draft | None = None  # the row or heading that the next row may go on
    fresh: bool = False
    table: int = -1
    loose: Loose | None = None
    chapters: set[tuple[int, str]] = field(default_factory=set)  # styles of headings without data


def read_rows(blocks: Iterable[Block]) -> Walk:
    walk = Walk()
    for block in blocks:
        if isinstance(block, Line):
            _on_line(walk, block)
        elif isinstance(block, Row):
            _on_row(walk, block)
        else:
            _on_start(walk, block)
    _end_loose(walk)
    return walk


def _on_start(walk: Walk, start: Start) -> None:
    mark = appendix_mark(start.title)
    if mark is None and any(draft.part == len(walk.marks) - 1 for draft in walk.drafts):
        walk.marks.append(None)
    _begin_part(walk, mark)
    walk.columns = None


def _begin_part(walk: Walk, mark: str | None) -> None:
    """Headings end here; with a mark a new appendix begins, unless a page only repeats its title."""
    _end_loose(walk)
    if mark and mark == walk.marks[-1]:
        return
    walk.path, walk.last = (), None
    if mark is not None:
        walk.marks.append(mark)
        walk.columns = None


def _on_line(walk: Walk, line: Line) -> None:
    mark = appendix_mark(line.text)
    if mark is not None or starts_afresh(line.text):
        _begin_part(walk, mark)
        return
    if walk.loose:
        walk.loose.add(line)
        return
    if walk.columns and (role := loose_column(line.text, walk.columns)):
        walk.loose = Loose(role)
        return
    if is_page_mark(line.text):
        walk.fresh = True
        return
    for number, title in headings_in(line.text):
        _add_heading(walk, number, "outside", title)


def _on_row(walk: Walk, row: Row) -> None:
    _end_loose(walk)
    if row.table != walk.table:
        _enter_table(walk, row)
    if _is_header(walk, row):
        return
    if walk.columns is None or _leaves_table(walk, row):
        for place in filled(row):
            _on_line(walk, Line(one_line(row.cells[place].text), row.at))
        return
    walk.upper = None
    walk.fresh = walk.fresh or row.fresh
    if not is_page_mark("".join(cell.text for cell in row.cells)) or len(filled(row)) != 1:
        _on_body(walk, walk.columns, row)
        walk.fresh = False


def _enter_table(walk: Walk, row: Row) -> None:
    """A table without a header of its own goes on with the columns of the one before, if they fit."""
    walk.table = row.table
    if walk.columns and len(row.cells) != len(walk.columns.roles):
        walk.columns = None


def _is_header(walk: Walk, row: Row) -> bool:
    texts = header_texts(row)
    if walk.upper is not None and (both := stacked(walk.upper, row)) and (columns := read_columns(both)):
        walk.columns, walk.upper = columns, []
        return True
    if columns := read_columns(texts):
        walk.columns, walk.upper, walk.fresh = columns, texts, True
        return True
    return walk.upper is not None and is_count_row(row)


def _leaves_table(walk: Walk, row: Row) -> bool:
    if any(closes_table(cell.text) or appendix_mark(cell.text) is not None for cell in row.cells):
        walk.columns = None
    return walk.columns is None


def _on_body(walk: Walk, columns: Columns, row: Row) -> None:
    texts = cells_by_role(columns, row)
    no, place = take_number(texts, row, columns)
    number = read_number(no)
    if walk.last and not is_one_cell(row) and goes_on(walk.last, texts, no, walk.fresh):
        _go_on(walk, walk.last, columns, texts)
    elif has_data(texts) or _is_bare_row(walk, texts):
        _add_row(walk, columns, row, texts, no, place)
    elif number:
        _add_heading(walk, number, place, content_of(texts), row.at)
    elif content_of(texts) and texts.get(Role.CODE):
        _add_coded(walk, texts)
    else:
        walk.last = None


def _is_bare_row(walk: Walk, texts: dict[Role, str]) -> bool:
    """A row nobody filled in: a bullet of its own, or a subject with what to do about it."""
    if texts.get(Role.TOPIC) and texts.get(Role.CONTENT):
        return True
    return is_bullet(content_of(texts)) and walk.last is not None


def _add_heading(walk: Walk, number: Number, place: Place, title: str, at: str = "") -> None:
    number = numbered(walk.path, number)
    path = heads(above(walk.path, number, place), number)
    walk.path = (*path, Step(number, place, one_line(title)))
    walk.last = _draft(walk, number.text, {Role.CONTENT: title}, heading_numbers(path, number), at)
    if place == "outside":
        walk.last = None
    else:
        walk.chapters.add((len(walk.marks) - 1, number.style))


def _add_coded(walk: Walk, texts: dict[Role, str]) -> None:
    """A heading without a number gives the code in its code column."""
    code = one_line(texts[Role.CODE])
    number = read_number(code) or Number(code, "capital", (0,))
    _add_heading(walk, number, "column", content_of(texts))


def _add_row(walk: Walk, columns: Columns, row: Row, texts: dict[Role, str], no: str, place: Place) -> None:
    texts.setdefault(Role.CONTENT, texts.get(Role.TOPIC, ""))
    number = read_number(no)
    path = walk.path
    if number:
        number = numbered(path, number)
        path = above(path, number, place)
        is_open = not (texts.get(Role.LEAD) or texts.get(Role.COOP))
        walk.path = (*path, Step(number, place, one_line(texts[Role.CONTENT]), False, is_open))
    draft = _draft(walk, no or one_line(texts.get(Role.CODE, "")), texts, heading_numbers(path, number), row.at)
    _note_origin(draft, columns, row, number, path)
    if walk.drafts:
        draft.above = {role: walk.drafts[-1].meant(role) for role in (Role.LEAD, Role.COOP, Role.DEADLINE)}
    walk.drafts.append(draft)
    walk.last = draft


def _note_origin(draft: Draft, columns: Columns, row: Row, number: Number | None, path: Path) -> None:
    """What the table and the place in it say about a row."""
    draft.is_indicator, draft.is_mixed = columns.is_indicator, columns.is_mixed
    draft.chapter = number.style if number and number.style in CHAPTERS else ""
    parent = parent_of(path, number)
    draft.parent = parent.title if parent else ""
    pairs = zip(columns.roles, row.cells, strict=False)
    draft.doubts += [cell.doubt for role, cell in pairs if cell.doubt and role is Role.DEADLINE]


def _draft(walk: Walk, no: str, texts: dict[Role, str], section: tuple[str, ...], at: str) -> Draft:
    return Draft(no=no, texts=texts, section=section, at=at, part=len(walk.marks) - 1)


def _go_on(walk: Walk, last: Draft, columns: Columns, texts: dict[Role, str]) -> None:
    last.go_on(texts)
    if walk.drafts and walk.drafts[-1] is last:
        return
    if has_data(last.texts):  # a numbered line whose units and time were cut off it: a row after all
        last.is_indicator, last.is_mixed = columns.is_indicator, columns.is_mixed
        walk.drafts.append(last)
        walk.path = (*walk.path[:-1], replace(walk.path[-1], is_heading=False))


def _end_loose(walk: Walk) -> None:
    if walk.loose:
        share_out(walk.loose, [d for d in walk.drafts if d.part == len(walk.marks) - 1])
        walk.loose = None
