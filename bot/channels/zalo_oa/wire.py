"""The wire to Zalo: one client, every answer read and bounded; no token, address or word of anybody in an error."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from bot.channels.zalo_oa.errors import ZaloRefusal, brief, read_failure
from bot.talk import ChannelError

API = "https://openapi.zalo.me"
OAUTH = "https://oauth.zaloapp.com"
LARGEST_ANSWER = 1024 * 1024
TIMEOUT, UPLOAD_TIMEOUT = 20.0, 120.0  # seconds


@dataclass(frozen=True)
class Hosts:
    """Where Zalo's two interfaces are; a double serves both at one address."""

    api: str = API
    oauth: str = OAUTH

    @classmethod
    def at(cls, address: str) -> "Hosts":
        return cls(address, address) if address else cls()


class Wire:
    """Posts and reads JSON. `unsure` of a ChannelError says whether the call may have been carried out."""

    def __init__(self, hosts: Hosts, timeout: float = TIMEOUT) -> None:
        self.hosts = hosts
        self._client = httpx.AsyncClient(timeout=timeout, limits=httpx.Limits(max_connections=16))

    async def post(self, path: str, body: object, headers: Mapping[str, str]) -> dict[str, Any]:
        """The `data` of the answer; ZaloRefusal, ChannelError."""
        return _data(await self._ask(self._client.build_request("POST", self._api(path), json=body, headers=headers)))

    async def get(self, path: str, headers: Mapping[str, str]) -> dict[str, Any]:
        return _data(await self._ask(self._client.build_request("GET", self._api(path), headers=headers)))

    async def upload(self, path: str, name: str, content: bytes, headers: Mapping[str, str]) -> dict[str, Any]:
        request = self._client.build_request(
            "POST", self._api(path), files={"file": (name, content)}, headers=headers, timeout=UPLOAD_TIMEOUT
        )
        return _data(await self._ask(request))

    async def grant(self, form: Mapping[str, str], app_secret: str) -> dict[str, Any]:
        """What the token's own interface answers, refusals included; ChannelError."""
        address = f"{self.hosts.oauth}/v4/oa/access_token"
        request = self._client.build_request("POST", address, data=form, headers={"secret_key": app_secret})
        return await self._ask(request)

    async def close(self) -> None:
        await self._client.aclose()

    def _api(self, path: str) -> str:
        return f"{self.hosts.api}{path}"

    async def _ask(self, request: httpx.Request) -> dict[str, Any]:
        try:
            answer = await self._client.send(request, stream=True)
            try:
                body = await _bounded(answer)
            finally:
                await answer.aclose()
        except httpx.HTTPError as failure:
            raise read_failure(failure) from None
        return _read(answer.status_code, body)


async def _bounded(answer: httpx.Response) -> bytes:
    body = bytearray()
    async for chunk in answer.aiter_bytes():
        body += chunk
        if len(body) > LARGEST_ANSWER:
            raise httpx.DecodingError("too large")
    return bytes(body)


def _read(status: int, body: bytes) -> dict[str, Any]:
    """Zalo refuses with status 200; a page of some gateway may stand for a call that was carried out."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        answer = None
    if isinstance(answer, dict):
        return answer
    raise ChannelError(f"Zalo's answer cannot be read (status {status})", unsure=status != 429)


def _data(answer: Mapping[str, Any]) -> dict[str, Any]:
    code = answer.get("error")
    if not isinstance(code, int):
        raise ChannelError("Zalo's answer cannot be read (no error code)", unsure=True)
    if code:
        raise ZaloRefusal(code, brief(answer.get("message", "")))
    data = answer.get("data")
    return data if isinstance(data, dict) else {}
