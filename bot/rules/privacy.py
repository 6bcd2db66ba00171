"""What citizens agree to, and how long a message waits for that. Keep-times: `bot.rules.retention`."""

from datetime import timedelta

NOTICE = 1  # the version of messages/vi/privacy_ask.j2; another purpose or keep-time is another version
HOLD = timedelta(hours=24)  # what came before a yes waits so long, then it is erased
