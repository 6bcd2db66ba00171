"""The HTTP side: webhooks, the web chat, pages, health; what is first asked for later is loaded later."""

from typing import TYPE_CHECKING

from bot.later import below

if not TYPE_CHECKING:  # a checker reads the modules themselves
    __getattr__ = below(__name__)
