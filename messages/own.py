"""Wordings that an office writes itself, looked over before they are used."""

from collections.abc import Iterator
from pathlib import Path

from jinja2 import TemplateError, meta

from messages.rendering import environment_of, names, own_names

ALWAYS = {"choice", "row", "card", "named_days", "office", "zone", "today", "here"}


def problems_in(folder: Path) -> Iterator[tuple[str, str]]:
    """Name of a file and, in Vietnamese, why it cannot be used."""
    for name in sorted(own_names(folder)):
        if name not in names():
            yield name, "không có tin nào tên này."
        elif problem := _problem(folder, name):
            yield name, problem


def _problem(folder: Path, name: str) -> str:
    try:
        unknown = _asked(folder, name) - _asked(None, name) - ALWAYS
    except (TemplateError, OSError, UnicodeDecodeError) as error:
        return f"không đọc được ({getattr(error, 'message', None) or type(error).__name__})."
    return f"dùng giá trị không có: {', '.join(sorted(unknown))}." if unknown else ""


def _asked(folder: Path | None, name: str) -> set[str]:
    """The values that a template wants to be filled with."""
    environment = environment_of(folder)
    assert environment.loader is not None
    source, _, _ = environment.loader.get_source(environment, name)
    environment.get_template(name)
    return meta.find_undeclared_variables(environment.parse(source))
