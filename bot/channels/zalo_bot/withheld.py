"""A wire on which a token stands in addresses: put in at the last moment, so nothing above can show it."""

import ssl
import urllib.request
from functools import cache

import httpx

# What everything above takes for the token: it may stand in logs, errors and file addresses.
WITHHELD = "token-withheld"

CONNECTIONS = 16
LARGEST_ANSWER = 64 * 1024 * 1024


class TokenTransport(httpx.AsyncBaseTransport):
    """Writes the token into the address of each request and takes it out of what comes back."""

    def __init__(self, token: str, inner: httpx.AsyncBaseTransport) -> None:
        self._token = token.encode()
        self._secret = token.rpartition(":")[2].encode()
        self._inner = inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        path = request.url.raw_path.replace(WITHHELD.encode(), self._token, 1)
        sent = httpx.Request(
            request.method,
            request.url.copy_with(raw_path=path),
            headers=request.headers,
            stream=request.stream,
            extensions=request.extensions,
        )
        answer = await self._inner.handle_async_request(sent)
        try:
            body = await _read_body(answer)
        finally:
            await answer.aclose()
        # A proxy's error page may quote the address it was asked for.
        body = body.replace(self._secret, WITHHELD.encode())
        return httpx.Response(answer.status_code, content=body, extensions=answer.extensions)

    async def aclose(self) -> None:
        await self._inner.aclose()


def http_transport(base_url: str, proxy: str = "") -> httpx.AsyncHTTPTransport:
    """A transport by way of the given proxy, or of the one the environment names for this address."""
    return httpx.AsyncHTTPTransport(
        verify=trust(),
        limits=httpx.Limits(max_connections=CONNECTIONS),
        proxy=proxy or _environment_proxy(base_url),
    )


@cache
def trust() -> ssl.SSLContext:
    """Whom to believe who they are: read once, as that takes longer than a call."""
    return httpx.create_ssl_context()


async def _read_body(answer: httpx.Response) -> bytes:
    body = bytearray()
    async for chunk in answer.aiter_bytes():
        body += chunk
        if len(body) > LARGEST_ANSWER:
            raise httpx.DecodingError("the answer is larger than anything the platform sends")
    return bytes(body)


def _environment_proxy(base_url: str) -> str | None:
    url = httpx.URL(base_url)
    if urllib.request.proxy_bypass(url.host):
        return None
    named = urllib.request.getproxies()
    return named.get(url.scheme) or named.get("all")
