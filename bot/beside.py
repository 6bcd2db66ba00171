"""What runs beside the answering of requests: some of it is waited for at the end, some is ended."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Work = Coroutine[Any, Any, None]


class Beside:
    """The tasks of one process."""

    def __init__(self) -> None:
        self._under_way: set[asyncio.Task[None]] = set()
        self._lasting: set[asyncio.Task[None]] = set()

    def begin(self, work: Work, *, lasting: bool = False) -> None:
        """Let something run beside; `lasting` work ends with the house, other work is waited for."""
        task = asyncio.get_running_loop().create_task(work)
        tasks = self._lasting if lasting else self._under_way
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    def begin_alone(self, _name: str, work: Callable[[], Work]) -> None:
        """Let lasting work run that only one process may do at a time, such as polling; `_name` says which."""
        self.begin(work(), lasting=True)

    async def settle(self) -> None:
        """Wait until what was begun has ended."""
        while self._under_way:
            await asyncio.gather(*self._under_way)

    async def stop(self, limit: float) -> None:
        """End what lasts; the rest gets so many seconds. A letter cut off on its way is tried again later."""
        await _end(self._lasting)
        if self._under_way:
            await asyncio.wait(list(self._under_way), timeout=limit)
        await _end(self._under_way)


async def _end(tasks: set[asyncio.Task[None]]) -> None:
    for task in list(tasks):
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
