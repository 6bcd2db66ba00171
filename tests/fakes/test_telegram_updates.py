"""How the double brings updates: getUpdates, and webhooks."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot, Update
from telegram.error import BadRequest, Conflict

from bot.fakes.telegram import FakeTelegram
from tests import doubles
from tests.doubles import until


@pytest.fixture
async def bot(telegram_double: FakeTelegram) -> AsyncIterator[Bot]:
    async with Bot(telegram_double.token, base_url=telegram_double.base_url) as bot:
        yield bot


def texts(updates: tuple[Update, ...]) -> list[str | None]:
    return [update.message.text if update.message else None for update in updates]


async def test_updates_come_again_until_the_offset_passes_them(bot: Bot, telegram_double: FakeTelegram) -> None:
    first = telegram_double.say(5, "một")
    second = telegram_double.say(5, "hai")
    assert second == first + 1
    assert texts(await bot.get_updates()) == ["một", "hai"]
    assert texts(await bot.get_updates()) == ["một", "hai"]
    assert texts(await bot.get_updates(offset=second)) == ["hai"]
    assert await bot.get_updates(offset=second + 1) == ()
    assert telegram_double.pending == 0


async def test_a_batch_is_no_larger_than_asked_for(bot: Bot, telegram_double: FakeTelegram) -> None:
    for number in range(105):
        telegram_double.say(5, str(number))
    assert len(await bot.get_updates()) == 100
    assert texts(await bot.get_updates(limit=2)) == ["0", "1"]


async def test_a_negative_offset_keeps_only_the_last(bot: Bot, telegram_double: FakeTelegram) -> None:
    for text in ("một", "hai", "ba"):
        telegram_double.say(5, text)
    assert texts(await bot.get_updates(offset=-1)) == ["ba"]
    assert telegram_double.pending == 1


async def test_a_long_poll_ends_with_the_first_update(bot: Bot, telegram_double: FakeTelegram) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await until(lambda: telegram_double.calls("getUpdates"))
    telegram_double.say(5, "một")
    assert texts(await poll) == ["một"]


async def test_a_long_poll_without_updates_ends_empty(bot: Bot) -> None:
    assert await bot.get_updates(timeout=1) == ()


async def test_a_second_poll_sends_the_first_away(bot: Bot, telegram_double: FakeTelegram) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await until(lambda: telegram_double.calls("getUpdates"))
    async with Bot(telegram_double.token, base_url=telegram_double.base_url) as rival:
        second = asyncio.create_task(rival.get_updates(timeout=30))
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await first
        telegram_double.say(5, "một")
        assert texts(await second) == ["một"]


async def test_polling_and_a_webhook_exclude_each_other(bot: Bot, telegram_double: FakeTelegram) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await until(lambda: telegram_double.calls("getUpdates"))
    await bot.set_webhook("http://127.0.0.1:9/none")
    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await poll
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_only_chosen_kinds_of_updates_are_made(bot: Bot, telegram_double: FakeTelegram) -> None:
    await bot.get_updates(allowed_updates=["message"])
    telegram_double.person(5)
    assert telegram_double.block(5) == 0
    telegram_double.unblock(5)
    await bot.get_updates()
    assert (await bot.get_webhook_info()).allowed_updates == ("message",)
    await bot.get_updates(allowed_updates=[])
    assert telegram_double.block(5) > 0
    assert (await bot.get_webhook_info()).allowed_updates == ()


async def test_an_update_can_be_brought_again_after_it_was_confirmed(bot: Bot, telegram_double: FakeTelegram) -> None:
    number = telegram_double.say(5, "một")
    assert await bot.get_updates(offset=number + 1) == ()
    telegram_double.redeliver(number)
    (again,) = await bot.get_updates(offset=number + 1)
    assert again.update_id == number
    assert await bot.get_updates(offset=number + 1) == ()


class Hook:
    """A web server that notes what is posted to it and answers as it is told."""

    def __init__(self) -> None:
        self.got: list[tuple[str, str]] = []
        self.answers: list[Response] = []
        self.url = ""
        self.app = Starlette(routes=[Route("/hook", self.receive, methods=["POST"])])

    async def receive(self, request: Request) -> Response:
        update = json.loads(await request.body())
        words = update["message"]["text"] if "message" in update else next(reversed(update))
        self.got.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""), words))
        return self.answers.pop(0) if self.answers else Response("")

    @property
    def words(self) -> list[str]:
        return [words for _, words in self.got]


@pytest.fixture
def hook() -> Iterator[Hook]:
    hook = Hook()
    with doubles.running(hook.app) as url:
        hook.url = f"{url}/hook"
        yield hook


async def test_a_webhook_gets_what_waited_and_what_comes_with_its_secret(
    bot: Bot, telegram_double: FakeTelegram, hook: Hook
) -> None:
    telegram_double.say(5, "một")
    await bot.set_webhook(hook.url, secret_token="secret_1-A")
    telegram_double.say(5, "hai")
    await until(lambda: telegram_double.pending == 0)
    assert hook.got == [("secret_1-A", "một"), ("secret_1-A", "hai")]
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count, info.last_error_message) == (hook.url, 0, None)


async def test_a_refused_update_comes_again_and_holds_its_chat_only(
    bot: Bot, telegram_double: FakeTelegram, hook: Hook
) -> None:
    hook.answers = [Response(status_code=503) for _ in range(3)]
    telegram_double.say(5, "An 1")
    telegram_double.say(5, "An 2")
    await bot.set_webhook(hook.url)
    await until(lambda: telegram_double.pending == 0)
    assert hook.words == ["An 1"] * 4 + ["An 2"]
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"


async def test_a_redirect_is_a_refusal(bot: Bot, telegram_double: FakeTelegram, hook: Hook) -> None:
    hook.answers = [Response(status_code=307, headers={"Location": hook.url})]
    await bot.set_webhook(hook.url)
    telegram_double.say(5, "một")
    await until(lambda: telegram_double.pending == 0)
    assert hook.words == ["một", "một"]


async def test_a_pause_the_webhook_asks_for_is_kept(bot: Bot, telegram_double: FakeTelegram, hook: Hook) -> None:
    hook.answers = [Response(status_code=503, headers={"Retry-After": "3600"})]
    await bot.set_webhook(hook.url)
    telegram_double.say(5, "An 1")
    await until(lambda: hook.got)
    telegram_double.say(6, "Bình 1")
    await until(lambda: telegram_double.pending == 1)
    assert hook.words == ["An 1", "Bình 1"]


async def test_a_webhook_nobody_serves_is_told_of(bot: Bot, telegram_double: FakeTelegram) -> None:
    await bot.set_webhook("http://127.0.0.1:1/none")
    telegram_double.say(5, "một")
    state = telegram_double.state
    await until(lambda: state.hook and state.hook.last_error)
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Connection failed: ConnectError"
    assert info.pending_update_count == 1


async def test_pending_updates_can_be_dropped(bot: Bot, telegram_double: FakeTelegram) -> None:
    telegram_double.say(5, "một")
    await bot.delete_webhook(drop_pending_updates=True)
    assert telegram_double.pending == 0


@pytest.mark.parametrize(
    ("url", "secret", "problem"),
    [
        ("no address", "s", "Invalid webhook url specified"),
        ("ftp://example.vn/hook", "s", "Invalid webhook url specified"),
        ("https://example.vn/hook", "có dấu", "Secret token contains unallowed characters"),
        ("https://example.vn/hook", "s" * 257, "Secret token is too long"),
    ],
)
async def test_webhooks_that_cannot_be_are_refused(bot: Bot, url: str, secret: str, problem: str) -> None:
    with pytest.raises(BadRequest, match=f"^{problem}"):
        await bot.set_webhook(url, secret_token=secret)


async def test_an_empty_address_takes_the_webhook_away(bot: Bot, telegram_double: FakeTelegram) -> None:
    await bot.set_webhook("http://127.0.0.1:9/none")
    await bot.set_webhook("")
    assert (await bot.get_webhook_info()).url == ""
