"""People's acts over HTTP, for the page at / and for curl."""

import base64
import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.fakes.page import page_route
from bot.fakes.zalo_bot.people import People
from bot.fakes.zalo_bot.state import Post

ACTS = ("say", "send_photo", "send_sticker", "send_unsupported")


def desk_routes(people: People) -> list[Route]:
    """POST /people/say {"name": "An", "text": "xin chào"} and the like; GET /people/messages/An."""

    async def act(request: Request) -> Response:
        name = request.path_params["act"]
        if name not in ACTS:
            return JSONResponse({"error": f"no such act; there are {list(ACTS)}"}, 404)
        try:
            given = json.loads(await request.body())
            if "content" in given:
                given["content"] = base64.b64decode(given["content"])
            number = getattr(people, name)(**given)
        except (LookupError, TypeError, ValueError) as error:
            return JSONResponse({"error": str(error)}, 400)
        return JSONResponse({"message_id": number})

    async def messages(request: Request) -> Response:
        chat = people.chat_of(request.path_params["name"])
        with people.state.lock:
            found = [post for post in people.state.posts if post.chat == chat]
        return JSONResponse([_as_json(post) for post in found])

    return [
        page_route("Zalo Bot", named=True),
        Route("/people/messages/{name}", messages),
        Route("/people/{act}", act, methods=["POST"]),
    ]


def _as_json(post: Post) -> dict[str, Any]:
    picture = base64.b64encode(post.photo).decode()
    return {"message_id": post.id, "from": "bot" if post.from_bot else post.sender, "text": post.text, "photo": picture}
