"""People's acts at a double over HTTP: for its page, and for curl."""

import base64
import json
from collections.abc import Callable, Collection
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

Act = Callable[[str, dict[str, Any]], dict[str, Any]]


def act_route(acts: Collection[str], act: Act) -> Route:
    """POST /people/ACT {…}, `content` in base64. `act` gets the name and what was given, and answers for JSON."""

    async def receive(request: Request) -> Response:
        name = request.path_params["act"]
        if name not in acts:
            return JSONResponse({"error": f"no such act; there are {sorted(acts)}"}, 404)
        try:
            given = json.loads(await request.body())
            if "content" in given:
                given["content"] = base64.b64decode(given["content"])
            return JSONResponse(act(name, given))
        except (LookupError, TypeError, ValueError) as error:
            return JSONResponse({"error": str(error)}, 400)

    return Route("/people/{act}", receive, methods=["POST"])
