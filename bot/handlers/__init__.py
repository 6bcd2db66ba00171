"""What people do: one file per thing people talk about, loaded when somebody first does it."""

from typing import TYPE_CHECKING

from bot.later import Later

if not TYPE_CHECKING:  # a checker reads the modules themselves

    def __getattr__(name: str) -> Later:
        if name.startswith("__"):
            raise AttributeError(name)
        return Later(f"{__name__}.{name}")
