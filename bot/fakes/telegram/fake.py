"""The double itself: a token, an application to serve, mishaps to order, and what happened."""

import time
from collections.abc import Callable

from bot.fakes.telegram.calls import Call
from bot.fakes.telegram.desk import desk_routes
from bot.fakes.telegram.people import People
from bot.fakes.telegram.rates import Rates
from bot.fakes.telegram.refusals import Json, RefusalError, too_many
from bot.fakes.telegram.server import build_app
from bot.fakes.telegram.state import Fault, State
from bot.fakes.telegram.world import Post, World

USERNAME = "DonDocBot"
# Opens nothing but a double.
EXAMPLE_TOKEN = ":".join(["700000001", "AAF-opens-nothing-but-a-local-double"])

_USUAL_WORDS = {
    400: "Bad Request: chat not found",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


class FakeTelegram(People):
    """A Bot API for one bot. Serve `app`, and say in `url` where it is served."""

    def __init__(
        self,
        token: str = EXAMPLE_TOKEN,
        *,
        username: str = USERNAME,
        second: float = 1.0,
        clock: Callable[[], float] = time.time,
        rates: Rates | None = None,
    ) -> None:
        number = int(token.partition(":")[0])
        bot = {"id": number, "is_bot": True, "first_name": "Đôn Đốc", "username": username}
        super().__init__(State(token, World(bot), second, clock, rates))
        self.token = token
        self.url = ""
        self.app = build_app(self.state, desk_routes(self))

    @property
    def base_url(self) -> str:
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        return f"{self.url}/file/bot"

    def messages(self, chat: int) -> list[Post]:
        """Everything said in the chat, by people and by the bot, oldest first."""
        with self.state.lock:
            return self.world.in_chat(chat)

    def sent(self, chat: int) -> list[Post]:
        """What the bot said in the chat."""
        return [post for post in self.messages(chat) if post.from_bot]

    def calls(self, method: str) -> list[Call]:
        return [call for call in list(self.state.calls) if call.method == method.lower()]

    def menu(self, scope: str = "all_private_chats") -> list[Json]:
        """The commands shown in chats of a kind."""
        return self.state.commands.get(f'{{"type": "{scope}"}}', [])

    @property
    def pending(self) -> int:
        """How many updates were not confirmed yet."""
        return len(self.state.queue)

    @property
    def answered_taps(self) -> int:
        return sum(self.state.taps.values())

    def push(self, kind: str, content: Json, lane: str = "other") -> int:
        """An update of any kind and shape."""
        return self.state.queue.add(kind, content, lane)

    def redeliver(self, number: int) -> None:
        """Bring an update once more, whether or not it was confirmed."""
        self.state.queue.add_again(number)

    def restart_numbers(self, number: int) -> None:
        """Give the next updates numbers from here, as Telegram does after a week of silence."""
        self.state.queue.restart_numbers(number)

    def expire_taps(self) -> None:
        """From now on it is too late to answer the taps made so far."""
        self.state.taps.clear()

    def fail(
        self,
        method: str,
        code: int,
        description: str = "",
        *,
        retry_after: int = 0,
        times: int = 1,
        chat: int = 0,
    ) -> None:
        """Refuse the next calls of a method, in one chat or anywhere; "file" is the download of files."""
        refusal = RefusalError(code, description or _USUAL_WORDS.get(code, "Internal Server Error"))
        if retry_after:
            refusal = too_many(retry_after)
        self.state.faults.append(Fault(method.lower(), refusal, times, chat))

    def slow(self, method: str, delay: float, *, times: int = 1) -> None:
        """Do as the next calls ask, but answer late, in real seconds."""
        self.state.faults.append(Fault(method.lower(), None, times, delay=delay))

    def close(self) -> None:
        """Send waiting polls home and deliver no more, so that the server can end or serve another."""
        self.state.queue.close()
