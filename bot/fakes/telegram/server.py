"""The double as a web application: the Bot API, the download of files, and a desk for people."""

import asyncio
import hmac
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.fakes.telegram import delivery
from bot.fakes.telegram.calls import Call, read_call
from bot.fakes.telegram.methods import METHODS
from bot.fakes.telegram.refusals import RefusalError
from bot.fakes.telegram.state import State

AsyncMethod = Callable[[State, Call], Awaitable[Any]]

_ASYNC_METHODS: dict[str, AsyncMethod] = {
    "getupdates": delivery.get_updates,
    "setwebhook": delivery.set_webhook,
    "deletewebhook": delivery.delete_webhook,
    "getwebhookinfo": delivery.get_webhook_info,
}
_TOKEN = re.compile(r"[1-9]\d{0,18}:[\w-]{1,60}", re.ASCII)


def build_app(state: State, desk: list[Route]) -> Starlette:
    async def answer(request: Request) -> Response:
        try:
            _check_token(state, request.path_params["token"])
            call = await read_call(request)
            return JSONResponse({"ok": True, "result": await _do(state, call)})
        except RefusalError as refusal:
            return _refused(refusal)

    async def download(request: Request) -> Response:
        try:
            _check_token(state, request.path_params["token"])
            content = _content(state, request.path_params["path"])
            return Response(content, media_type="application/octet-stream")
        except RefusalError as refusal:
            return _refused(refusal)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        if state.hook:
            await state.hook.stop()

    routes = [
        Route("/bot{token}/{method}", answer, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", download, methods=["GET"]),
        *desk,
    ]
    return Starlette(routes=routes, lifespan=lifespan)


async def _do(state: State, call: Call) -> Any:
    state.calls.append(call)
    fault = state.next_fault(call)
    if fault and fault.refusal:
        raise fault.refusal
    if call.method in _ASYNC_METHODS:
        return await _ASYNC_METHODS[call.method](state, call)
    if call.method not in METHODS:
        raise RefusalError(404, "Not Found: method not found")
    if state.rates and call.method.startswith("send"):
        state.rates.check(call.number("chat_id"))
    with state.lock:
        result = METHODS[call.method](state, call)
    await asyncio.sleep(fault.delay if fault else 0)
    return result


def _check_token(state: State, token: str) -> None:
    if not _TOKEN.fullmatch(token):
        raise RefusalError(404, "Not Found")
    if not hmac.compare_digest(token, state.token):
        raise RefusalError(401, "Unauthorized")


def _content(state: State, path: str) -> bytes:
    fault = state.next_fault(Call("file", {}))
    if fault and fault.refusal:
        raise fault.refusal
    for file in state.world.files.values():
        if file.path == path:
            return file.content
    raise RefusalError(404, "Not Found")


def _refused(refusal: RefusalError) -> Response:
    body: dict[str, Any] = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    headers = {}
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    if "retry_after" in refusal.parameters:
        headers["Retry-After"] = str(refusal.parameters["retry_after"])
    return JSONResponse(body, refusal.code, headers)
