"""What time does: one step per file, which does one thing and says whether there was one; loaded when first due."""

from typing import TYPE_CHECKING

from bot.later import below

if not TYPE_CHECKING:  # a checker reads the modules themselves
    __getattr__ = below(__name__)
