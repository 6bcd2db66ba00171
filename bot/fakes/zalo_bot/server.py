"""The double as a web application: the API, the pictures of people, and a desk for whoever tries the bot by hand."""

import asyncio
import hmac
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.fakes.zalo_bot.methods import Methods
from bot.fakes.zalo_bot.state import Call, Json, Mishap, RefusalError, State

PAGE = "<html><body>502 Bad Gateway</body></html>"
LATE = 3.0  # seconds; longer than a test's client waits


class _Broken(Response):
    """The connection ends before the answer does."""

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"100")]})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})


def build_app(state: State, methods: Methods, desk: list[Route]) -> Starlette:
    async def answer(request: Request) -> Response:
        name = request.path_params["method"]
        args = await _args(request)
        state.calls.append(Call(name, args))
        fault = state.next_fault(name)
        if fault is not None and fault != "timeout_after_accept":
            return _mishap(fault, state)
        try:
            if not hmac.compare_digest(request.path_params["token"].encode(), state.token.encode()):
                raise RefusalError(401, "Unauthorized")
            result = await methods.find(name)(args)
        except RefusalError as refusal:
            return _idle(state) if refusal.code == 408 else _refused(refusal, state)
        if fault == "timeout_after_accept":
            await asyncio.sleep(LATE)
        return JSONResponse({"ok": True, **({} if result is None else {"result": result})})

    async def medium(request: Request) -> Response:
        content = state.media.get(request.path_params["name"])
        return Response(content, 200 if content is not None else 404)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        if methods.hook:
            await methods.hook.stop()

    routes = [
        Route("/bot{token}/{method}", answer, methods=["GET", "POST"]),
        Route("/media/{name}", medium),
        *desk,
    ]
    return Starlette(routes=routes, lifespan=lifespan)


async def _args(request: Request) -> Json:
    args: Json = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        try:
            given = json.loads(await request.body() or b"{}")
        except ValueError:
            given = None
        return args | (given if isinstance(given, dict) else {})
    async with request.form() as form:
        return args | dict(form)


def _mishap(fault: Mishap, state: State) -> Response:
    if fault == "html":
        return HTMLResponse(PAGE, 502)
    if fault == "empty":
        return Response(b"")
    if fault == "disconnect":
        return _Broken()
    code = int(fault)
    return _refused(RefusalError(code, _WORDS.get(code, "Error")), state)


_WORDS = {401: "Unauthorized", 403: "Internal server error", 404: "Not Found", 408: "Timeout", 429: "Quota exceeded"}


def _idle(state: State) -> Response:
    if state.switches.idle == "empty":
        return Response(b"")
    if state.switches.idle == "html":
        return HTMLResponse(PAGE, 504)
    return _refused(RefusalError(408, "Request timeout"), state)


def _refused(refusal: RefusalError, state: State) -> Response:
    body = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    return JSONResponse(body, refusal.code if state.switches.http_errors else 200)
