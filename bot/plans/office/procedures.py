"""The sheet "Thủ tục": what the office tells who asks how a procedure goes."""

from unicodedata import normalize

from bot.plans.office.tables import Table
from bot.plans.office.words import need, read_text


def read_procedures(table: Table, problems: list[str]) -> dict[str, str]:
    """Topic, with its other names after ";" -> the office's words, lines and links as they stand in the cell."""
    found: dict[str, str] = {}
    for row in table.rows:
        topic = need(row, "topic", read_text, "tên thủ tục", problems)
        words = need(row, "words", _lines, "hướng dẫn", problems)
        names = "; ".join(name.strip() for name in (topic or "").split(";") if name.strip())
        if names in found:
            problems.append(f"{row.at('topic')}: thủ tục “{names}” có hai dòng.")
        elif names and words:
            found[names] = words
    return found


def _lines(value: object) -> str:
    return normalize("NFC", str(value).strip())
