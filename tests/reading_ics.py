"""A strict reader of RFC 5545, for what this project writes: it refuses what the standard forbids."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

_LINE = re.compile(r"(?P<name>[A-Z-]+)(?P<parameters>(?:;[A-Z-]+=[^;:,\"\x00-\x1f]+)*):(?P<value>.*)", re.S)
_ESCAPE = re.compile(r"\\(.)")
_CALENDAR = {"VERSION", "PRODID", "CALSCALE", "METHOD", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"}
_EVENT = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP"}
_TEXTS = {"SUMMARY", "DESCRIPTION", "X-WR-CALNAME", "UID"}


class IcsError(ValueError):
    """The text is no calendar; says where."""


@dataclass(frozen=True)
class Event:
    uid: str
    start: date
    end: date
    title: str
    words: str
    stamp: datetime


@dataclass(frozen=True)
class Calendar:
    name: str
    events: tuple[Event, ...]


def read_ics(data: bytes) -> Calendar:
    lines = [_property(line) for line in _unfolded(data)]
    if lines[0] != ("BEGIN", "", "VCALENDAR") or lines[-1] != ("END", "", "VCALENDAR"):
        raise IcsError("not one calendar")
    head, events, inside = dict[str, str](), list[Event](), None
    for name, parameters, value in lines[1:-1]:
        if (name, value) == ("BEGIN", "VEVENT") and inside is None:
            inside = dict[str, tuple[str, str]]()
        elif (name, value) == ("END", "VEVENT") and inside is not None:
            events.append(_event(inside))
            inside = None
        elif inside is not None:
            if name not in _EVENT or name in inside:
                raise IcsError(f"{name} may not stand here, or not twice")
            inside[name] = (parameters, value)
        else:
            if name not in _CALENDAR or name in head or events:
                raise IcsError(f"{name} may not stand here, or not twice")
            head[name] = value
    if inside is not None or head.get("VERSION") != "2.0" or not head.get("PRODID"):
        raise IcsError("an event without end, or a calendar without its head")
    if len({event.uid for event in events}) != len(events):
        raise IcsError("two events of one UID")
    return Calendar(_text(head.get("X-WR-CALNAME", "")), tuple(events))


def _unfolded(data: bytes) -> list[str]:
    if not data.endswith(b"\r\n") or re.search(rb"(?<!\r)\n|\r(?!\n)", data):
        raise IcsError("lines end with CRLF")
    lines = data[:-2].split(b"\r\n")
    if any(len(line) > 75 for line in lines):
        raise IcsError("a line of more than 75 octets")
    if any(re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", line) for line in lines):
        raise IcsError("a control character")
    texts = [line.decode("utf-8", "strict") for line in lines]  # no letter may be cut in two
    whole: list[str] = []
    for text in texts:
        if text.startswith((" ", "\t")):
            whole[-1] += text[1:]
        else:
            whole.append(text)
    return whole


def _property(line: str) -> tuple[str, str, str]:
    match = _LINE.fullmatch(line)
    if match is None:
        raise IcsError(f"no property: {line!r}")
    return match["name"], match["parameters"], match["value"]


def _event(found: dict[str, tuple[str, str]]) -> Event:
    missing = {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} - set(found)
    if missing:
        raise IcsError(f"an event without {missing}")
    return Event(
        _text(found["UID"][1]),
        _day(found["DTSTART"]),
        _day(found["DTEND"]),
        _text(found["SUMMARY"][1]),
        _text(found.get("DESCRIPTION", ("", ""))[1]),
        datetime.strptime(found["DTSTAMP"][1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC),
    )


def _day(found: tuple[str, str]) -> date:
    """A whole day, or a moment in UTC."""
    if found[0] == "" and found[1].endswith("Z"):
        return datetime.strptime(found[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    if found[0] != ";VALUE=DATE":
        raise IcsError("a whole day says VALUE=DATE")
    return datetime.strptime(found[1], "%Y%m%d").date()


def _text(value: str) -> str:
    if re.search(r"(?<!\\)(?:\\\\)*[;,]", value) or re.search(r"(?<!\\)(?:\\\\)*\\(?![\\;,nN])", value):
        raise IcsError(f"not escaped: {value!r}")
    return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)
