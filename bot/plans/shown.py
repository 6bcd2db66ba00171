"""The text a spreadsheet cell shows: its value with its number format applied."""

import re
from datetime import date, datetime, time

# Excel's own short date; it shows in the order of the computer's region, here day/month/year.
_REGIONAL = ("mm-dd-yy", "m/d/yy", "dd/mm/yyyy;@")
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|(y+|m+|d+|h+|s+|AM/PM|A/P)|(.)', re.IGNORECASE | re.DOTALL)
_NUMERIC = re.compile(r"[#0?][#0?,. ]*")


def shown(value: object, number_format: str) -> str:
    """As a Vietnamese Excel shows it; what it cannot format it shows plainly."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime | date):
        return _date(value, number_format)
    if isinstance(value, int | float):
        return _number(value, number_format)
    return value.isoformat() if isinstance(value, time) else str(value)


def shows_day(number_format: str) -> bool:
    return "d" in _parts(number_format) or number_format in _REGIONAL


def is_month_first(number_format: str) -> bool:
    """Shown as month/day/year, which everybody here reads the other way round."""
    parts = _parts(number_format)
    return number_format not in _REGIONAL and "d" in parts and "m" in parts and parts.index("m") < parts.index("d")


def _parts(number_format: str) -> list[str]:
    section = number_format.split(";")[0]
    return [token[2][0].lower() for token in _TOKEN.findall(section) if token[2]]


def _date(value: date, number_format: str) -> str:
    if number_format in _REGIONAL or not _parts(number_format):
        return value.strftime("%d/%m/%Y")
    text, clock = "", False
    for literal, escaped, code, sign in _TOKEN.findall(number_format.split(";")[0]):
        minutes = clock and code.lower().startswith("m")
        clock = code[:1].lower() == "h" or (clock and not code)
        text += literal or escaped or (_dated(value, code.lower(), minutes) if code else sign if sign != "@" else "")
    return text.strip()


def _dated(value: date, code: str, minutes: bool) -> str:
    """One code of a date format; hours and the like are nought for a bare day."""
    if code[0] == "y":
        return f"{value.year:04d}" if len(code) > 2 else f"{value.year % 100:02d}"
    if code[0] == "d":
        return f"{value.day:0{len(code)}d}" if len(code) < 3 else _weekday(value)
    if code[0] == "m" and not minutes:
        return f"{value.month:0{len(code)}d}" if len(code) < 3 else f"tháng {value.month}"
    clock = {"h": "hour", "m": "minute", "s": "second"}.get(code[0], "")
    return f"{getattr(value, clock, 0):0{min(len(code), 2)}d}" if clock else ""


def _weekday(value: date) -> str:
    return "Chủ nhật" if value.weekday() == 6 else f"Thứ {value.weekday() + 2}"


def _number(value: float, number_format: str) -> str:
    section = re.sub(r"\[[^\]]*\]", "", number_format.split(";")[0])
    bare = re.sub(r'"[^"]*"|\\.', "", section)
    found = _NUMERIC.search(bare)
    if not found or "E" in bare.upper().replace("GENERAL", ""):
        return _plain(value)
    decimals = len(found[0].partition(".")[2].rstrip(", "))
    figure = f"{value * 100 if '%' in bare else value:.{decimals}f}"
    if "," in found[0]:
        whole, _, rest = figure.partition(".")
        figure = f"{int(whole):,}".replace(",", ".") + (f",{rest}" if rest else "")
    return _around(section, figure)


def _around(section: str, figure: str) -> str:
    """The literal words of a format with the figure in its place: 0" ngày" -> 5 ngày."""
    text, placed = "", False
    for literal, escaped, code, sign in _TOKEN.findall(section):
        if sign and sign in "#0?,. " and not (sign == " " and placed):
            text += "" if placed else figure
            placed = True
        else:
            text += literal or escaped or code or sign
    return text.strip()


def _plain(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else f"{value:.10g}"
