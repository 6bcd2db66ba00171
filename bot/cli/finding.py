"""What `check` has to say."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """`grave`: the bot should not go live with it."""

    words: str
    remedy: str = ""
    grave: bool = True
