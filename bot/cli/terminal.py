"""What is said on the terminal."""

import sys
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console
    from rich.status import Status


class Terminal:
    """A console that is made for the first words that need one: a server says a single line."""

    def __init__(self, *, stderr: bool = False) -> None:
        self._stderr = stderr

    @cached_property
    def console(self) -> "Console":
        from rich.console import Console

        return Console(stderr=self._stderr, highlight=False, soft_wrap=True)

    def line(self, text: str) -> None:
        """Words alone, as they are."""
        stream = sys.stderr if self._stderr else sys.stdout
        stream.write(f"{text}\n")
        stream.flush()

    def print(self, *what: Any, **how: Any) -> None:
        """As rich prints."""
        self.console.print(*what, **how)

    def status(self, text: str) -> "Status":
        """A sign that something goes on, while it does."""
        return self.console.status(text)


out = Terminal()
err = Terminal(stderr=True)
