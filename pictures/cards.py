"""The card of commands at the end of a guide, from the one table of commands."""

import re
from pathlib import Path

from bot.commands import GROUPS
from bot.rules.states import Role

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "huong-dan"
# Guide -> whose commands its card has; what only the second may use is marked.
READERS = {
    "nguoi-dan": (Role.CITIZEN, Role.CITIZEN),
    "can-bo": (Role.OFFICIAL, Role.UNIT_HEAD),
    "lanh-dao": (Role.LEAD, Role.LEAD),
    "van-thu": (Role.CLERK, Role.CLERK),
    "quan-tri": (Role.ADMIN, Role.ADMIN),
}
BEGIN, END = "<!-- phiếu nhớ: viết bởi `make pictures` -->", "<!-- hết phiếu nhớ -->"
_CARD = re.compile(f"{BEGIN}.*?{END}", re.S)


def card(guide: str) -> str:
    """Markdown: a table of each group that has something for these readers."""
    reader, other = READERS[guide]
    tables = []
    for title, commands in GROUPS:
        lines = [
            f"| `/{one.word}` | {one.help}{'' if reader in one.roles else ' (lãnh đạo đơn vị)'} |"
            for one in commands
            if one.help and one.roles & {reader, other}
        ]
        if lines:
            tables.append("\n".join((f"| {title} | |", "| --- | --- |", *lines)))
    return "\n\n".join((BEGIN, *tables, END))


def put_card(guide: str) -> None:
    """Write the card anew where the guide keeps it."""
    path = FOLDER / f"{guide}.md"
    path.write_text(_CARD.sub(lambda _old: card(guide), path.read_text("utf-8")), "utf-8")
