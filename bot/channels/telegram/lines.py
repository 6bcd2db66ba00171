"""HTTP/1.1 as far as a platform of short answers needs it: posts over kept connections.

A general client takes more time for one letter than all else that we do for it. What goes wrong is a TimeoutError,
another OSError, or a ValueError where the answer is none.
"""

import asyncio
import re
import socket
import ssl
from collections import deque
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple, cast
from urllib.parse import urlsplit

import httptools
from aiohappyeyeballs import AddrInfoType, start_connection

KEPT = 15.0  # seconds for which an idle connection is trusted
KNOWN = 10.0  # seconds for which it is remembered where a server is
LONGEST_HEAD = 64 * 1024  # bytes
OTHER_FAMILY = 0.25  # seconds after which the other family of addresses is tried as well
_BORDERED = re.compile(rb"\r\n(?:content-length|transfer-encoding):", re.IGNORECASE)  # tells where an answer ends
_WRITABLE = re.compile(r"[!-~]+")


class TooLargeError(ValueError):
    """An answer beyond what was allowed."""


class UnreachedError(OSError):
    """What another client calls what went wrong, by one word."""


@dataclass(frozen=True, repr=False)
class Address:
    """Where to connect, and how each request begins: that may hold a secret, so it is never shown."""

    host: str
    port: int
    is_safe: bool
    head: bytes

    @classmethod
    def of(cls, url: str) -> "Address":
        """ValueError where it is no address."""
        found = urlsplit(url)
        path = f"{found.path or '/'}?{found.query}" if found.query else found.path or "/"
        if found.scheme not in ("http", "https") or not found.hostname or not _WRITABLE.fullmatch(path):
            raise ValueError("no address to write to")
        is_safe = found.scheme == "https"
        host = found.hostname.encode("idna").decode()
        port = found.port or (443 if is_safe else 80)
        named = (f"[{host}]" if ":" in host else host) + (f":{port}" if found.port else "")
        return cls(host, port, is_safe, f"POST {path} HTTP/1.1\r\nHost: {named}\r\nAccept: */*\r\n".encode())


class Limits(NamedTuple):
    """Seconds: to connect, between two signs of life, in all; bytes of an answer's body."""

    connect: float
    silence: float
    total: float
    size: int


class Lines:
    """The connections to one server; there are as many as requests at once."""

    def __init__(self) -> None:
        self._idle: deque[_Line] = deque()
        self._names = _Names()

    async def post(self, address: Address, kind: str, body: bytes, limits: Limits) -> tuple[int, bytes]:
        """Status and body of the answer; `kind`: the content type of what is posted."""
        until = asyncio.get_running_loop().time() + limits.total
        line = self._rested(address) or await self._connected(address, limits.connect)
        head = f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        answer = await line.ask(address.head + head.encode() + body, limits, until)
        if line.is_open:
            self._idle.append(line)
        return answer

    async def close(self) -> None:
        for line in self._idle:
            line.cut()
        self._idle.clear()
        self._names.forget()
        await asyncio.sleep(0)  # in which the loop lets go of them

    def _rested(self, address: Address) -> "_Line | None":
        """The one used last."""
        oldest = asyncio.get_running_loop().time() - KEPT
        while self._idle and self._idle[0].heard_at < oldest:
            self._idle.popleft().cut()
        while self._idle:
            line = self._idle.pop()
            if line.is_open and line.leads_to(address):
                return line
            line.cut()
        return None

    async def _connected(self, address: Address, patience: float) -> "_Line":
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(patience):
            joined = await start_connection(await self._names.of(address), happy_eyeballs_delay=OTHER_FAMILY)
            _, line = await loop.create_connection(
                lambda: _Line(address),
                sock=joined,
                ssl=_trusted() if address.is_safe else None,
                server_hostname=address.host if address.is_safe else None,
            )
        return line


