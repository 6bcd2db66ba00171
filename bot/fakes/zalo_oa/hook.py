"""Events to the office's webhook: signed, in turn, again after a while where nobody listens."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx

from bot.channels.zalo_oa.signing import signature
from bot.fakes.zalo_oa.refusals import Json

RETRIES = (30.0, 300.0, 900.0, 1800.0, 3600.0)  # seconds
PATIENCE = 2.0


@dataclass
class Delivery:
    body: bytes
    headers: dict[str, str]
    due: float = 0.0
    tries: int = 0


@dataclass
class Hook:
    """`second`: how long one of Zalo's seconds takes here. `insists`: also what was refused or slow comes again."""

    app_id: str
    secret: str
    second: float = 1.0
    insists: bool = False
    url: str = ""
    ended: bool = False
    statuses: list[int] = field(default_factory=list)
    slow: int = 0
    queue: list[Delivery] = field(default_factory=list)
    change: threading.Condition = field(default_factory=threading.Condition)
    worker: threading.Thread | None = None

    def register(self, url: str) -> int:
        """Save the address; Zalo probes it with a body it does not sign."""
        self.url = url
        with httpx.Client(timeout=30, trust_env=False) as client:
            return client.post(url, content=b"{}").status_code

    def push(self, event: Json, timestamp: str, times: int = 1) -> None:
        """Sign and queue an event; `times`: the same one so often."""
        body = json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
        mac = signature(self.app_id, body, timestamp, self.secret)
        headers = {"Content-Type": "application/json", "X-ZEvent-Signature": f"mac={mac}"}
        self.post([Delivery(body, {**headers, "X-ZEvent-Timestamp": timestamp}) for _ in range(times)])

    def post(self, deliveries: list[Delivery]) -> None:
        with self.change:
            self.queue += deliveries if self.url else []
            self.change.notify_all()
            if self.worker is None and self.url:
                self.worker = threading.Thread(target=self._run, daemon=True)
                self.worker.start()

    def idle(self) -> bool:
        with self.change:
            return not self.queue

    def close(self) -> None:
        with self.change:
            self.ended = True
            self.change.notify_all()
        if self.worker:
            self.worker.join(PATIENCE * 5)

    def _run(self) -> None:
        with httpx.Client(trust_env=False) as client:
            while (one := self._next()) is not None:
                again = self._deliver(client, one)
                with self.change:
                    self.queue.remove(one)
                    if again and one.tries <= len(RETRIES):
                        one.due = time.monotonic() + RETRIES[one.tries - 1] * self.second
                        self.queue.append(one)

    def _next(self) -> Delivery | None:
        with self.change:
            while not self.ended:
                now = time.monotonic()
                due = next((one for one in self.queue if one.due <= now), None)
                if due:
                    return due
                soonest = min((one.due - now for one in self.queue), default=None)
                self.change.wait(soonest)
        return None

    def _deliver(self, client: httpx.Client, one: Delivery) -> bool:
        """Whether it has to come again."""
        one.tries += 1
        retried = {"num_retry": str(one.tries - 1)} if one.tries > 1 else {}
        try:
            answer = client.post(self.url, content=one.body, headers={**one.headers, **retried}, timeout=PATIENCE)
        except httpx.TimeoutException:
            self.slow += 1
            return self.insists
        except httpx.HTTPError:
            return True
        self.statuses.append(answer.status_code)
        return self.insists and answer.status_code != 200


Push = Callable[[Json], None]
