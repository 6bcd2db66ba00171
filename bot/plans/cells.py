"""The cells of a row by their meaning, and the row's number wherever it stands."""

from bot.plans.blocks import Row, is_one_cell
from bot.plans.columns import Columns
from bot.plans.drafts import LONGEST_CELL, has_data
from bot.plans.headers import Role
from bot.plans.markup import one_line
from bot.plans.numbering import Number, read_number, split_number
from bot.plans.sections import CHAPTERS, Place

_TICKS = frozenset("xXvV✓✔√*+×")


def cells_by_role(columns: Columns, row: Row) -> dict[Role, str]:
    texts: dict[Role, str] = {}
    ticked: list[str] = []
    for role, head, cell in zip(columns.roles, columns.heads, row.cells, strict=False):
        text = "" if cell.across else cell.text.strip()[:LONGEST_CELL]
        if role is Role.PERIOD and text:
            ticked.append(one_line(head) if text in _TICKS else text)
        elif text and role is not Role.OTHER:
            texts[role] = text
    if ticked:
        texts.setdefault(Role.DEADLINE, ", ".join(ticked))
    return _once(texts)


def _once(texts: dict[Role, str]) -> dict[Role, str]:
    """A merged heading that a converter wrote into every column counts once."""
    told = {role: text for role, text in texts.items() if role not in (Role.NO, Role.SUB, Role.CODE)}
    if len(told) > 2 and len(set(told.values())) == 1:
        return {role: text for role, text in texts.items() if role not in told or role is Role.CONTENT}
    return texts


def take_number(texts: dict[Role, str], row: Row, columns: Columns) -> tuple[str, Place]:
    """The row's number, taken out of the text it stands in where it has no column of its own."""
    moved = _move_heading(texts)
    printed = one_line(texts.pop(Role.SUB, "") or texts.get(Role.NO, ""))
    texts.pop(Role.NO, None)
    if printed:
        return printed, "column"
    if read_number(texts.get(Role.TOPIC, "")):
        return one_line(texts.pop(Role.TOPIC)), "column"
    role = Role.TOPIC if texts.get(Role.TOPIC) else Role.CONTENT
    found = split_number(texts.get(role, ""))
    if found and (moved or is_one_cell(row) or _may_lead(found[0], texts, columns)):
        texts[role] = found[1]
        return found[0].text, "merged"
    return "", "column"


def _move_heading(texts: dict[Role, str]) -> bool:
    """A heading printed in a number column moves to where contents stand; whether one did out of the first."""
    for role in (Role.SUB, Role.NO):
        text = texts.get(role, "")
        if text and not read_number(text) and not content_of(texts):
            texts[Role.CONTENT] = texts.pop(role)
            return role is Role.NO
    return False


def _may_lead(number: Number, texts: dict[Role, str], columns: Columns) -> bool:
    """A list inside a cell is no numbering of rows where the table has a column for numbers."""
    if Role.NO not in columns.roles:
        return True
    return number.style in CHAPTERS and not has_data(texts)


def content_of(texts: dict[Role, str]) -> str:
    return texts.get(Role.CONTENT) or texts.get(Role.TOPIC) or ""
