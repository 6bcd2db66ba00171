"""What a button of the demo's pages asks for."""

import json
from collections.abc import Container

from starlette.requests import Request

from bot.web.guard import RefusedError, refuse_other_sites

MOST_BYTES = 200


async def read_wish(request: Request, name: str, known: Container[str], otherwise: str) -> str:
    """The value of `name` in the JSON sent; RefusedError with the words `otherwise` for one that is not known."""
    refuse_other_sites(request)
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise RefusedError(413, otherwise)
    try:
        wish = json.loads(body)
    except ValueError as problem:
        raise RefusedError(400, otherwise) from problem
    value = wish.get(name) if isinstance(wish, dict) else None
    if not isinstance(value, str) or value not in known:
        raise RefusedError(400, otherwise)
    return value
