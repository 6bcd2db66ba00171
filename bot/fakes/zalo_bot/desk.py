"""People's acts over HTTP, for the page at / and for curl."""

import base64
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.fakes.acting import act_route
from bot.fakes.page import page_route
from bot.fakes.zalo_bot.people import People
from bot.fakes.zalo_bot.state import Post

ACTS = ("say", "send_photo", "send_sticker", "send_unsupported")


def desk_routes(people: People) -> list[Route]:
    """POST /people/say {"name": "An", "text": "xin chào"} and the like; GET /people/messages/An."""

    def act(name: str, given: dict[str, Any]) -> dict[str, Any]:
        return {"message_id": getattr(people, name)(**given)}

    async def messages(request: Request) -> Response:
        chat = people.chat_of(request.path_params["name"])
        with people.state.lock:
            found = [post for post in people.state.posts if post.chat == chat]
        return JSONResponse([_as_json(post) for post in found])

    return [
        page_route("Zalo Bot", named=True),
        Route("/people/messages/{name}", messages),
        act_route(ACTS, act),
    ]


def _as_json(post: Post) -> dict[str, Any]:
    picture = base64.b64encode(post.photo).decode()
    return {"message_id": post.id, "from": "bot" if post.from_bot else post.sender, "text": post.text, "photo": picture}
