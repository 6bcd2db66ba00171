"""A page on which somebody who tries the bot by hand is every citizen and official, and the same acts for curl."""

import json
from dataclasses import dataclass
from html import escape
from typing import Any

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.fakes.zalo_oa.people import People
from bot.fakes.zalo_oa.state import Post

ACTS = frozenset({"say", "tap", "follow", "unfollow", "read", "submit_info", "send_location", "write_by_hand"})
_STYLE = (
    "body{font:16px sans-serif;max-width:44em;margin:1em auto}pre{white-space:pre-wrap;font:inherit;margin:0}"
    ".m{padding:.5em .8em;border-radius:.6em;margin:.4em 0;background:#eef}.u{background:#dfd;margin-left:6em}"
    "input[name=text]{width:26em}form{display:inline}"
)


def desk_routes(people: People) -> list[Route]:
    """POST /acts/say {"user": "5", "text": "…"} and the like; GET /people/5 is the person's chat."""
    desk = _Desk(people)
    return [
        Route("/", lambda _: RedirectResponse("/people/1001"), methods=["GET"]),
        Route("/webhook", desk.hook, methods=["POST"]),
        Route("/people/{user}", desk.chat, methods=["GET"]),
        Route("/people/{user}", desk.press, methods=["POST"], name="press"),
        Route("/acts/{act}", desk.act, methods=["POST"]),
    ]


@dataclass(frozen=True)
class _Desk:
    people: People

    async def act(self, request: Request) -> Response:
        name = request.path_params["act"]
        if name not in ACTS:
            return JSONResponse({"error": f"no such act; there are {sorted(ACTS)}"}, 404)
        try:
            getattr(self.people, name)(**json.loads(await request.body()))
        except (LookupError, TypeError, ValueError) as error:
            return JSONResponse({"error": str(error)}, 400)
        return JSONResponse({})

    async def press(self, request: Request) -> Response:
        """What was written, tapped or chosen on the page."""
        user = request.path_params["user"]
        async with request.form() as form:
            text, label, photo = str(form.get("text", "")), str(form.get("tap", "")), form.get("photo")
            content = b"" if photo is None or isinstance(photo, str) else await photo.read()
        if label:
            self.people.tap(user, label)
        elif content:
            self.people.send_photo(user, content, text)
        elif text:
            self.people.say(user, text)
        return RedirectResponse(f"/people/{user}", 303)

    async def chat(self, request: Request) -> Response:
        user = request.path_params["user"]
        if request.query_params.get("json"):
            return JSONResponse([_as_json(post) for post in self.people.messages(user)])
        return HTMLResponse(_page(self.people, user))

    async def hook(self, request: Request) -> Response:
        """Save the webhook's address as the app's page does; what the probe was answered."""
        url = str(json.loads(await request.body())["url"])
        return JSONResponse({"probe": await run_sync(self.people.hook.register, url)})


def _as_json(post: Post) -> dict[str, Any]:
    return {
        "number": post.number,
        "from": "oa" if post.from_oa else post.user,
        "text": post.text,
        "buttons": post.labels,
        "file": post.upload.name or post.upload.kind if post.upload else "",
        "card": post.card,
        "quota": post.quota,
    }


def _page(people: People, user: str) -> str:
    others = "".join(
        f' <a href="/people/{escape(one.id)}">{escape(one.name)}</a>' for one in people.state.people.values()
    )
    shown = "".join(_bubble(post) for post in people.messages(user))
    form = '<form method="post" enctype="multipart/form-data"><input name="text" autofocus>'
    form += '<input type="file" name="photo"><button>Gửi</button></form>'
    head = f'<meta charset="utf-8"><title>{escape(user)}</title><style>{_STYLE}</style>'
    return f"<!doctype html>{head}<p>{escape(people.person(user).name)} ·{others}</p>{shown}{form}"


def _bubble(post: Post) -> str:
    buttons = "".join(
        f'<form method="post"><button name="tap" value="{escape(title)}">{escape(title)}</button></form> '
        for title in post.labels
    )
    extra = f"<p>[{escape(post.upload.name or post.upload.kind)}]</p>" if post.upload else ""
    extra += f"<p>[{escape(' – '.join(post.card))}]</p>" if post.card else ""
    kind = "m" if post.from_oa else "m u"
    return f'<div class="{kind}"><pre>{escape(post.text)}</pre>{extra}{buttons}</div>'
