"""What strangers might send to break or forge a message, and values that are nothing but that."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, meta, pass_context
from jinja2.environment import Template
from jinja2.exceptions import UndefinedError
from jinja2.filters import FILTERS

from messages.compiling import PlainEnvironment
from messages.rendering import environment_of, source

PIECES = (
    *("<b>", "</b>", "<i>", "</code>", "<code>", "<a href='tg://user?id=1'>", "<script>alert(1)</script>", "<", ">"),
    *("&lt;b&gt;", "&amp;lt;", "&#60;b&#62;", "&", "&#x0;", "*đậm*", "_n_", "`x`", "[x](http://a.vn)", "~", "||", "\\"),
    *("\u202e", "\u200f", "\u2066", "\x00", "\x1b[31m", "\r\n", "\n\n\n", "\t", "\ufeff", "\u200b", "e\u0301" * 30),
    *("{{ 7*7 }}", "{% raw %}", "${7*7}", "%s%n", "'; DROP TABLE person;--", '"', "'", "/xong 1", "=HYPERLINK(1)"),
    *("𝕳𝖆̀", "👨‍👩‍👧‍👦", "ﷺ" * 20, "A" * 500, "Nguyễn Văn A", "số 5 đường Hoa", "0912345678", "<<<>>>"),
)


def hostile_words(chance: random.Random) -> str:
    return "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 5)))


@dataclass(eq=False)
class Mimic:
    """A value that is whatever a template takes it for. Whatever it says is the next of `words`."""

    _words: Callable[[], str]
    _coin: Callable[[], bool]
    _parts: int  # how many things it has where one goes through it

    def _next(self, *_: object, **__: object) -> "Mimic":
        return self

    def __getattr__(self, name: str) -> "Mimic":
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __str__(self) -> str:
        return self._words()

    def __iter__(self) -> Iterator["Mimic"]:
        return iter([self] * self._parts)

    def __len__(self) -> int:
        return self._parts

    def __int__(self) -> int:
        return self._parts

    __index__ = __int__

    def __bool__(self) -> bool:
        return self._coin()

    def _is(self, _other: object) -> bool:
        return self._coin()

    def items(self) -> list[tuple["Mimic", "Mimic"]]:
        return [(self, self)] * self._parts

    __call__ = __getitem__ = __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __mod__ = __neg__ = _next
    __truediv__ = __floordiv__ = __round__ = get = values = keys = _next
    __eq__ = __ne__ = __lt__ = __gt__ = __le__ = __ge__ = __contains__ = _is
    __hash__ = object.__hash__


class _Environment(PlainEnvironment):
    """Reads a table of words at a mimic as whatever stands there first."""

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(argument, Mimic) and isinstance(obj, dict):
            return next(iter(obj.values()))
        return super().getitem(obj, argument)


def _open_filters(known: Environment) -> dict[str, Callable[..., Any]]:
    """A mimic passes through the filters of days, amounts and the like; those of words read its words."""
    read = {"cut", "within"} | set(FILTERS) - {"round", "int", "sum", "abs", "length", "count"}
    return {name: known if name in read else _open(known) for name, known in known.filters.items()}


def _open(given: Callable[..., Any]) -> Callable[..., Any]:
    if getattr(given, "jinja_pass_arg", None):

        @pass_context
        def passing(context: Any, value: Any, *rest: Any, **names: Any) -> Any:
            return value if isinstance(value, Mimic) else given(context, value, *rest, **names)

        return passing
    return lambda value, *rest, **names: value if isinstance(value, Mimic) else given(value, *rest, **names)


class Pages:
    """Every message, to be filled with mimics."""

    def __init__(self) -> None:
        known = environment_of(None)
        self._environment = _Environment(
            loader=known.loader, autoescape=True, undefined=known.undefined, trim_blocks=True, lstrip_blocks=True
        )
        self._environment.filters = {**_open_filters(known)}
        self._names: dict[str, tuple[Template, frozenset[str]]] = {}

    def _of(self, name: str) -> tuple[Template, frozenset[str]]:
        if name not in self._names:
            tree = self._environment.parse(source(None, name))
            wanted = frozenset(meta.find_undeclared_variables(tree) - {"choice", "row", "card"})
            self._names[name] = (self._environment.get_template(name), wanted)
        return self._names[name]

    def fill(self, name: str, words: Callable[[], str], seed: int) -> tuple[str, list[tuple[str, str]]] | None:
        """Text and choices, None where the template wants a value of a shape that this seed does not give."""
        chance = random.Random(seed)
        template, wanted = self._of(name)
        mimic = Mimic(words, lambda: chance.random() < 0.6, seed % 5 + 1)
        offered: list[tuple[str, str]] = []

        def choice(label: object, command: object) -> str:
            offered.append((str(label), str(command)))
            return ""

        given = {"choice": choice, "card": choice, "row": lambda: "", "named_days": set()}
        try:
            text = template.render(**dict.fromkeys(wanted, mimic), **given)
        except (TypeError, ValueError, LookupError, UndefinedError):
            return None
        return text, offered
