"""Secrets out of what is printed."""

import re
from collections.abc import Iterable

_BOT_TOKEN = re.compile(r"\d{6,}:[A-Za-z0-9_-]{30,}")
HIDDEN = "[đã che]"


def hide_secrets(text: str, secrets: Iterable[str] = ()) -> str:
    """The text without these words and without anything that looks like a bot's token."""
    for secret in secrets:
        if secret:
            text = text.replace(secret, HIDDEN)
    return _BOT_TOKEN.sub(HIDDEN, text)
