"""The double as a web application: consent and tokens, the account's interface, templates, files, a desk for people."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.channels.zalo_oa.signing import proof
from bot.fakes.zalo_oa import oauth, sending, templates
from bot.fakes.zalo_oa.people import People
from bot.fakes.zalo_oa.refusals import Json, RefusalError
from bot.fakes.zalo_oa.state import PAID, Fault, State

_CALLS = (
    "/v3.0/oa/message/cs",
    "/v2.0/oa/message",
    "/v2.0/oa/upload/{kind}",
    "/v2.0/oa/getoa",
    "/v3.0/oa/user/detail",
    "/v3.0/oa/quota/message",
    "/message/template",
)


def build_app(people: People, desk: list[Route]) -> Starlette:
    server = _Server(people)
    routes = [
        Route("/v4/oa/permission", server.permission, methods=["GET"]),
        Route("/v4/oa/access_token", server.token, methods=["POST"]),
        Route("/files/{ref}", server.download, methods=["GET"]),
        *(Route(path, server.call, methods=["GET", "POST"]) for path in _CALLS),
    ]
    return Starlette(routes=[*routes, *desk])


@dataclass(frozen=True)
class _Server:
    people: People

    @property
    def state(self) -> State:
        return self.people.state

    async def permission(self, request: Request) -> Response:
        """The page of consent, on which the administrator has just agreed."""
        return RedirectResponse(oauth.consent(self.state, request.query_params))

    async def token(self, request: Request) -> Response:
        async with request.form() as given:
            form = {name: value for name, value in given.items() if isinstance(value, str)}
        self.state.calls.append((request.url.path, {**form}))
        fault = self.state.next_fault(request.url.path)
        if fault and fault.kind != "cut_after":
            return _mishap(fault)
        with self.state.lock:
            answer = oauth.grant(self.state, form, request.headers.get("secret_key", ""))
        return _cut() if fault else JSONResponse(answer)

    async def download(self, request: Request) -> Response:
        kept = self.state.uploads.get(request.path_params["ref"])
        return Response(kept.content) if kept else Response(status_code=404)

    async def call(self, request: Request) -> Response:
        """Any call that needs the token."""
        path = request.url.path
        body, file = await _read(request)
        self.state.calls.append((path, body))
        fault = self.state.next_fault(path)
        if fault and fault.kind != "cut_after":
            return _mishap(fault)
        try:
            _check_token(self.state, request)
            with self.state.lock:
                answer = self._answer(path, body, file)
        except RefusalError as refusal:
            return JSONResponse(refusal.as_json())
        return _cut() if fault else JSONResponse({"error": 0, "message": "Success", "data": answer})

    def _answer(self, path: str, body: Json, file: tuple[str, bytes]) -> Json:
        if path.endswith("/getoa"):
            return _about(self.state)
        if "/upload/" in path:
            return sending.upload(self.state, path.rpartition("/")[2], *file)
        if path.endswith(("/cs", "/oa/message")):
            return self._send(body, path)
        return templates.send(self.state, body) if path == "/message/template" else _person(self.state, path, body)

    def _send(self, body: Json, path: str) -> Json:
        """Afterwards Zalo tells of the message: an echo, and that it arrived."""
        done, post = (sending.send_newer if "v3.0" in path else sending.send_older)(self.state, body)
        self.people.echo(post.user, post.number, post.text)
        self.people.arrived(post.user, post.number)
        return done


def _about(state: State) -> Json:
    package = {"package_name": "Tăng trưởng", "package_valid_through_date": "31/12/2027"}
    return {"oaid": state.oa_id, "name": "UBND xã Thử", "is_verified": True, "oa_type": state.oa_type, **package}


def _person(state: State, path: str, body: Json) -> Json:
    person = state.people.get(str(body.get("user_id", "")))
    if person is None or person.heard_at is None:
        raise RefusalError(-213)
    if path.endswith("/detail"):
        return {"user_id": person.id, "display_name": person.name, "user_is_follower": not person.blocked}
    left = "reply" if state.clock() - person.heard_at <= PAID else ""
    return {"last_interaction": str(int(person.heard_at.timestamp() * 1000)), "cs_reply": left}


def _check_token(state: State, request: Request) -> None:
    given = request.headers.get("access_token", "")
    if not state.access or given != state.access:
        raise RefusalError(-216)
    if state.expires_at is None or state.clock() > state.expires_at:
        raise RefusalError(-220)
    if state.demands_proof and request.headers.get("appsecret_proof") != proof(state.app_secret, given):
        raise RefusalError(-242)
    minute = state.clock().replace(second=0, microsecond=0)
    state.minutes[minute] = state.minutes.get(minute, 0) + 1
    if state.rate is not None and state.minutes[minute] > state.rate:
        raise RefusalError(-32)


async def _read(request: Request) -> tuple[Json, tuple[str, bytes]]:
    """A JSON body, or the query's `data`; an uploaded file."""
    if request.headers.get("content-type", "").startswith("multipart/"):
        async with request.form() as form:
            given = form["file"]
            if isinstance(given, str):
                raise RefusalError(-201)
            return {}, (given.filename or "", await given.read())
    raw = await request.body() if request.method == "POST" else request.query_params.get("data", "{}").encode()
    body = json.loads(raw or b"{}")
    return body if isinstance(body, dict) else {}, ("", b"")


def _mishap(fault: Fault) -> Response:
    if fault.kind == "refuse":
        return JSONResponse(RefusalError(fault.code).as_json())
    return HTMLResponse("<html>502 Bad Gateway</html>", 502) if fault.kind == "page" else _cut()


def _cut() -> Response:
    """An answer that ends before it should."""

    async def beginning() -> AsyncIterator[bytes]:
        yield b"{"
        raise _CutError

    return StreamingResponse(beginning(), headers={"Content-Length": "1000"})


class _CutError(Exception):
    pass
