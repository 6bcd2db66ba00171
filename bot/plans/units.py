"""Printed cells of units, split into who leads and who helps."""

import re
from dataclasses import dataclass
from typing import Literal

from bot.plans.duties import Share, is_duty_label, read_shares
from bot.plans.unit_names import is_open_end, is_unit_start

Column = Literal["lead", "coop", "mixed"]

_BULLET = re.compile(r"^\s*[-–•+*·]\s*")
_AFTER_VERB = "|".join(f"(?<={verb})" for verb in ("chủ trì", "phối hợp", "thực hiện", "theo dõi", "đôn đốc"))
_SENTENCE = re.compile(
    r"(?<=[.;])\s+(?=[-–•+]\s+\w)"
    r"|(?<=[^\W\d_A-ZĐ]\.)\s+(?=[A-ZĐÀ-Ỹ])|(?<=\)\.)\s+(?=[A-ZĐÀ-Ỹ])"
    rf"|(?:{_AFTER_VERB})\s+(?=[-–]\s+[A-ZĐÀ-Ỹ])"
)


@dataclass(frozen=True)
class Units:
    """Pieces as printed, in the order of the cell."""

    lead: tuple[str, ...] = ()
    coop: tuple[str, ...] = ()


def read_units(cell: str, column: Column) -> Units:
    """The units of a cell, lines apart by a line feed, in a column of that kind."""
    sentences = [read_shares(sentence) for sentence in _sentences(cell)]
    if column == "coop":
        return Units((), _names([share for shares in sentences for share in shares], True))
    if column == "lead" and not _is_shared(sentences):
        return Units(_names([share for shares in sentences for share in shares], False))
    return _divided(_spread_all(sentences))


def _sentences(cell: str) -> list[str]:
    """Bullets, sentences and lines that begin a new unit; other line ends are only wraps."""
    whole: list[str] = []
    for line in cell.split("\n"):
        if whole and not _begins(whole[-1], line):
            whole[-1] = f"{whole[-1]} {line}"
        else:
            whole.append(line)
    return [sentence for text in whole for sentence in _SENTENCE.split(text) if sentence.strip(" -.;,")]


def _begins(before: str, line: str) -> bool:
    bullet = _BULLET.match(line)
    if bullet and not is_open_end(before):
        return is_unit_start(line[bullet.end() :]) or is_duty_label(line[bullet.end() :])
    if is_duty_label(line):
        return True
    return is_unit_start(line) and (line[:1].isupper() or before.endswith(";")) and not is_open_end(before)


def _is_shared(sentences: list[list[Share]]) -> bool:
    """Whether a column of those in charge names helpers as well."""
    shares = [share for shares in sentences for share in shares]
    duties = {share.duty for share in shares}
    return any(share.partners for share in shares) or {"lead", "help"} <= duties or {"work", "help"} <= duties


def _spread_all(sentences: list[list[Share]]) -> list[Share]:
    """Units before a semicolon share the verb that follows, unless nobody would be left to lead."""
    spread = [_spread(shares) for shares in sentences]
    flat = [share for shares in spread for share in shares]
    plain_flat = [share for shares in sentences for share in shares]
    only_help = all(share.duty == "help" for share in flat)
    return plain_flat if only_help and any(not share.duty for share in plain_flat) else flat


def _spread(shares: list[Share]) -> list[Share]:
    found: list[Share] = []
    duty = None
    for share in reversed(shares):
        duty = share if share.duty else duty
        found.append(share if share.duty or duty is None else Share(share.names, duty.duty))
    return found[::-1]


def _divided(shares: list[Share]) -> Units:
    """Everybody on one of the two sides, where named first; when nobody leads, those named do."""
    has_lead = any(share.duty == "lead" for share in shares)
    sides: dict[str, bool] = {}
    for share in shares:
        for name in share.names:
            sides.setdefault(name, _leads(share, has_lead))
        for name in share.partners:
            sides.setdefault(name, share.leads_with)
    lead = tuple(name for name, leads in sides.items() if leads)
    return Units(lead, tuple(name for name in sides if name not in lead)) if lead else Units(tuple(sides))


def _leads(share: Share, has_lead: bool) -> bool:
    """Who does the work, or has no verb, leads unless somebody else is said to."""
    return share.duty == "lead" or (share.duty in ("work", "") and not has_lead)


def _names(shares: list[Share], with_partners: bool) -> tuple[str, ...]:
    names: list[str] = []
    for share in shares:
        found = share.names + (share.partners if with_partners else ())
        names += [name for name in found if name not in names]
    return tuple(names)
