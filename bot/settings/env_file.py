"""The text of a .env file: values put into it, its comments and order kept."""

import re
from collections.abc import Mapping

_LINE = re.compile(r"(?:export\s+)?(DONDOC_\w+)\s*=")
_BARE = re.compile(r"[\w./:@,+%?&=~-]*", re.ASCII)


def with_values(text: str, values: Mapping[str, str]) -> str:
    """The text with these values: a name that is there keeps its place, others follow at the end."""
    left = dict(values)
    lines = []
    for line in text.splitlines():
        found = _LINE.match(line)
        name = found[1] if found else ""
        if name in values and name not in left:
            continue  # of two lines the last would count
        lines.append(f"{name}={quoted(left.pop(name))}" if name in left else line)
    lines += [f"{name}={quoted(value)}" for name, value in left.items()]
    return "\n".join(lines) + "\n"


def quoted(value: str) -> str:
    """As .env files write it: bare where nothing in it could be misread."""
    if _BARE.fullmatch(value):
        return value
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
