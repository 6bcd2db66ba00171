"""The numbers Word counts by itself: they stand in no cell, yet everybody sees them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LEVELS = 9


@dataclass(frozen=True)
class Level:
    """How one level of a list is printed: "%1.%2." in figures, letters or Roman numbers."""

    form: str = "decimal"
    pattern: str = "%1."
    start: int = 1


@dataclass
class Counter:
    """Lists of a document, counted from top to bottom."""

    lists: dict[str, str] = field(default_factory=dict)  # list -> its pattern of levels
    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)

    def next_label(self, paragraph: BaseOxmlElement) -> str:
        """The number or dash in front of this paragraph, "" for one in no list."""
        place = self._place(paragraph)
        if place is None or place[0] not in self.lists:
            return ""
        number, depth = place
        owner = self.lists[number]
        level = self.levels.get(owner, {}).get(depth, Level())
        if level.form == "bullet":
            return "-"
        if level.form == "none" or not level.pattern:
            return ""
        self._count(owner, number, depth, level)
        return self._printed(owner, level.pattern)

    def _place(self, paragraph: BaseOxmlElement) -> tuple[str, int] | None:
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return None
        own = list_place(properties)
        if own is not None:
            return own if own[0] != "0" else None
        style = properties.find(qn("w:pStyle"))
        return self.styles.get(style.get(qn("w:val"), "")) if style is not None else None

    def _count(self, owner: str, number: str, depth: int, level: Level) -> None:
        counts = self.counts.setdefault(owner, [0] * _LEVELS)
        restart = self.restarts.pop((number, depth), None)
        counts[depth] = restart if restart is not None else (counts[depth] or level.start - 1) + 1
        counts[depth + 1 :] = [0] * (_LEVELS - depth - 1)

    def _printed(self, owner: str, pattern: str) -> str:
        text = pattern
        for depth in range(_LEVELS):
            level = self.levels.get(owner, {}).get(depth, Level())
            count = self.counts[owner][depth] or level.start
            text = text.replace(f"%{depth + 1}", _figure(count, level.form))
        return text.strip()


def read_counter(numbering: BaseOxmlElement | None, styles: BaseOxmlElement | None) -> Counter:
    """The lists defined in a document's numbering and style parts."""
    counter = Counter()
    for element in _all(numbering, "w:abstractNum"):
        found = {_int(level, "w:ilvl"): _level(level) for level in element.findall(qn("w:lvl"))}
        counter.levels[element.get(qn("w:abstractNumId"), "")] = found
    for element in _all(numbering, "w:num"):
        number = element.get(qn("w:numId"), "")
        owner = element.find(qn("w:abstractNumId"))
        counter.lists[number] = owner.get(qn("w:val"), "") if owner is not None else ""
        for override in element.findall(qn("w:lvlOverride")):
            start = override.find(qn("w:startOverride"))
            if start is not None:
                counter.restarts[number, _int(override, "w:ilvl")] = _int(start, "w:val")
    for element in _all(styles, "w:style"):
        properties = element.find(qn("w:pPr"))
        place = list_place(properties) if properties is not None else None
        if place:
            counter.styles[element.get(qn("w:styleId"), "")] = place
    return counter


def list_place(properties: BaseOxmlElement) -> tuple[str, int] | None:
    """The list and level of paragraph properties; list "0" takes a paragraph out of every list."""
    listed = properties.find(qn("w:numPr"))
    number = listed.find(qn("w:numId")) if listed is not None else None
    if listed is None or number is None:
        return None
    depth = listed.find(qn("w:ilvl"))
    return number.get(qn("w:val"), "0"), min(_int(depth, "w:val"), _LEVELS - 1) if depth is not None else 0


def _level(element: BaseOxmlElement) -> Level:
    form, pattern, start = (element.find(qn(name)) for name in ("w:numFmt", "w:lvlText", "w:start"))
    return Level(
        form.get(qn("w:val"), "decimal") if form is not None else "decimal",
        pattern.get(qn("w:val"), "") if pattern is not None else "",
        _int(start, "w:val") if start is not None else 1,
    )


def _all(part: BaseOxmlElement | None, name: str) -> Iterable[BaseOxmlElement]:
    return part.findall(qn(name)) if part is not None else ()


def _int(element: BaseOxmlElement, name: str) -> int:
    text = element.get(qn(name), "0")
    return int(text) if text.isdigit() and len(text) < 6 else 0


def _figure(count: int, form: str) -> str:
    if form in ("upperRoman", "lowerRoman"):
        text = _roman(min(count, 399))
        return text.upper() if form == "upperRoman" else text
    if form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("a") + (count - 1) % 26)
        return letter.upper() if form == "upperLetter" else letter
    return f"{count:02d}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    text = "c" * (count // 100) + ("xc" if count % 100 >= 90 else "l" if count % 100 >= 50 else "")
    count = count % 100 - (90 if count % 100 >= 90 else 50 if count % 100 >= 50 else 0)
    if count >= 40:
        return text + "xl" + _roman(count - 40)
    for value, sign in _ROMAN:
        text += sign * (count // value)
        count %= value
    return text
