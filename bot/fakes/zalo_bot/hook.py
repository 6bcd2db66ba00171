"""Delivery to a webhook: each event once, whatever comes of it, as Zalo is not known to try again."""

import asyncio
import time
from dataclasses import dataclass, field

import httpx

from bot.fakes.zalo_bot.state import Json, State

PATIENCE = 60.0
AGENT = "Java/1.8.0_192"


@dataclass
class Hook:
    """`statuses` of the answers so far; 0 where none came."""

    url: str
    secret: str
    state: State
    updated_at: int
    statuses: list[int] = field(default_factory=list)
    _runner: asyncio.Task[None] | None = None

    async def start(self) -> Json:
        """Try the address with an empty body, whatever comes of it, then begin to deliver; how that try went."""
        begun = time.monotonic()
        async with _client() as client:
            status = await self._post(client, None)
        self._runner = asyncio.create_task(self._run())
        spent = int((time.monotonic() - begun) * 1000)
        return {**_verdict(status), "url": self.url, "status_code": status, "latency_ms": spent}

    async def stop(self) -> None:
        if self._runner:
            self._runner.cancel()
            await asyncio.gather(self._runner, return_exceptions=True)

    async def _run(self) -> None:
        async with _client() as client:
            await self._deliver(client)

    async def _deliver(self, client: httpx.AsyncClient) -> None:
        with self.state.bell.listening() as rung:
            while not self.state.closed:
                rung.clear()
                while (event := self.state.pop()) is not None:
                    self.statuses.append(await self._post(client, event))
                await rung.wait()

    async def _post(self, client: httpx.AsyncClient, event: Json | None) -> int:
        headers = {"X-Bot-Api-Secret-Token": self.secret, "User-Agent": AGENT}
        body = {"ok": True, "result": event} if self.state.switches.wrapped else event
        try:
            if event is None:
                answer = await client.post(self.url, content=b"", headers=headers)
            else:
                answer = await client.post(self.url, json=body, headers=headers)
        except httpx.HTTPError:
            return 0
        return answer.status_code


def _client() -> httpx.AsyncClient:
    return httpx.AsyncClient(timeout=PATIENCE, trust_env=False)


def _verdict(status: int) -> Json:
    if 200 <= status < 300:
        return {"ok": True, "outcome": "webhook.ok", "hint": ""}
    outcome = "webhook.err.conn" if not status else f"webhook.http.{status}"
    known = status in (0, 403, 404)
    return {"ok": False, "outcome": outcome if known else "webhook.http.other", "hint": "check the address"}
