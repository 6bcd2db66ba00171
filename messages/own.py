"""Wordings that an office writes itself, looked over before they are used."""

import re
from collections.abc import Iterator
from pathlib import Path
from traceback import walk_tb

from jinja2 import TemplateError, TemplateSyntaxError, UndefinedError

from messages.rendering import names, own_names, values_of

ALWAYS = frozenset({"office", "zone", "today", "here"})
_MISSING = re.compile(r"has no (?:attribute|element) '?(?P<part>\w+)'?|^'(?P<whole>\w+)' is undefined")


def problems_in(folder: Path) -> Iterator[tuple[str, str]]:
    """Name of a file and, in Vietnamese, why it cannot be used."""
    for name in sorted(own_names(folder)):
        if name not in names():
            yield name, "không có lời nhắn nào tên này."
        elif problem := _problem(folder, name):
            yield name, problem


def _problem(folder: Path, name: str) -> str:
    try:
        unknown = values_of(name, folder) - values_of(name) - ALWAYS
    except (TemplateError, OSError, UnicodeDecodeError) as error:
        return problem_of(error)
    return f"dùng giá trị không có: {', '.join(sorted(unknown))}." if unknown else ""


def problem_of(error: Exception) -> str:
    """Why a wording cannot be filled, with the line where it is known: "dòng 3: …"."""
    if isinstance(error, TemplateSyntaxError):
        return f"dòng {error.lineno}: viết sai ({error.message})."
    lines = [line for frame, line in walk_tb(error.__traceback__) if frame.f_code.co_filename == "<template>"]
    found = _MISSING.search(str(error)) if isinstance(error, UndefinedError) else None
    said = (
        f"không có giá trị “{found['part'] or found['whole']}”"
        if found
        else f"không điền được ({type(error).__name__})"
    )
    return f"dòng {lines[-1]}: {said}." if lines else f"{said}."
