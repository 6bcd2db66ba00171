"""Files of people's messages: public addresses of Zalo's, which hold for some time."""

import asyncio
import ipaddress
import socket
from urllib.parse import urlsplit

import httpx

from bot.talk import ChannelError

TIMEOUT = 60.0
MOST_MOVES = 3


async def fetch(address: str, limit: int, double: str) -> bytes:
    """At most `limit` bytes; ChannelError. Nothing within our own network is asked, unless a double lives there."""

    async def check(request: httpx.Request) -> None:
        if urlsplit(double).netloc != request.url.netloc.decode():
            await _check_public(request.url.host)

    async with httpx.AsyncClient(
        timeout=TIMEOUT, follow_redirects=True, max_redirects=MOST_MOVES, event_hooks={"request": [check]}
    ) as client:
        try:
            async with client.stream("GET", address) as answer:
                return await _read(answer, limit)
        except (httpx.HTTPError, httpx.InvalidURL) as failure:
            raise ChannelError(f"the file could not be fetched ({type(failure).__name__})") from None


async def _read(answer: httpx.Response, limit: int) -> bytes:
    if answer.status_code in (403, 404, 410):
        raise ChannelError("Zalo no longer has the file", permanent=True)
    if not answer.is_success:
        raise ChannelError(f"the file could not be fetched (status {answer.status_code})")
    body = bytearray()
    async for chunk in answer.aiter_bytes():
        body += chunk
        if len(body) > limit:
            raise ChannelError("the file is too big", permanent=True)
    return bytes(body)


async def _check_public(host: str) -> None:
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        raise ChannelError("the file's address is unknown") from None
    if not all(ipaddress.ip_address(str(entry[4][0]).partition("%")[0]).is_global for entry in found):
        raise ChannelError("the file's address is no public one", permanent=True)
