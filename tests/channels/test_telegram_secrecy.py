"""Neither the token nor anybody's words get into the log or into an error."""

import asyncio
import logging
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.channels.telegram import TelegramChannel, read_update
from bot.fakes.telegram import FakeTelegram
from bot.talk import ChannelError, Choice, Incoming, Parcel
from tests import doubles
from tests.doubles import until

SECRET = "AAHh-this-half-of-a-token-is-secret"
TOKEN = f"700000009:{SECRET}"
WORDS = "Tố giác ông B ở thôn Đông"


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Everything that any logger says, at its most talkative."""
    caplog.set_level(logging.DEBUG)
    for name in list(logging.root.manager.loggerDict):
        caplog.set_level(logging.DEBUG, logger=name)
    return caplog


def everything_in(log: pytest.LogCaptureFixture) -> str:
    formatter = logging.Formatter("%(name)s %(message)s")
    return "\n".join(formatter.format(record) + repr(record.args) for record in log.records)


def shown(error: BaseException) -> str:
    """The error as a crash would print it, causes and all."""
    return repr(error) + "".join(traceback.format_exception(error))


@asynccontextmanager
async def connected(base_url: str) -> AsyncIterator[TelegramChannel]:
    channel = TelegramChannel(TOKEN, base_url=base_url, timeout=doubles.PATIENCE)
    try:
        yield channel
    finally:
        await channel.stop()


async def busy_day(channel: TelegramChannel, fake: FakeTelegram) -> None:
    """Every method once, with a tap, a file and a few refusals."""

    async def on_message(incoming: Incoming) -> None:
        heard.append(incoming)
        if len(heard) == 1:
            raise RuntimeError(incoming.text)

    heard: list[Incoming] = []
    await channel.start()
    fake.say(5, WORDS)
    fake.push("message", {"text": WORDS})
    fake.send_photo(5, b"\xff\xd8\xff", WORDS)
    number = await channel.send("5", Parcel("letter-1", WORDS, ((Choice(WORDS, "/x"),),)))
    fake.press(5, int(number), "/x")
    fake.expire_taps()
    polling = asyncio.create_task(channel.poll(on_message, pauses=(0.01,)))
    await until(lambda: fake.pending == 0)
    polling.cancel()
    with suppress(asyncio.CancelledError):
        await polling
    photo = next(attachment for incoming in heard for attachment in incoming.attachments)
    assert await channel.fetch(photo, 100) == b"\xff\xd8\xff"
    fake.fail("file", 404)
    with pytest.raises(ChannelError) as caught:
        await channel.fetch(photo, 100)
    assert SECRET not in shown(caught.value)


async def test_a_busy_day_leaves_no_secret_in_the_log(log: pytest.LogCaptureFixture) -> None:
    fake = FakeTelegram(TOKEN)
    with doubles.running_telegram(fake):
        async with connected(fake.base_url) as channel:
            await busy_day(channel, fake)
    said = everything_in(log)
    assert SECRET not in said
    assert "ông B" not in said
    assert "polling Telegram" in said


async def test_no_error_shows_the_token_however_it_is_printed(
    telegram_double: FakeTelegram, log: pytest.LogCaptureFixture
) -> None:
    async with connected(telegram_double.base_url) as channel:
        with pytest.raises(ChannelError) as caught:
            await channel.start()
    assert SECRET not in shown(caught.value) + everything_in(log)


async def test_a_network_error_does_not_show_the_token(log: pytest.LogCaptureFixture) -> None:
    async with connected("http://127.0.0.1:1/bot") as channel:
        with pytest.raises(ChannelError) as caught:
            await channel.send("5", Parcel("letter-1", WORDS))
    assert SECRET not in shown(caught.value) + everything_in(log)


async def quote_address(request: Request) -> Response:
    words = f"cannot reach {request.url}"
    if request.path_params["kind"] == "json":
        return JSONResponse({"ok": False, "description": words}, 400)
    return HTMLResponse(words, int(request.path_params["kind"]))


@pytest.mark.parametrize("kind", ["200", "400", "404", "502", "json"])
async def test_a_page_that_quotes_the_address_does_not_show_the_token(log: pytest.LogCaptureFixture, kind: str) -> None:
    pages = Starlette(routes=[Route("/{kind}/{rest:path}", quote_address, methods=["POST"])])
    with doubles.running(pages) as url:
        async with connected(f"{url}/{kind}/bot") as channel:
            with pytest.raises(ChannelError) as caught:
                await channel.send("5", Parcel("letter-1", WORDS))
    assert SECRET not in shown(caught.value) + everything_in(log)


def test_the_channel_itself_does_not_show_the_token() -> None:
    channel = TelegramChannel(TOKEN)
    assert SECRET not in f"{channel!r} {channel} {vars(channel)}"


async def test_an_answer_larger_than_any_of_telegrams_is_cut_off() -> None:
    async def endless(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        with suppress(OSError):
            for _ in range(100):
                await send({"type": "http.response.body", "body": bytes(1 << 20), "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    with doubles.running(endless) as url:
        async with connected(f"{url}/bot") as channel:
            with pytest.raises(ChannelError, match="larger than anything") as caught:
                await channel.send("5", Parcel("letter-1", WORDS))
    assert not caught.value.permanent


async def test_the_token_goes_out_by_way_of_a_proxy_too() -> None:
    asked: list[str] = []

    async def proxy(scope: Scope, receive: Receive, send: Send) -> None:
        asked.append((dict(scope["headers"])[b"host"] + scope["raw_path"]).decode())
        me = {"id": 1, "is_bot": True, "first_name": "Đôn Đốc", "username": "DonDocBot"}
        await JSONResponse({"ok": True, "result": me})(scope, receive, send)

    with doubles.running(proxy) as url:
        channel = TelegramChannel(TOKEN, base_url="http://api.telegram.invalid/bot", proxy=url)
        await channel.start()
        await channel.stop()
    assert asked == [f"api.telegram.invalid/bot{TOKEN}/getMe"]
    assert channel.username == "DonDocBot"


def test_the_double_and_the_reader_agree_on_a_message() -> None:
    fake = FakeTelegram()
    fake.say(5, WORDS)
    incoming = read_update(fake.state.queue.take(0, 1)[0], "DonDocBot")
    assert incoming is not None
    assert incoming.text == WORDS
