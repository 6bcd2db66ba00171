"""Choices as this platform has them: at most five buttons, which come back as if their payload had been typed."""

from typing import Any

from bot.talk import Choice

MOST = 5
LONGEST_TITLE = 100
# Tells a tap from words. It gives no right to anything: whoever types it is asked for their rights like any other.
MARK = "#dondoc "


def as_button(choice: Choice) -> dict[str, Any]:
    """Tapped without a trace in the chat."""
    return {"title": choice.label[:LONGEST_TITLE], "type": "oa.query.hide", "payload": MARK + choice.command}


def pressed_command(text: str) -> str:
    """The command that a tapped button carries; "" for what no button said."""
    command = text.strip().removeprefix(MARK)
    return command if command != text.strip() and command.startswith("/") else ""
