"""The updates that wait for the bot, in the order in which Telegram made them."""

import threading
from dataclasses import dataclass, replace

from bot.fakes.bell import Bell
from bot.fakes.telegram.refusals import Json

# What Telegram sends when nothing was chosen.
USUAL = frozenset(
    {
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_join_request",
    }
)


@dataclass(frozen=True)
class Waiting:
    """An update on its way. A webhook gets those of one `lane` one after the other."""

    body: Json
    lane: str
    again: bool = False

    @property
    def number(self) -> int:
        return int(self.body["update_id"])


class UpdateQueue:
    """Thread-safe: people act in the test's thread, the bot asks in the server's."""

    def __init__(self, first_number: int = 700_000_001) -> None:
        self.bell = Bell()
        self.allowed = USUAL
        self.closed = False
        self._next = first_number
        self._lock = threading.Lock()
        self._waiting: list[Waiting] = []
        self._made: dict[int, Waiting] = {}

    def add(self, kind: str, content: Json, lane: str) -> int:
        """The new update's number, or 0 when the bot did not ask for this kind."""
        if kind not in self.allowed:
            return 0
        with self._lock:
            waiting = Waiting({"update_id": self._next, kind: content}, lane)
            self._next += 1
            self._made[waiting.number] = waiting
            self._waiting.append(waiting)
        self.bell.ring()
        return waiting.number

    def add_again(self, number: int) -> None:
        """Bring an update once more, as happens when its confirmation was lost."""
        with self._lock:
            self._waiting.insert(0, replace(self._made[number], again=True))
        self.bell.ring()

    def take(self, offset: int, limit: int) -> list[Json]:
        """getUpdates: forget what lies below the offset (or all but the last few), give what comes next."""
        with self._lock:
            if offset < 0:
                self._waiting = self._waiting[offset:]
            if offset <= self._next:  # an offset from before the numbers began anew confirms nothing
                self._waiting = [each for each in self._waiting if each.again or each.number >= offset]
            taken = self._waiting[:limit]
            self._waiting[:limit] = [replace(each, again=False) for each in taken]
            return [each.body for each in taken]

    def heads(self) -> dict[str, Waiting]:
        """The first update of each lane."""
        with self._lock:
            return {each.lane: each for each in reversed(self._waiting)}

    def restart_numbers(self, number: int) -> None:
        """Telegram picks a new number by chance after a week without updates."""
        with self._lock:
            self._next = number

    def forget(self, number: int) -> None:
        with self._lock:
            self._waiting = [each for each in self._waiting if each.number != number]

    def close(self) -> None:
        """Nothing more is brought; who waits goes home."""
        self.closed = True
        self.bell.ring()

    def clear(self) -> None:
        with self._lock:
            self._waiting.clear()

    def __len__(self) -> int:
        with self._lock:
            return len(self._waiting)
