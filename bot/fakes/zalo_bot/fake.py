"""The double itself: a token, an application to serve, mishaps to order, and what happened."""

import time
from collections.abc import Callable

from bot.fakes.zalo_bot.desk import desk_routes
from bot.fakes.zalo_bot.methods import Methods
from bot.fakes.zalo_bot.people import People
from bot.fakes.zalo_bot.server import build_app
from bot.fakes.zalo_bot.state import Call, Json, Mishap, Post, State, Switches

NAME = "Bot Đôn Đốc"
# Opens nothing but a double.
EXAMPLE_TOKEN = ":".join(["4700000001", "opens-nothing-but-a-local-double-of-zalo"])


class FakeZaloBot(People):
    """The platform for one bot. Serve `app`, and say in `url` where it is served."""

    def __init__(
        self,
        token: str = EXAMPLE_TOKEN,
        *,
        name: str = NAME,
        second: float = 1.0,
        clock: Callable[[], float] = time.time,
        switches: Switches | None = None,
    ) -> None:
        super().__init__(State(token, name, second, clock, switches or Switches()))
        self.token = token
        self.switches = self.state.switches
        self.methods = Methods(self.state)
        self.app = build_app(self.state, self.methods, desk_routes(self))

    def sent(self, name: str, *, since_heard: bool = False) -> list[Post]:
        """What the bot said in the chat of a person or a group, oldest first; or only since somebody spoke there."""
        group = "zgr-" + self.chat_of(name)
        chat = group if group in self.state.groups else self.chat_of(name)
        with self.state.lock:
            posts = [post for post in self.state.posts if post.chat == chat]
        last = max((at for at, post in enumerate(posts) if not post.from_bot), default=-1)
        return [post for post in posts[(last + 1) * since_heard :] if post.from_bot and post.delivered]

    def calls(self, method: str) -> list[Call]:
        return [call for call in list(self.state.calls) if call.method == method]

    @property
    def pending(self) -> int:
        """How many events the bot has not taken yet."""
        return len(self.state.events)

    @property
    def dropped(self) -> list[Json]:
        """What people wrote and the bot never hears: without a mention in a group, from one person too many."""
        return list(self.state.dropped)

    @property
    def hook_statuses(self) -> list[int]:
        return list(self.methods.hook.statuses) if self.methods.hook else []

    def fail_next(self, method: str, *mishaps: Mishap) -> None:
        """Let the next calls of a method fail, one after the other."""
        with self.state.lock:
            self.state.faults.setdefault(method, []).extend(mishaps)

    def close(self) -> None:
        """Send waiting polls home and deliver no more, so that the server can end or serve another."""
        self.state.closed = True
        self.state.bell.ring()
