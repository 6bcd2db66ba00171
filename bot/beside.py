"""What runs beside the answering of requests: some of it is waited for at the end, some is ended."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from bot.jobs.mail import end_all
from bot.leases import Leases
from bot.rules.tracing import wordless

log = logging.getLogger(__name__)
Work = Coroutine[Any, Any, None]
LOOK_SECONDS = 0.5
AGAIN_SECONDS = 5.0


class Beside:
    """The tasks of one process."""

    def __init__(self, leases: Leases) -> None:
        self.leases = leases
        self._under_way: set[asyncio.Task[None]] = set()
        self._lasting: set[asyncio.Task[None]] = set()

    def begin(self, work: Work, *, lasting: bool = False) -> None:
        """Let something run beside; `lasting` work ends with the house, other work is waited for."""
        task = asyncio.get_running_loop().create_task(work)
        tasks = self._lasting if lasting else self._under_way
        tasks.add(task)
        task.add_done_callback(tasks.discard)
        task.add_done_callback(_tell_failure)

    def begin_alone(self, name: str, work: Callable[[], Work]) -> None:
        """Let lasting work run that one process of the installation does at a time, such as polling.

        `name` says what it is; the work is ended where another process has it, and begun again when it is ours.
        """
        self.leases.want(name)
        self.begin(self._lead(name, work), lasting=True)

    async def _lead(self, name: str, work: Callable[[], Work]) -> None:
        while True:
            if not self.leases.is_held(name):
                await asyncio.sleep(LOOK_SECONDS)
            elif await self._is_done(name, asyncio.get_running_loop().create_task(work())):
                return

    async def _is_done(self, name: str, task: "asyncio.Task[None]") -> bool:
        """Let it run while the lease is ours; whether it came to its own good end."""
        try:
            while not task.done() and self.leases.is_held(name):
                await asyncio.wait({task}, timeout=LOOK_SECONDS)
        finally:
            is_ended = task.done()
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        if is_ended and task.exception() is not None:
            _tell_failure(task)
            await asyncio.sleep(AGAIN_SECONDS)
            return False
        return is_ended

    async def settle(self) -> None:
        """Wait until what was begun has ended, well or not."""
        while self._under_way:
            await asyncio.wait(self._under_way)  # gather() gives no way where all have ended, and they would stay

    async def stop(self, limit: float) -> None:
        """End what lasts; the rest gets so many seconds. A letter cut off on its way is tried again later."""
        await end_all(self._lasting)
        if self._under_way:
            await asyncio.wait(list(self._under_way), timeout=limit)
        await end_all(self._under_way)


def _tell_failure(task: "asyncio.Task[None]") -> None:
    """Only the kind of what went wrong and where: its words may be a citizen's."""
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("work beside ended with %s", type(error).__name__, exc_info=wordless(error))
