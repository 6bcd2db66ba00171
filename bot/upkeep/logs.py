"""The log: one line for people or one JSON object, never with a token, never with what a citizen wrote."""

import json
import logging
import re
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from traceback import format_tb

from sqlalchemy.exc import OperationalError

from bot.rules.redaction import hide_secrets
from bot.rules.tracing import WordlessError, where

_DETAIL = re.compile(r"DETAIL: .*")
TALKATIVE = ("httpx", "httpcore", "telegram", "apscheduler", "uvicorn.access", "alembic")
TELLABLE = (OSError, OperationalError, WordlessError)
CAUSES = 4  # of an error, told with it
AGAIN_SECONDS = 60.0  # until the trace of a failure that goes on is shown again


class _Wordless(logging.Formatter):
    """Tells where an error came from without its words, as these may quote what somebody wrote.

    What the machine and the database's server say of themselves is told.
    """

    def formatException(self, ei: "logging._SysExcInfoType") -> str:  # noqa: N802  logging's own name
        error, told = ei[1], list[str]()
        while error is not None and len(told) < CAUSES:
            words = f": {error}" if isinstance(error, TELLABLE) else ""
            frames = "".join(format_tb(error.__traceback__))
            told.append(f"Traceback (most recent call last):\n{frames}{type(error).__name__}{words}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n\n".join(reversed(told))


class _Lines(_Wordless):
    """Hides secrets in tracebacks too, which a filter does not see."""

    def __init__(self, secrets: Sequence[str]) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        return _clean(super().format(record), self._secrets)


class _Objects(_Wordless):
    def __init__(self, secrets: Sequence[str]) -> None:
        super().__init__()
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            said["trace"] = self.formatException(record.exc_info)
        return json.dumps({key: _clean(words, self._secrets) for key, words in said.items()}, ensure_ascii=False)


def _clean(words: str, secrets: Sequence[str]) -> str:
    """Without secrets, and without the row that PostgreSQL shows when it refuses one."""
    return _DETAIL.sub("DETAIL: …", hide_secrets(words, secrets))


class Sparing(logging.Filter):
    """One trace a minute of the same failure: while a database is away they would fill gigabytes a day."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._shown: dict[str, float] = {}  # by where the error came from

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            now, place = self._clock(), where(error)
            if now - self._shown.get(place, now - AGAIN_SECONDS) < AGAIN_SECONDS:
                record.exc_info = None
            else:
                self._shown[place] = now
        return True


def start_logging(level: str, form: str, secrets: Iterable[str]) -> None:
    """To the terminal; libraries that print addresses with tokens say only warnings. `form`: text or json."""
    hidden = [secret for secret in secrets if secret]
    handler = logging.StreamHandler()
    handler.setFormatter(_Objects(hidden) if form == "json" else _Lines(hidden))
    handler.addFilter(Sparing())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    # A tick that finds the last one still at it is nothing to speak of; how old a step is, is a figure.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
