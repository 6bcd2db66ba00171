"""The cells of a row whose printed lines follow one another without a grid (a PDF's text layer)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.plans.headers import Role
from bot.plans.unit_names import is_open_end, is_unit_start, keyed, split_names

_TIME = re.compile(
    r"(truoc|trong|thang|quy|nam|thuong xuyen|hang|dinh ky|theo|ngay|sau|khi|den|tu|cham nhat|hoan thanh|"
    r"dot xuat|cuoi|dau|"
    r"\d{1,2}/\d{1,2}|\d{1,2}\s*lan|duy tri|lien tuc|cac thang|cac quy|giai doan|xong|moi)(?![^\W_])"
)
WHOLE_TIME = re.compile(
    r"(?:(?:truoc|den het|cham nhat|hoan thanh truoc|xong truoc)?\s*(?:ngay)?\s*\d{1,2}/\d{1,2}(?:/\d{4})?"
    r"|(?:trong |truoc )?(?:quy [ivx1-4]+|thang \d{1,2}|nam)(?:\s*(?:/|nam)?\s*\d{4})?"
    r"|thuong xuyen|hang (?:ngay|tuan|thang|quy|nam))(?![\w/])"
)
_TIME_INSIDE = re.compile(r"(?<!\w)(Trước|Thường|Tháng|Quý|Hàng|Định kỳ|Chậm nhất)(?!\w)")
_UNFINISHED = re.compile(r"\s(tren|theo|cho|den|tu|ve|trong|duoc|bang|khi|de|la|nhu|gom|dat|so|cac|nhung|mot)$")
_ENDED = re.compile(r"[.;:,)]$")
_SHORT_LIST = 220
_MOST_PIECES = 200
_MOST_LINES = {True: 60, False: 16}


_Best = dict[int, tuple[float, list[str]]]  # pieces used so far -> score and cells


@dataclass(frozen=True)
class Piece:
    """A printed line, or its part after a place where two cells may meet (`glued`).

    `void`: an empty cell or paragraph was printed before it.
    """

    text: str
    void: bool = False
    glued: bool = False


def split_cells(
    pieces: Sequence[Piece], roles: Sequence[Role], known: frozenset[str], before: Sequence[str] = ()
) -> list[str]:
    """The likeliest cells, one text of lines for each column.

    `before` holds the cells of the same row on the page before, which these lines go on.
    """
    heads = list(before) or [""] * len(roles)
    if len(pieces) > _MOST_PIECES:  # no row of a table: running text after the last one
        return [_text(pieces) if role is Role.CONTENT else "" for role in roles]
    best: _Best = {0: (0.0, [])}
    for role, head, late in zip(roles, heads, _late(heads), strict=True):
        best = _with_cell(best, pieces, role, head, late, known)
    score, cells = best.get(len(pieces), (float("-inf"), []))
    heading = _as_heading(pieces, roles, heads, known)
    return heading[1] if heading[0] > score else cells


def _with_cell(
    best: _Best, pieces: Sequence[Piece], role: Role, head: str, late: float, known: frozenset[str]
) -> _Best:
    """The best way to end one more column after each piece."""
    step: _Best = {}
    for start, (score, cells) in best.items():
        for end in range(start, min(len(pieces), start + _MOST_LINES[role is Role.CONTENT]) + 1):
            text = _text(pieces[start:end])
            total = score + _voids(pieces, start, end) + _score(role, head, text, known) - (late if text else 0)
            if end not in step or total > step[end][0]:
                step[end] = (total, [*cells, text])
    return step


def _as_heading(
    pieces: Sequence[Piece], roles: Sequence[Role], heads: Sequence[str], known: frozenset[str]
) -> tuple[float, list[str]]:
    """All lines as the content: a heading, without units and time."""
    text = _text(pieces)
    content = roles.index(Role.CONTENT)
    if any(head for place, head in enumerate(heads) if place != content):
        return float("-inf"), []
    score = _score(Role.CONTENT, heads[content], text, known) + _voids(pieces, 0, len(pieces))
    return score - 3.5, [text if place == content else "" for place in range(len(roles))]


def _late(heads: Sequence[str]) -> list[float]:
    """A cell goes on over the page only if it reached the page's end, so it had the most lines."""
    counts = [head.count("\n") + 1 if head else 0 for head in heads]
    return [1.5 * (max(counts) - count) for count in counts]


def pieces_of(line: str, void: bool) -> list[Piece]:
    """A printed line, cut where the cell of a unit may begin in its middle."""
    words = line.split(" ")
    cuts = [0]
    for at in range(2, len(words)):
        before, rest = " ".join(words[cuts[-1] : at]), " ".join(words[at:])
        if rest[0].isupper() and is_unit_start(rest) and not is_open_end(before) and not _belongs(before):
            cuts.append(at)
    ends = [*cuts[1:], len(words)]
    return [Piece(" ".join(words[a:b]), void and not a, a > 0) for a, b in zip(cuts, ends, strict=True) if words[a:b]]


