"""What time does: one step per file, which does one thing and says whether there was one; loaded when first due."""

from typing import TYPE_CHECKING

from bot.later import Later

if not TYPE_CHECKING:  # a checker reads the modules themselves

    def __getattr__(name: str) -> Later:
        if name.startswith("__"):
            raise AttributeError(name)
        return Later(f"{__name__}.{name}")
