"""Where Telegram brings updates, and whether it gets in there."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from telegram import WebhookInfo

LATELY = timedelta(hours=1)  # Telegram tries again sooner, as long as something waits


@dataclass(frozen=True)
class Hook:
    """`url`: "" where none is set. `waiting`: updates that did not get in yet. `failed_at`, `trouble`: the last call
    that came to nothing, and why, in Telegram's words."""

    url: str
    waiting: int = 0
    failed_at: datetime | None = None
    trouble: str = ""

    @classmethod
    def told(cls, info: WebhookInfo) -> "Hook":
        return cls(info.url, info.pending_update_count, info.last_error_date, info.last_error_message or "")

    def is_shut(self, now: datetime) -> bool:
        """Whether updates wait because they are not let in. One failure that was made good is told for ever."""
        return bool(self.waiting) and self.failed_at is not None and now - self.failed_at < LATELY
