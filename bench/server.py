"""HTTP/1.1 reduced to what a bench needs: requests with a length, answers in one write, connections kept."""

import asyncio
from collections.abc import Callable
from typing import cast


def answer(body: bytes, status: bytes = b"200 OK") -> bytes:
    head = b"HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
    return head % (status, len(body)) + body


class Serving(asyncio.Protocol):
    """One connection; `serve` is given path and body of a request, and gives the whole answer."""

    def __init__(self, serve: Callable[[bytes, bytes], bytes]) -> None:
        self._serve = serve
        self._held = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._held += data
        while (end := self._held.find(b"\r\n\r\n")) >= 0:
            head, begin = self._held[:end], end + 4
            length = length_of(head)
            if len(self._held) < begin + length:
                return
            body, self._held = self._held[begin : begin + length], self._held[begin + length :]
            if self._transport:
                self._transport.write(self._serve(head.split(b" ", 2)[1], body))


def length_of(head: bytes) -> int:
    found = head.lower().find(b"content-length:")
    return int(head[found + 15 :].split(b"\r\n", 1)[0]) if found >= 0 else 0
