"""The double itself: an account and its app, an application to serve, mishaps to order, and what happened."""

from collections.abc import Callable
from datetime import UTC, datetime

from bot.fakes.zalo_oa.desk import desk_routes
from bot.fakes.zalo_oa.hook import Hook
from bot.fakes.zalo_oa.people import People
from bot.fakes.zalo_oa.refusals import Json
from bot.fakes.zalo_oa.server import build_app
from bot.fakes.zalo_oa.state import Fault, Mishap, Post, State

# They open nothing but a double.
APP_ID, OA_ID = "1111222233334444", "8000000000000000001"
APP_SECRET, HOOK_SECRET = "app-secret-for-tests", "oa-webhook-secret-for-tests"


def _now() -> datetime:
    return datetime.now(UTC)


class FakeZaloOa(People):
    """Serve `app`, and say in `url` where it is served; `hook.register` tells it where the office listens."""

    def __init__(self, *, second: float = 1.0, clock: Callable[[], datetime] = _now) -> None:
        state = State(APP_ID, APP_SECRET, HOOK_SECRET, OA_ID, clock)
        super().__init__(state, Hook(APP_ID, HOOK_SECRET, second))
        self.app = build_app(self, desk_routes(self))

    def grant(self) -> Json:
        """A pair of tokens as after a consent."""
        with self.state.lock:
            return self.state.new_pair()

    def sent(self, user: str) -> list[Post]:
        """What came from the account."""
        return [post for post in self.messages(user) if post.from_oa]

    def calls(self, path: str) -> list[Json]:
        """The bodies of the calls of an address that ends so."""
        return [body for called, body in list(self.state.calls) if called.endswith(path)]

    def fail(self, path: str, kind: Mishap, code: int = 0, *, times: int = 1) -> None:
        """Let the next calls of addresses with these words meet a mishap."""
        self.state.faults.append(Fault(path, kind, code, times))

    def close(self) -> None:
        self.hook.close()
