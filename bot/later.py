"""Modules that are loaded when something in them is first called: a start shall be quick."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True)
class Later:
    """A module; what is asked of it is found in it once it is called."""

    module: str

    def __getattr__(self, verb: str) -> "Verb":
        if verb.startswith("__"):
            raise AttributeError(verb)
        return Verb(self.module, verb)


@dataclass(frozen=True)
class Verb:
    """One function of such a module."""

    module: str
    verb: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "__name__", self.verb)

    def found(self) -> Callable[..., Any]:
        function: Callable[..., Any] = getattr(import_module(self.module), self.verb)
        return function

    def __call__(self, *given: Any, **named: Any) -> Any:
        return self.found()(*given, **named)


def below(package: str) -> Callable[[str], Later]:
    """The `__getattr__` of a package whose modules are loaded when something in them is first called."""

    def module(name: str) -> Later:
        if name.startswith("__"):
            raise AttributeError(name)
        return Later(f"{package}.{name}")

    return module
