"""What a server keeps of requests that do not end."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.serve import server_of
from bot.web.heads import LONGEST_HEAD
from tests.doubles import PATIENCE, until

WHOLE = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n%b"


async def length(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


@pytest.fixture
async def port() -> AsyncIterator[int]:
    server = server_of(Starlette(routes=[Route("/", length, methods=["POST"])]), "127.0.0.1", 0, lambda: None)
    with socket.create_server(("127.0.0.1", 0)) as door:
        serving = asyncio.create_task(server.serve([door]))
        await until(lambda: server.started)
        yield door.getsockname()[1]
        server.should_exit = True
        await serving


@pytest.mark.parametrize(
    "begun", [b"GET /", b"GET / HTTP/1.1\r\nX: ", WHOLE % (1, b"a") + b"GET / HTTP/1.1\r\nX: "], ids=str
)
async def test_a_request_whose_head_has_no_end_is_turned_away(port: int, begun: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(begun)
    with contextlib.suppress(ConnectionError):
        for _ in range(20):
            writer.write(b"a" * LONGEST_HEAD)
            await writer.drain()
    said = b""
    with contextlib.suppress(ConnectionError):  # it may be closed before all of that was read
        async with asyncio.timeout(PATIENCE):
            while more := await reader.read(1000):
                said += more
    assert said.endswith(b"The head of the request is too long.") or not said
    writer.close()
    with contextlib.suppress(ConnectionError):
        await writer.wait_closed()


async def test_a_large_body_is_no_head_and_its_connection_goes_on(port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for size in (3 * LONGEST_HEAD, 5, 3 * LONGEST_HEAD):
        writer.write(WHOLE % (size, bytes(size)))
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200")
        assert await reader.readexactly(len(str(size))) == str(size).encode()
    writer.close()
    await writer.wait_closed()
