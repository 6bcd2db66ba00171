"""A calendar of days and hours as RFC 5545 wants it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

OCTETS = 75  # of one line, its end not counted
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True)
class DayEvent:
    """`uid` names it for ever: a moved one keeps it. `at`: the aware moment, where an hour of the day is meant."""

    uid: str
    day: date
    title: str
    words: str = ""
    at: datetime | None = None


def ics(name: str, events: Sequence[DayEvent], stamp: datetime) -> bytes:
    """`stamp` is an aware moment, when the calendar was written."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Don Doc//dondoc//VI", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    named = [f"X-WR-CALNAME:{escaped(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H"]
    body = [line for event in events for line in _event(event, stamp)]
    lines = [*head, *named, *body, "END:VCALENDAR"]
    return b"".join(folded(line) for line in lines)


def _event(event: DayEvent, stamp: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{_utc(stamp)}"
    if event.at:
        # Half an hour that ends with the deadline: some calendars do not show what lasts no time.
        yield f"DTSTART:{_utc(event.at - timedelta(minutes=30))}"
        yield f"DTEND:{_utc(event.at)}"
    else:
        yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(event.title)}"
    if event.words:
        yield f"DESCRIPTION:{escaped(event.words)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """Text as a value; what is no letter and no line end falls out."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in lines if letter == "\n" or letter.isprintable()).translate(_ESCAPES)


def folded(line: str) -> bytes:
    """The line with its end; a long one goes on behind a blank, and no letter is cut in two."""
    pieces, piece = list[bytes](), b""
    for letter in line:
        data = letter.encode()
        if len(piece) + len(data) > OCTETS:
            pieces.append(piece)
            piece = b" "
        piece += data
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
