"""Everything the double keeps, shared by the bot's side and the people's side."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.fakes.telegram.calls import Call
from bot.fakes.telegram.hook import Hook
from bot.fakes.telegram.rates import Rates
from bot.fakes.telegram.refusals import Json, RefusalError
from bot.fakes.telegram.updates import UpdateQueue
from bot.fakes.telegram.world import World


@dataclass
class Fault:
    """A mishap to come. Without a refusal the method is done as usual; the answer waits `delay` seconds."""

    method: str
    refusal: RefusalError | None
    times: int
    chat_id: int = 0
    delay: float = 0.0

    def hits(self, call: Call) -> bool:
        return call.method == self.method and self.chat_id in (0, call.number("chat_id"))


@dataclass
class State:
    """`second`: how long one of Telegram's seconds takes when it pauses before the webhook's next try.

    `rates`: how much is taken; None: any number.
    """

    token: str
    world: World
    second: float
    clock: Callable[[], float]
    rates: Rates | None = None
    privacy: bool = True
    queue: UpdateQueue = field(default_factory=UpdateQueue)
    hook: Hook | None = None
    poll_turn: int = 0
    calls: list[Call] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    taps: dict[str, bool] = field(default_factory=dict)
    commands: dict[str, list[Json]] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def now(self) -> int:
        return int(self.clock())

    def next_fault(self, call: Call) -> Fault | None:
        """The mishap that this call meets, used up by it."""
        fault = next((each for each in self.faults if each.hits(call)), None)
        if fault:
            fault.times -= 1
            if not fault.times:
                self.faults.remove(fault)
        return fault
