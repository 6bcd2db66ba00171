"""All that one office shows in a browser."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from starlette.routing import BaseRoute

from bot.channels.web import WebChannel
from bot.jobs.shop import Shop
from bot.talk import Incoming
from bot.web.chat import chat_routes
from bot.web.desk.site import desk_routes
from bot.web.ics import ics_route
from bot.web.open311 import open311_routes
from bot.web.register import register_routes
from bot.web.review import review_routes


def page_routes(
    web: WebChannel,
    shop: Shop,
    office_id: int,
    office_name: Callable[[], str],
    on_message: Callable[[Incoming], Awaitable[None]],
    clock: Callable[[], datetime],
    frames: str,
) -> list[BaseRoute]:
    """The web chat, the public register, the pages for officials; `frames` may show some of them in theirs."""
    return [
        *review_routes(shop, office_id, clock),
        *desk_routes(shop, office_id, clock),
        *chat_routes(web, shop.store, shop.shelf, office_id, office_name, on_message, clock, None, frames),
        ics_route(shop, office_id, clock),
        *register_routes(shop, office_id, clock, frames),
        *open311_routes(shop, office_id, clock),
    ]
