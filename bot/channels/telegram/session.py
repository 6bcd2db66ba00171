"""What needs a general HTTP client: files that go up and come down, and whatever takes its way by a proxy."""

import io
from collections.abc import Callable

import aiohttp
import yarl
from telegram.request import RequestData

from bot.channels.telegram.lines import Limits, TooLargeError, UnreachedError

CONNECTIONS = 32
CHUNK = 64 * 1024
Content = RequestData | bytes | None


class Session:
    """`proxy_to` gives the address of the proxy that leads to a scheme and a host, if one does."""

    def __init__(self, proxy_to: Callable[[str, str], str | None]) -> None:
        self._proxy_to = proxy_to
        connector = aiohttp.TCPConnector(limit=CONNECTIONS)
        self._client = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())

    async def exchange(self, method: str, url: str, content: Content, limits: Limits, kind: str) -> tuple[int, bytes]:
        """Status and body. Raises as lines do. `kind`: the content type, where the content does not say it itself."""
        address = yarl.URL(url, encoded=True)
        try:
            async with self._client.request(
                method,
                address,
                data=_form(content) if isinstance(content, RequestData) else content,
                headers={"Content-Type": kind} if kind else None,
                timeout=aiohttp.ClientTimeout(limits.total, None, limits.silence, limits.connect),
                proxy=self._proxy_to(address.scheme, address.host or ""),
                allow_redirects=False,
            ) as answer:
                return answer.status, await _read_body(answer, limits.size)
        except TimeoutError:
            raise
        except aiohttp.ClientError as error:
            raise UnreachedError(type(error).__name__) from None

    async def close(self) -> None:
        await self._client.close()


def _form(given: RequestData) -> aiohttp.FormData | dict[str, str]:
    if not given.contains_files:
        return given.json_parameters
    form = aiohttp.FormData(given.json_parameters, quote_fields=False)  # Telegram shows file names as they come
    for field, (name, content, mime) in given.multipart_data.items():
        stream = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(field, stream, filename=" ".join(name.split()), content_type=mime)
    return form


async def _read_body(answer: aiohttp.ClientResponse, most: int) -> bytes:
    if answer.content_length is not None and answer.content_length <= CHUNK:
        return await answer.read()
    body = bytearray()
    async for chunk in answer.content.iter_chunked(CHUNK):
        body += chunk
        if len(body) > most:
            raise TooLargeError
    return bytes(body)
