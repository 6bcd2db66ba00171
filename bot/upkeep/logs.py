"""The log: one line for people or one JSON object, never with a token."""

import json
import logging
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from bot.rules.redaction import hide_secrets

_DETAIL = re.compile(r"DETAIL: .*")
TALKATIVE = ("httpx", "httpcore", "telegram", "apscheduler", "uvicorn.access", "alembic")


class _Lines(logging.Formatter):
    """Hides secrets in tracebacks too, which a filter does not see."""

    def __init__(self, secrets: Sequence[str]) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        return _clean(super().format(record), self._secrets)


class _Objects(logging.Formatter):
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


def start_logging(level: str, form: str, secrets: Iterable[str]) -> None:
    """To the terminal; libraries that print addresses with tokens say only warnings. `form`: text or json."""
    hidden = [secret for secret in secrets if secret]
    handler = logging.StreamHandler()
    handler.setFormatter(_Objects(hidden) if form == "json" else _Lines(hidden))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
