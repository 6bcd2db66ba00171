"""Routes that are put together when somebody first asks for one of them: a start shall be quick."""

from collections.abc import Callable, Sequence
from functools import cached_property

from anyio.to_thread import run_sync
from starlette.routing import BaseRoute, Router
from starlette.types import Receive, Scope, Send


class Unfolding:
    def __init__(self, build: Callable[[], Sequence[BaseRoute]]) -> None:
        self._build = build

    @cached_property
    def _router(self) -> Router:
        return Router(self._build())

    @property
    def routes(self) -> list[BaseRoute]:
        return self._router.routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await run_sync(lambda: self._router)
        await self._router(scope, receive, send)