def _text(pieces: Sequence[Piece]) -> str:
    return "".join((" " if piece.glued else "\n") + piece.text for piece in pieces)[1:]


def _voids(pieces: Sequence[Piece], start: int, end: int) -> float:
    inside = sum(piece.void for piece in pieces[start + 1 : end])
    began = (1.5 if pieces[start].void else -1.0 if pieces[start].glued else 0.0) if start < end else 0.0
    return began - inside


def _score(role: Role, head: str, text: str, known: frozenset[str]) -> float:
    whole = f"{head}\n{text}" if head and text else head or text
    flat = " ".join(whole.split())
    bonus = 3.0 if role in (Role.LEAD, Role.COOP) and flat in known else 0.0
    if not text:
        return bonus + (_by_role(role, head, flat) + _open_head(head) if head else _empty(role))
    began = 0.0 if head else _beginning(text, role)
    return bonus + began + _inner_breaks(whole, role) + _by_role(role, whole, flat)


def _empty(role: Role) -> float:
    return {Role.CONTENT: -8.0, Role.LEAD: -3.0, Role.DEADLINE: -3.0}.get(role, -1.5)


def _open_head(head: str) -> float:
    """A cell that stops at the page's end without being finished."""
    return -2.0 if is_open_end(head) or head.endswith((";", ",")) else 0.0


def _beginning(text: str, role: Role) -> float:
    first = text.lstrip('-–•+ “"(')[:1]
    if text.startswith("(") and role is not Role.CONTENT:
        return -2.0  # a remark on the cell before
    if first.isdigit() and role is not Role.DEADLINE:
        return -0.5  # the rest of a sentence more often than a cell's first word
    return 0.5 if first.isupper() or first.isdigit() else -5.0


def _inner_breaks(text: str, role: Role) -> float:
    """Lines that begin with a capital although the line before is not at its end."""
    lines = text.split("\n")
    if lines[0].isupper():
        return 0.0
    cost = 0.0
    for above, line in pairwise(lines):
        word = line.split(" ")[0]
        if line[:1].isupper() and not _ENDED.search(above) and not is_open_end(above):
            cost -= 0.3 if word.isupper() else 0.8 if role is Role.CONTENT else 1.6
    return cost


def _by_role(role: Role, whole: str, flat: str) -> float:
    if role in (Role.LEAD, Role.COOP):
        return _as_units(flat)
    if role is Role.DEADLINE:
        return _as_time(flat)
    if role is Role.PRODUCT:
        return (
            -3.0 * bool(WHOLE_TIME.fullmatch(keyed(flat))) - 2.0 * bool(_TIME_INSIDE.search(flat)) - is_unit_start(flat)
        )
    open_end = 3.0 if is_open_end(flat) else 2.0 if _UNFINISHED.search(keyed(flat)) else 0.0
    return -open_end - (3.0 if _TIME_INSIDE.search(flat[20:]) else 0.0)


@lru_cache(maxsize=4096)
def _as_units(flat: str) -> float:
    names = split_names(flat)
    odd = sum(not is_unit_start(name) for name in names)
    score = 3.0 - 3.0 * odd if names else -3.0
    score -= 4.0 if is_open_end(flat) else 0.0
    score -= 5.0 if _TIME_INSIDE.search(flat) or re.search(r"\d{2}/\d", flat) else 0.0
    score -= 3.0 * sum(_has_two(name) for name in names)
    return score - (3.0 if len(flat) > _SHORT_LIST else 0.0)


def _has_two(name: str) -> bool:
    """Two units side by side without a mark between them."""
    words = name.split(" ")
    for at in range(2, len(words)):
        rest, before = " ".join(words[at:]), " ".join(words[:at])
        if rest[:1].isupper() and is_unit_start(rest) and not is_open_end(before) and not _belongs(before):
            return True
    return False


def _belongs(before: str) -> bool:
    """ "Chủ tịch UBND", "chuyên môn thuộc UBND", "Văn hóa - Thông tin và Thể thao" name one unit."""
    last = keyed(before).split(" ")[-1]
    return last in ("thuoc", "va", "cua", "tich", "phong", "-", "–", "dao", "tru", "cap", "cac", "&", "hdnd")


@lru_cache(maxsize=4096)
def _as_time(flat: str) -> float:
    key = keyed(flat)
    if WHOLE_TIME.fullmatch(key):
        return 5.0
    found = _TIME.match(key)
    return (2.0 if found else -2.0) - (3.0 if is_unit_start(flat) and not found else 0.0)
