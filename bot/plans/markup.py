"""Tags and Markdown signs that text recognition leaves in a plan."""

import html
import re

from bot.rules.vietnamese import nfc

_BREAK = re.compile(r"<br\s*/?>|</?(?:p|li|ul|ol|div|h[1-6])(?:\s[^<>]*)?>", re.IGNORECASE)
_INLINE = re.compile(
    r"</?(?:b|i|u|em|s|strong|span|sup|sub|font|a|small|mark|table|thead|tbody|tr|td|th)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_STARS = re.compile(r"\*{2,3}|__")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,500}?)(?<=\S)\*(?![\w*])")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+")
_OPEN_HYPHEN = re.compile(r"(?<=[/\w]-)\n(?=[A-ZĐ]{2,})")


def cell_lines(raw: str) -> str:
    """The lines of a cell, without tags and blank lines, apart by a line feed."""
    text = _INLINE.sub("", _BREAK.sub("\n", raw))
    text = _EMPHASIS.sub(r"\1", _STARS.sub("", html.unescape(text)))
    lines = (nfc(line) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def paragraph(raw: str) -> str:
    """A line of running text without its heading and emphasis signs."""
    return one_line(cell_lines(_HEADING.sub("", raw)))


def one_line(text: str) -> str:
    """Lines of a cell as one text; a hyphen at a line's end inside a document number is closed."""
    return nfc(_OPEN_HYPHEN.sub("", text))
