"""Our small mark-up (<b>, <i>, <code>; other < & > escaped): read it, show it plainly, cut it to size."""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r"<(?P<end>/?)(?P<tag>b|i|code)>|&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
# What reading and writing anew would leave as it is. (Two neighbours in one dress would become one.)
_WORDS = "(?:[^<>&]++|&(?:lt|gt|amp);)++"
_TIDY = re.compile(f"(?:{_WORDS}|<(b|i|code)>{_WORDS}</\\1>(?!<))*+")
_JOINER = "\u200d"
_PARAGRAPH, _LINE, _WORD = (re.compile(blank) for blank in ("\n\n", "\n", " "))
_SENTENCE = re.compile(r"(?<=\w\w[.!?…]) ")  # not after "1." or "a."


@dataclass(frozen=True)
class Run:
    """A stretch of words in one dress; `tags` go from the outermost inwards."""

    text: str
    tags: tuple[str, ...] = ()


def escape(text: str) -> str:
    """Plain words as mark-up."""
    return html.escape(text, quote=False)


def plain(markup: str) -> str:
    """The words a reader sees, for channels without mark-up."""
    if "<" not in markup and "&" not in markup:
        return markup
    return "".join(run.text for run in read_runs(markup))


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units."""
    if not text or max(text) <= "\uffff":
        return len(text)
    return len(text) + sum(char > "\uffff" for char in text)


def read_runs(markup: str) -> list[Run]:
    """The runs of a text. What is no mark-up of ours stays as words; a tag left open ends with the text."""
    runs: list[Run] = []
    tags: tuple[str, ...] = ()
    at = 0
    for token in _TOKEN.finditer(markup):
        _add(runs, markup[at : token.start()], tags)
        at = token.end()
        if token["tag"] is None:
            _add(runs, html.unescape(token.group()), tags)
        else:
            tags = _closed(tags, token["tag"]) if token["end"] else (*tags, token["tag"])
    _add(runs, markup[at:], tags)
    return runs


def write_runs(runs: Iterable[Run]) -> str:
    """Runs as well-formed mark-up."""
    written: list[str] = []
    tags: tuple[str, ...] = ()
    for run in runs:
        written += [_dressed(tags, run.tags), escape(run.text)]
        tags = run.tags
    return "".join([*written, _dressed(tags, ())])


def split_markup(markup: str, limit: int) -> list[str]:
    """Parts of at most `limit` shown units, each well-formed; the shown words joined are the whole text."""
    if markup and units(markup) <= limit and _TIDY.fullmatch(markup):
        return [markup]
    runs = read_runs(markup)
    parts = split_text("".join(run.text for run in runs), limit)
    return [write_runs(piece) for piece in _sliced(runs, [len(part) for part in parts])]


def split_text(text: str, limit: int) -> list[str]:
    """Parts of at most `limit` UTF-16 units, cut between paragraphs, else lines, sentences, words, whole letters."""
    if text and units(text) <= limit:
        return [text]
    parts: list[str] = []
    start = 0
    while start < len(text):
        end = _next_cut(text, start, limit)
        parts.append(text[start:end])
        start = end
    return parts


def is_border(text: str, at: int) -> bool:
    """Whether a cut before index `at` leaves every accented letter, emoji and flag whole."""
    if not 0 < at < len(text):
        return True
    before, after = text[at - 1], text[at]
    if _JOINER in (before, after) or before + after == "\r\n":
        return False
    if unicodedata.category(after).startswith("M") or _is_emoji_ending(after):
        return False
    return not (_is_flag_letter(after) and _flag_letters_before(text, at) % 2)


def _add(runs: list[Run], text: str, tags: tuple[str, ...]) -> None:
    if not text:
        return
    if runs and runs[-1].tags == tags:
        text = runs.pop().text + text
    runs.append(Run(text, tags))


def _closed(tags: tuple[str, ...], tag: str) -> tuple[str, ...]:
    if tag not in tags:
        return tags
    at = len(tags) - 1 - tags[::-1].index(tag)
    return tags[:at] + tags[at + 1 :]


def _dressed(old: tuple[str, ...], new: tuple[str, ...]) -> str:
    kept = 0
    while kept < min(len(old), len(new)) and old[kept] == new[kept]:
        kept += 1
    ends = [f"</{tag}>" for tag in reversed(old[kept:])]
    return "".join([*ends, *(f"<{tag}>" for tag in new[kept:])])


def _sliced(runs: list[Run], lengths: list[int]) -> Iterator[list[Run]]:
    left = list(reversed(runs))
    for length in lengths:
        piece: list[Run] = []
        while length:
            run = left.pop()
            taken = run.text[:length]
            piece.append(Run(taken, run.tags))
            if len(run.text) > length:
                left.append(Run(run.text[length:], run.tags))
            length -= len(taken)
        yield piece


def _next_cut(text: str, start: int, limit: int) -> int:
    end = _reach(text, start, limit)
    if end == len(text):
        return end
    # The best borders only in the far half: a short part for their sake would mean more parts.
    half = start + (end - start) // 2
    for blank, floor in ((_PARAGRAPH, half), (_LINE, half), (_SENTENCE, half), (_WORD, start)):
        cut = _cut_after(text, blank, floor, end)
        if cut:
            return cut
    return _letter_border(text, start, end)


def _reach(text: str, start: int, limit: int) -> int:
    end = start
    room = limit
    while end < len(text):
        room -= 2 if text[end] > "\uffff" else 1
        if room < 0:
            break
        end += 1
    return max(end, start + 1)


def _cut_after(text: str, blank: re.Pattern[str], floor: int, end: int) -> int:
    cuts = [found.end() for found in blank.finditer(text, floor, end) if is_border(text, found.end())]
    return cuts[-1] if cuts else 0


def _letter_border(text: str, start: int, end: int) -> int:
    for cut in range(end, start, -1):
        if is_border(text, cut):
            return cut
    # One "letter" longer than a whole part: there is no good place.
    return end


def _is_emoji_ending(char: str) -> bool:
    return "\U0001f3fb" <= char <= "\U0001f3ff" or "\U000e0020" <= char <= "\U000e007f"


def _is_flag_letter(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _flag_letters_before(text: str, at: int) -> int:
    start = at
    while start and _is_flag_letter(text[start - 1]):
        start -= 1
    return at - start
