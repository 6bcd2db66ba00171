"""Jinja with every value escaped and no value missing; choices are said inside the template, never parsed."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from functools import cache, partial
from importlib import resources
from pathlib import Path

from jinja2 import (
    Environment,
    FunctionLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    meta,
    pass_context,
)
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

from bot.rules.figures import said_value
from bot.rules.report_said import say_rule
from bot.rules.schedules import Schedule
from messages import figures, words
from messages.compiling import PlainEnvironment
from messages.schedules import days_in, describe

log = logging.getLogger(__name__)
GIVEN = frozenset({"choice", "row", "card", "named_days"})  # to every template, by `render` itself
# What filling a template may raise, whatever stands in it.
BAD_WORDING = (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError, OSError)


@dataclass(frozen=True)
class Message:
    """`text` in the small mark-up (<b>, <i>, <code>); `choices` as rows of (label, command); `days` it names.

    `card`: the two lines of the card by which a telephone number is given with a tap.
    """

    text: str
    choices: tuple[tuple[tuple[str, str], ...], ...]
    days: frozenset[date] = frozenset()
    card: tuple[str, str] | None = None


class _Choices:
    """Collects what a template offers. A new row begins with `row()`, or by itself after `width` choices."""

    def __init__(self) -> None:
        self.rows: list[list[tuple[str, str]]] = [[]]
        self.asks: tuple[str, str] | None = None

    def choice(self, label: str, command: str) -> str:
        self.rows[-1].append((str(label), str(command)))
        return ""

    def row(self) -> str:
        self.rows.append([])
        return ""

    def card(self, title: str, subtitle: str) -> str:
        self.asks = (title, subtitle)
        return ""


def render(message: str, own: Path | None = None, /, **values: object) -> Message:
    """Fill a message; jinja2.UndefinedError where a value is missing, TemplateNotFound for a wrong name.

    A template says `{{ choice("Nhãn", "/lenh 1") }}`, `{{ row() }}` and `{{ card("Gửi số", "…") }}`; all print nothing.
    """
    if own is not None and message in own_names(own):
        try:
            return filled(message, own, values)
        except BAD_WORDING as error:
            log.warning("the office's own wording of %s cannot be used: %s", message, type(error).__name__)
    return filled(message, None, values)


def filled(message: str, own: Path | None, values: Mapping[str, object]) -> Message:
    """As `render`, but whatever is wrong with the wording of that folder is raised."""
    offered = _Choices()
    named: set[date] = set()
    given = {"choice": offered.choice, "row": offered.row, "card": offered.card, "named_days": named}
    text = _template(own, message).render(**given, **values)
    rows = tuple(tuple(row) for row in offered.rows if row)
    return Message(_tidy(text), rows, frozenset(named), offered.asks)


def names() -> list[str]:
    """Every message there is."""
    folder = resources.files("messages").joinpath("vi")
    return sorted(file.name.removesuffix(".j2") for file in folder.iterdir() if file.name.endswith(".j2"))


@pass_context
def _day(context: Context, value: date, at: time | None = None) -> str:
    context["named_days"].add(value)
    return words.day(value, at)


@pass_context
def _short_day(context: Context, value: date, at: time | None = None) -> str:
    context["named_days"].add(value)
    return words.short_day(value, at)


@pass_context
def _year(context: Context, value: int) -> str:
    """A year whose days stand behind what is said."""
    context["named_days"].add(date(value, 12, 31))
    return str(value)


@pass_context
def _moment(context: Context, value: datetime, zone: tzinfo) -> str:
    context["named_days"].add(value.astimezone(zone).date())
    return words.moment(value, zone)


@pass_context
def _schedule(context: Context, value: Schedule) -> str:
    context["named_days"].update(days_in(value))
    return describe(value)


def _tidy(text: str) -> str:
    lines = [line.rstrip() for line in text.strip().splitlines()]
    kept = [line for i, line in enumerate(lines) if line or lines[i - 1]]
    return "\n".join(kept)


def forget_own() -> None:
    """Look again at what offices word themselves, when it is next needed."""
    own_names.cache_clear()
    environment_of.cache_clear()
    _template.cache_clear()


@cache
def _template(own: Path | None, name: str) -> Template:
    """Jinja's own memory goes through all that it holds to find one, and there are more messages than it holds."""
    return environment_of(own).get_template(name)


@cache
def values_of(name: str, own: Path | None = None) -> frozenset[str]:
    """The values that a message wants to be filled with."""
    tree = environment_of(own).parse(source(own, name))
    return frozenset(meta.find_undeclared_variables(tree) - GIVEN - environment_of(own).globals.keys())


@cache
def own_names(folder: Path) -> frozenset[str]:
    """The messages that an office words itself, as they were when first asked for."""
    return frozenset(path.stem for path in folder.glob("*.j2"))


def source(folder: Path | None, name: str) -> str:
    if folder is not None and name in own_names(folder):
        return (folder / f"{name}.j2").read_text("utf-8")
    try:
        return resources.files("messages").joinpath("vi", f"{name}.j2").read_text("utf-8")
    except FileNotFoundError as missing:
        raise TemplateNotFound(name) from missing


@cache
def environment_of(folder: Path | None) -> Environment:
    """Templates of ours, with those of an office's folder before them. What an office writes runs in a sandbox."""
    environment = (PlainEnvironment if folder is None else SandboxedEnvironment)(
        loader=FunctionLoader(partial(source, folder)),
        cache_size=0,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Callable[..., str]] = {
        "day": _day,
        "short_day": _short_day,
        "moment": _moment,
        "year": _year,
        "hour": words.hour,
        "spans": words.spans,
        "cut": words.cut,
        "within": words.within,
        "size": words.size,
        "money": words.money,
        "span": words.span,
        "two": words.two,
        "schedule": _schedule,
        "period": say_rule,
        "amount": figures.amount,
        "standing": figures.standing,
        "target": figures.target,
        "sentence": figures.sentence,
        "trend": figures.trend,
        "projection": figures.projection,
        "plain_day": words.plain_day,
        "figure": said_value,
    }
    environment.filters.update(filters)
    return environment
