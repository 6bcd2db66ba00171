"""What people say to a town stands in no line of the log: each test is looked at, whatever it is about."""

import logging

from bot.talk import Incoming
from bot.upkeep.logs import TALKATIVE

SHORTEST = 6  # letters; less may stand anywhere by chance


class Ear(logging.Handler):
    """Hears what `serve` would write; `said` since the last test began, `repeated`: lines that tell of it."""

    def __init__(self) -> None:
        super().__init__()
        self.said: set[str] = set()
        self.repeated: list[str] = []

    def begin(self) -> None:
        self.said.clear()
        self.repeated.clear()
        if self not in logging.getLogger().handlers:
            logging.getLogger().addHandler(self)

    def note(self, heard: Incoming) -> None:
        words = [heard.text, *heard.text.splitlines(), heard.address, heard.sender_name, heard.phone]
        self.said |= {one for one in words if len(one) >= SHORTEST and not one.startswith("/")}

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno < logging.WARNING and record.name.startswith(TALKATIVE):
            return
        line = f"{record.getMessage()} {record.args!r}"
        if any(words in line for words in list(self.said)):
            self.repeated.append(f"{record.name}: {line}")


EAR = Ear()
