"""What `check` has to say, and how it says it."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.cli.terminal import out

_WIDEST = 100


@dataclass(frozen=True)
class Finding:
    """`grave`: the bot should not go live with it."""

    words: str
    remedy: str = ""
    grave: bool = True


def show(found: Sequence[Finding]) -> None:
    """What is grave first; for a person's eyes no line is wider than their window."""
    width = min(out.console.width, _WIDEST) if out.console.is_terminal else 0
    for finding in sorted(found, key=lambda one: not one.grave):
        for line in _lines(finding):
            out.print(_folded(line, width), markup=False)
    out.print(_sum(found), markup=False)


def _lines(finding: Finding) -> Iterator[str]:
    yield f"{'✗' if finding.grave else '!'} {finding.words}"
    if finding.remedy:
        yield f"    → {finding.remedy}"


def _folded(line: str, width: int) -> str:
    if not width:
        return line
    indent = " " * (len(line) - len(line.lstrip(" ✗!→")))
    return textwrap.fill(line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _sum(found: Sequence[Finding]) -> str:
    grave = sum(finding.grave for finding in found)
    if not found:
        return "✓ Không thấy thiếu, sai gì. Chạy thật: dondoc serve"
    if not grave:
        return f"\n✓ Chạy được: dondoc serve. Nên xem {len(found)} điều trên."
    return f"\n{grave} điều phải sửa trước khi chạy (✗), {len(found) - grave} điều nên xem (!)."
