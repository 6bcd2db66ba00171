"""Columns that came loose in text recognition: their header and cells stand below the table."""

from dataclasses import dataclass, field
from itertools import pairwise

from bot.plans.aligning import aligned
from bot.plans.blocks import Line
from bot.plans.columns import Columns
from bot.plans.drafts import Draft, has_data, is_bullet, joined
from bot.plans.headers import Role, header_role

_MAY_COME_LOOSE = (Role.PRODUCT, Role.DEADLINE, Role.LEAD, Role.COOP, Role.NOTE)
BY_WORDS = "Cột kết quả đứng rời khỏi bảng, được ghép theo nội dung."
DOUBT = "Cột thời hạn đứng rời khỏi bảng, giá trị được ghép theo thứ tự."


@dataclass
class Loose:
    """The cells of one loose column, page by page."""

    role: Role
    pages: list[list[str]] = field(default_factory=list)

    def add(self, line: Line) -> None:
        if line.fresh or not self.pages:
            self.pages.append([])
        self.pages[-1].append(line.text)


def loose_column(text: str, columns: Columns) -> Role | None:
    """The column this line names, if the table has none of that meaning."""
    role = header_role(text)
    return role if role in _MAY_COME_LOOSE and role not in columns.roles else None


def share_out(loose: Loose, drafts: list[Draft]) -> None:
    """Give the cells to the rows in order where it is plain which rows they belong to."""
    cells = [cell for page in loose.pages for cell in page]
    open_rows = [draft for draft in drafts if not draft.text(loose.role)]
    named = [draft for draft in open_rows if draft.text(Role.TOPIC)]
    for rows in (open_rows, _filled(open_rows), named, _filled(named)):
        if len(rows) == len(cells):
            for draft, cell in zip(rows, cells, strict=True):
                _give(draft, loose.role, cell)
            return
    if loose.role is Role.PRODUCT:
        _share_by_words(loose, open_rows)


def _share_by_words(loose: Loose, rows: list[Draft]) -> None:
    """Results may be guessed by what they speak of; a time or a unit never."""
    cells = [cell for page in loose.pages for cell in page]
    shares = [
        False,
        *(is_bullet(cell) and (is_bullet(above) or above.endswith(":")) for above, cell in pairwise(cells)),
    ]
    before: Draft | None = None
    for at, place in enumerate(aligned(cells, [row.text(Role.CONTENT) for row in rows], shares[: len(cells)])):
        row = rows[place] if place is not None else before if shares[at] else None
        if row:
            row.texts[loose.role] = joined(row.text(loose.role), cells[at])
            row.notes = [BY_WORDS]
        before = row


def _filled(drafts: list[Draft]) -> list[Draft]:
    return [draft for draft in drafts if has_data(draft.texts)]


def _give(draft: Draft, role: Role, cell: str) -> None:
    draft.texts[role] = cell
    if role is Role.DEADLINE:
        draft.doubts.append(DOUBT)
