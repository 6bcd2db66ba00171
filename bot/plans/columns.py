"""The columns of a table, known by the meaning of their headers and not by their place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.plans.blocks import Row
from bot.plans.headers import Role, header_role, is_header_wording, squeezed
from bot.plans.markup import one_line
from bot.plans.numbering import read_number

_DETAIL = (Role.LEAD, Role.COOP, Role.DEADLINE, Role.PRODUCT, Role.TARGET, Role.PERIOD, Role.OFFICE, Role.MEASURE)


@dataclass(frozen=True)
class Columns:
    """The role of every column, and the header texts themselves."""

    roles: tuple[Role, ...]
    heads: tuple[str, ...]

    @property
    def is_indicator(self) -> bool:
        """Values to reach, named as such or beside a unit of measurement and without a time."""
        has_value = Role.TARGET in self.roles
        return has_value and (self._named_measure or (Role.UNIT in self.roles and Role.DEADLINE not in self.roles))

    @property
    def is_mixed(self) -> bool:
        """One column for everybody: who leads and who helps is said inside the cell."""
        return Role.LEAD in self.roles and Role.COOP not in self.roles

    @property
    def _named_measure(self) -> bool:
        content = self.heads[self.roles.index(Role.CONTENT)] if Role.CONTENT in self.roles else ""
        return "chitieu" in squeezed(content)


def read_columns(heads: Sequence[str]) -> Columns | None:
    """The columns under these headers, None where this is no header of a plan's table."""
    texts = tuple(one_line(head) for head in heads)
    if any(read_number(text) for text in texts if text):
        return None
    raw = [header_role(text) if text else None for text in texts]
    if not _is_header(raw, sum(bool(text) for text in texts)):
        return None
    roles = _settled(raw, texts)
    is_plan = Role.CONTENT in roles and not set(_DETAIL).isdisjoint(roles)
    return Columns(tuple(roles), texts) if is_plan else None


def _is_header(raw: Sequence[Role | None], named: int) -> bool:
    """Enough of the cells with a text are known; one month alone is a row's own time, not a calendar."""
    known = len(raw) - raw.count(None)
    enough = known * 2 >= named if known > 3 else known * 3 >= named * 2
    return known > 1 and enough and raw.count(Role.PERIOD) != 1


def header_texts(row: Row) -> list[str]:
    """A header cell over several columns counts for each of them."""
    texts: list[str] = []
    for cell in row.cells:
        texts.append(texts[-1] if cell.across and texts else cell.text)
    return texts


def stacked(upper: Sequence[str], lower: Row) -> list[str] | None:
    """The headers of two rows as one, None where the lower row holds something else."""
    texts = [cell.text for cell in lower.cells]
    own = [t for t, cell in zip(texts, lower.cells, strict=True) if t.strip() and not cell.down]
    if len(own) < 2 or len(texts) != len(upper) or not all(map(_may_complete, map(one_line, own))):
        return None
    carried = _spread(upper, texts)
    return [f"{a} {b}" if b and squeezed(a) != squeezed(b) else a for a, b in zip(carried, texts, strict=True)]


def _may_complete(text: str) -> bool:
    """A header of its own, or the last words of the one above: "Cơ quan chủ | trì"."""
    return header_role(text) is not None or (text[:1].islower() and is_header_wording(text))


def _spread(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """An upper header without merge marks goes on over blank places that have a lower one."""
    texts: list[str] = []
    for head, below in zip(upper, lower, strict=True):
        texts.append(texts[-1] if not head.strip() and below.strip() and texts else head)
    return texts


def is_count_row(row: Row) -> bool:
    """The line "(1) (2) (3) …" or "A B 1 2 3" that some tables have under the header."""
    texts = [re.sub(r"\W", "", cell.text) for cell in row.cells]
    digits = [int(text) for text in texts if text.isdigit()]
    rest = [text for text in texts if text and not text.isdigit()]
    rising = digits == list(range(digits[0], digits[0] + len(digits))) if digits else False
    return len(digits) >= 3 and rising and all(len(text) == 1 and text.isalpha() for text in rest)


def _settled(raw: Sequence[Role | None], texts: Sequence[str]) -> list[Role]:
    """One column for each role: what is said twice is told apart by wording and place."""
    roles = [role or Role.OTHER for role in raw]
    _settle_measures(roles)
    office = Role.UNIT if Role.TARGET in roles else Role.LEAD
    roles = [office if role is Role.OFFICE else role for role in roles]
    _keep_best(roles, texts, Role.LEAD, r"chutri", Role.OTHER)
    _keep_best(roles, texts, Role.DEADLINE, r"hoanthanh|thoihan|ketthuc|han", Role.OTHER)
    _keep_best(roles, texts, Role.PRODUCT, r"sanpham|daura", Role.OTHER)
    _keep_best(roles, texts, Role.TARGET, r"nam\d|giao|phandau", Role.OTHER)
    for role in (Role.COOP, Role.NOTE, Role.UNIT, Role.EVALUATOR, Role.CODE):
        _keep_best(roles, texts, role, r"", Role.OTHER)
    _keep_first_number(roles)
    _name_topic(roles)
    if Role.DEADLINE not in roles and Role.START in roles:
        roles[roles.index(Role.START)] = Role.DEADLINE
    return roles


def _settle_measures(roles: list[Role]) -> None:
    """ "Chỉ tiêu" names the indicator where another column holds its value, or else is the value."""
    for place in [i for i, role in enumerate(roles) if role is Role.MEASURE]:
        named = Role.CONTENT in roles
        roles[place] = Role.TARGET if named else Role.CONTENT


def _keep_best(roles: list[Role], texts: Sequence[str], role: Role, wanted: str, other: Role) -> None:
    places = [i for i, r in enumerate(roles) if r is role]
    best = next((i for i in places if re.search(wanted, squeezed(texts[i]))), places[0] if places else -1)
    for place in places:
        if place != best:
            roles[place] = other


def _keep_first_number(roles: list[Role]) -> None:
    for place in [i for i, role in enumerate(roles) if role is Role.NO][1:]:
        roles[place] = Role.SUB if Role.SUB not in roles else Role.OTHER


def _name_topic(roles: list[Role]) -> None:
    """Of two columns with contents the first only names the subject."""
    places = [i for i, role in enumerate(roles) if role is Role.CONTENT]
    for place in places[:-1]:
        roles[place] = Role.TOPIC
