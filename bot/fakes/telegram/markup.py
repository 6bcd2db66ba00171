"""How Telegram reads parse_mode HTML, refusals included."""

import html
import re
from dataclasses import dataclass, field

from bot.fakes.telegram.refusals import Json, bad

LARGEST_SOURCE = 1 << 15

KINDS = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}

_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});?")
_WORDS = re.compile(r"[^<&]*")
_START = re.compile(r"<([^\s>]*)([^>]*)(>?)")
_END = re.compile(r"</([^\s>]*)\s*(>?)")
_HREF = re.compile(r"""href\s*=\s*["']([^"']*)""")


@dataclass
class _Reading:
    source: str
    at: int = 0
    shown: str = ""
    entities: list[Json] = field(default_factory=list)
    nested: list[tuple[str, int, str]] = field(default_factory=list)

    @property
    def byte(self) -> int:
        return len(self.source[: self.at].encode())


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def read_html(source: str) -> tuple[str, list[Json]]:
    """The shown text and its entities; raises the refusal Telegram would answer with."""
    reading = _Reading(source)
    while reading.at < len(source):
        if source.startswith("</", reading.at):
            _read_end(reading)
        elif source[reading.at] == "<":
            _read_start(reading)
        else:
            _read_words(reading)
    if reading.nested:
        raise _cannot_parse(f'Can\'t find end tag corresponding to start tag "{reading.nested[-1][0]}"')
    return reading.shown, sorted(reading.entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _read_words(reading: _Reading) -> None:
    entity = _ENTITY.match(reading.source, reading.at)
    if entity:
        reading.shown += html.unescape(entity.group().rstrip(";") + ";")
        reading.at = entity.end()
        return
    words = _WORDS.match(reading.source, reading.at + 1)
    end = words.end() if words else len(reading.source)
    reading.shown += reading.source[reading.at : end]
    reading.at = end


def _read_start(reading: _Reading) -> None:
    start = _START.match(reading.source, reading.at)
    if start is None or (not start[2] and not start[3]):
        raise _cannot_parse(f"Unclosed start tag at byte offset {reading.byte}")
    tag = start[1].lower()
    if tag not in KINDS:
        raise _cannot_parse(f'Unsupported start tag "{tag}" at byte offset {reading.byte}')
    if not start[3]:
        raise _cannot_parse(f'Unclosed start tag "{tag}" at byte offset {reading.byte}')
    if tag == "span" and "tg-spoiler" not in start[2]:
        raise _cannot_parse(f'Tag "span" must have class "tg-spoiler" at byte offset {reading.byte}')
    href = _HREF.search(start[2])
    reading.nested.append((tag, units(reading.shown), href[1] if href else ""))
    reading.at = start.end()


def _read_end(reading: _Reading) -> None:
    end = _END.match(reading.source, reading.at)
    if not reading.nested:
        raise _cannot_parse(f"Unexpected end tag at byte offset {reading.byte}")
    if end is None or not end[2]:
        raise _cannot_parse(f"Unclosed end tag at byte offset {reading.byte}")
    tag, offset, href = reading.nested.pop()
    found = end[1].lower()
    if found and found != tag:
        raise _cannot_parse(f'Unmatched end tag at byte offset {reading.byte}, expected "</{tag}>", found "</{found}>"')
    length = units(reading.shown) - offset
    if length:
        address = {"url": href} if href else {}
        reading.entities.append({"type": KINDS[tag], "offset": offset, "length": length, **address})
    reading.at = end.end()


def _cannot_parse(words: str) -> Exception:
    return bad(f"can't parse entities: {words}")
