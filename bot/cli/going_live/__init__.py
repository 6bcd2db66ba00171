"""init: from nothing to the first message, step by step."""

from bot.cli.going_live.steps import init

__all__ = ["init"]
