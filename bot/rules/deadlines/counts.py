"""Numbers in figures, in words, or both: "05", "năm (05)", "10 (mười)"; and years."""

from bot.rules.deadlines.tokens import Line

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_COUNTED = {"một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9}
_COUNTED |= {"mười": 10, "nhất": 1, "nhì": 2}


def count_at(line: Line, at: int) -> tuple[int, int] | None:
    """The number that stands here and the place after it, its repetition in brackets included."""
    counted = _plain_count_at(line, at)
    if counted is None or line.word(counted[1]) != "(":
        return counted
    again = _plain_count_at(line, counted[1] + 1)
    repeated = again is not None and line.word(again[1]) == ")"
    return (again[0], again[1] + 1) if again and repeated else counted


def _plain_count_at(line: Line, at: int) -> tuple[int, int] | None:
    if line.kind(at) == "number":
        return line.numbers(at)[0], at + 1
    if line.word(at) == "mười" and line.word(at + 1) in ("một", "hai"):
        return 10 + _COUNTED[line.word(at + 1)], at + 2
    return (_COUNTED[line.word(at)], at + 1) if line.word(at) in _COUNTED else None


def year_number_at(line: Line, at: int, two_digits: bool = False) -> int | None:
    if line.kind(at) != "number" or line.word(at + 1) in ("lần", "ngày"):
        return None
    number = line.numbers(at)[0]
    if two_digits and 20 <= number <= 49:
        return 2000 + number
    return number if 1990 <= number <= 2099 else None


def roman_of(word: str) -> tuple[int, bool]:
    """1 to 4 and whether letters had to be taken for others ("lI", "1V"); 0 if it is no such number."""
    return ROMAN.get(word) or ROMAN.get(word.replace("l", "i").replace("1", "i"), 0), word not in ROMAN
