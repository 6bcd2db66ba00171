"""What people do: one file per thing people talk about, loaded when somebody first does it."""

from typing import TYPE_CHECKING

from bot.later import below

if not TYPE_CHECKING:  # a checker reads the modules themselves
    __getattr__ = below(__name__)
