"""People's acts over HTTP, for somebody who tries the bot by hand with curl."""

import base64
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.fakes.acting import act_route
from bot.fakes.page import page_route
from bot.fakes.telegram.people import People
from bot.fakes.telegram.world import Post

ACTS = frozenset({"say", "press", "edit", "send_photo", "send_location", "send_contact", "block", "unblock"})


def desk_routes(people: People) -> list[Route]:
    """POST /people/say {"chat": 5, "text": "/start"} and the like; GET /people/messages/5."""

    def act(name: str, given: dict[str, Any]) -> dict[str, Any]:
        return {"update_id": getattr(people, name)(**given)}

    async def messages(request: Request) -> Response:
        chat = request.path_params["chat"]
        return JSONResponse([_as_json(post) for post in people.world.in_chat(chat)])

    return [
        page_route("Telegram", named=False),
        Route("/people/messages/{chat:int}", messages, methods=["GET"]),
        act_route(ACTS, act),
    ]


def _as_json(post: Post) -> dict[str, Any]:
    return {
        "message_id": post.message_id,
        "from": "bot" if post.from_bot else post.sender,
        "text": post.text,
        "buttons": post.labels,
        "file": post.file.name if post.file else "",
        "photo": base64.b64encode(post.file.content).decode() if post.file and post.file.kind == "photo" else "",
    }
