"""What Telegram's refusals mean for a letter: later, elsewhere, or never."""

from datetime import timedelta

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.rules.delivery import LONGEST_PAUSE
from bot.talk import ChannelError

LONGEST_REASON = 200

# Refusals with code 400 which mean that nobody is at this address, word for word as Telegram has them.
_NOBODY_THERE = ("chat not found", "user not found", "user is deactivated", "peer_id_invalid")
_LATER = ("temporarily unavailable",)


def read_error(error: TelegramError) -> ChannelError:
    """Telegram's error as one of ours."""
    reason = brief(error)
    match error:
        case ChatMigrated():
            return ChannelError(reason, moved_to=str(error.new_chat_id))
        case RetryAfter():
            return ChannelError(reason, retry_after=seconds(error.retry_after))
        case Forbidden():
            return ChannelError(reason, permanent=True, gone=True)
        case InvalidToken():
            # The letter is sound: it goes another way, or waits until somebody puts the token right.
            return ChannelError("Telegram refuses the bot's token", shut_out=True)
        case BadRequest():
            return _read_bad_request(reason)
    return ChannelError(reason)


def brief(error: TelegramError) -> str:
    """Telegram's own words on one line of bounded length."""
    words = " ".join(error.message.split()) or type(error).__name__
    return words[:LONGEST_REASON]


def seconds(pause: float | timedelta) -> float:
    asked = pause.total_seconds() if isinstance(pause, timedelta) else float(pause)
    return min(LONGEST_PAUSE, asked)


def _read_bad_request(reason: str) -> ChannelError:
    words = reason.lower()
    if any(sign in words for sign in _LATER):
        return ChannelError(reason)
    return ChannelError(reason, permanent=True, gone=any(sign in words for sign in _NOBODY_THERE))
