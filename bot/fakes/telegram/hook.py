"""Delivery to a webhook: in order within a lane, again and again until it answers 2xx."""

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass, field

import httpx

from bot.fakes.telegram.updates import UpdateQueue, Waiting

LONGEST_PAUSE = 60.0
LONGEST_RETRY_AFTER = 3600.0
PATIENCE = 60.0


@dataclass
class Hook:
    """A webhook that was set; `second` says how long one of Telegram's seconds takes here."""

    url: str
    secret: str
    queue: UpdateQueue
    second: float
    last_error: str = ""
    last_error_date: int = 0
    _lanes: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _runner: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to deliver on the running loop."""
        self._runner = asyncio.create_task(self._run())

    async def stop(self) -> None:
        tasks = [*self._lanes.values(), *([self._runner] if self._runner else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self) -> None:
        async with httpx.AsyncClient(timeout=PATIENCE, trust_env=False) as client:
            with self.queue.bell.listening() as rung:
                while not self.queue.closed:
                    rung.clear()
                    for lane in self.queue.heads().keys() - self._lanes.keys():
                        self._lanes[lane] = asyncio.create_task(self._drain(lane, client))
                    await rung.wait()
        for task in self._lanes.values():
            task.cancel()

    async def _drain(self, lane: str, client: httpx.AsyncClient) -> None:
        failures = 0
        while waiting := self.queue.heads().get(lane):
            pause = await self._deliver(waiting, client, failures)
            if pause is None:
                self.queue.forget(waiting.number)
                failures = 0
            else:
                failures += 1
                await asyncio.sleep(pause * self.second)
        del self._lanes[lane]

    async def _deliver(self, waiting: Waiting, client: httpx.AsyncClient, failures: int) -> float | None:
        """None when it was taken; else the pause before the next try."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
        # The first try again comes at once, then the pauses double.
        pause = min(2.0**failures, LONGEST_PAUSE) if failures else 0.0
        try:
            answer = await client.post(self.url, json=waiting.body, headers=headers)
        except httpx.HTTPError as error:
            self._note(f"Connection failed: {type(error).__name__}")
            return pause
        if answer.is_success:
            return None
        self._note(f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}")
        with suppress(ValueError):
            return min(float(answer.headers.get("Retry-After", "")), LONGEST_RETRY_AFTER)
        return pause

    def _note(self, error: str) -> None:
        self.last_error = error
        self.last_error_date = int(time.time())