class _Names:
    """Where a server is: asked once for all who connect at once, as each question holds a thread that others need."""

    def __init__(self) -> None:
        self._asked: tuple[str, int] | None = None
        self._until = 0.0
        self._answer: asyncio.Future[Any] | None = None

    async def of(self, address: Address) -> list[AddrInfoType]:
        loop, asked = asyncio.get_running_loop(), (address.host, address.port)
        is_known = self._answer and self._asked == asked and not (self._answer.done() and self._until < loop.time())
        if self._answer is None or not is_known:
            self._asked, self._until = asked, loop.time() + KNOWN
            self._answer = asyncio.ensure_future(loop.getaddrinfo(*asked, type=socket.SOCK_STREAM))
            self._answer.add_done_callback(self._note)
        found: list[AddrInfoType] = await asyncio.shield(self._answer)
        return found

    def forget(self) -> None:
        if self._answer:
            self._answer.cancel()
            self._answer = None

    def _note(self, answer: "asyncio.Future[Any]") -> None:
        has_failed = answer.cancelled() or answer.exception() is not None
        if has_failed and answer is self._answer:
            self._answer = None


@cache
def _trusted() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    return context


class _Line(asyncio.Protocol):
    """One connection, which carries one request at a time."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self.is_open, self.heard_at = False, 0.0
        self._loop = asyncio.get_running_loop()
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._parser = httptools.HttpResponseParser(self)

    async def ask(self, request: bytes, limits: Limits, until: float) -> tuple[int, bytes]:
        self._limits, self._until = limits, until
        self.heard_at = self._loop.time()
        self._begin_answer()
        self._answer = self._loop.create_future()
        self._transport.write(request)
        self._watch = self._loop.call_at(self._late, self._look)
        try:
            return await self._answer
        except BaseException:  # whoever asked may be gone as well: what still comes is nobody's
            self.cut()
            raise
        finally:
            self._answer = None
            self._watch.cancel()

    def leads_to(self, address: Address) -> bool:
        mine = self._address
        return (mine.host, mine.port, mine.is_safe) == (address.host, address.port, address.is_safe)

    def cut(self) -> None:
        self.is_open = False
        self._transport.abort()

    @property
    def _late(self) -> float:
        return min(self.heard_at + self._limits.silence, self._until)

    def _look(self) -> None:
        if self._loop.time() < self._late:
            self._watch = self._loop.call_at(self._late, self._look)
        else:
            self._fail(TimeoutError())

    def _begin_answer(self) -> None:
        self._head, self._has_head, self._body, self._size = b"", False, list[bytes](), 0

    def _fail(self, error: Exception) -> None:
        if self._answer and not self._answer.done():
            self._answer.set_exception(error)
        self.cut()

    def _finish(self, *, goes_on: bool) -> None:
        if self._answer and not self._answer.done():
            self._answer.set_result((self._parser.get_status_code(), b"".join(self._body)))
        if not goes_on:
            self.cut()

    # --- what the transport tells ---

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport, self.is_open = cast(asyncio.Transport, transport), True

    def data_received(self, data: bytes) -> None:
        if self._answer is None or self._answer.done():
            self.cut()  # nobody asked
            return
        self.heard_at = self._loop.time()
        if not self._has_head:
            self._head += data
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            self._fail(ValueError("no HTTP"))
        if not self._has_head and len(self._head) > LONGEST_HEAD:
            self._fail(ValueError("no end of the head"))

    def connection_lost(self, error: Exception | None) -> None:
        self.is_open = False
        if self._has_head and error is None and not _BORDERED.search(self._head):
            self._finish(goes_on=False)  # an answer that ends with its connection
        self._fail(error or ConnectionResetError("closed before its answer"))

    # --- what the parser tells ---

    def on_message_begin(self) -> None:
        if self._answer is None or self._answer.done():
            self.cut()  # a second answer, to what was never asked

    def on_headers_complete(self) -> None:
        self._has_head = True

    def on_body(self, part: bytes) -> None:
        self._size += len(part)
        if self._size > self._limits.size:
            self._fail(TooLargeError("the answer is too large"))
        else:
            self._body.append(part)

    def on_message_complete(self) -> None:
        if self._parser.get_status_code() < 200:  # "go on", before the answer itself
            self._begin_answer()
        else:
            self._finish(goes_on=self._parser.should_keep_alive())
