"""Commands whose modules are loaded when they are run: each needs libraries of its own, and a start shall be quick."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True)
class Later:
    """A module of commands; what is asked of it is found in it once it is called."""

    module: str

    def __getattr__(self, verb: str) -> "Command":
        return Command(self.module, verb)


@dataclass(frozen=True)
class Command:
    module: str
    verb: str

    def found(self) -> Callable[..., int]:
        command: Callable[..., int] = getattr(import_module(f"bot.cli.{self.module}"), self.verb)
        return command

    def __call__(self, *given: Any) -> int:
        return self.found()(*given)
