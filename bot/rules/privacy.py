"""How personal data of citizens is handled: the notice they agree to, and for how long things are kept."""

from datetime import timedelta

NOTICE = 1  # the version of messages/vi/privacy_ask.j2; another purpose or keep-time is another version
HOLD = timedelta(hours=24)  # what came before a yes waits so long, then it is erased
KEPT_MONTHS = 24  # of a case after it is over, where the office has set nothing else
