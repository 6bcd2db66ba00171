"""Telegram's webhook, over HTTP and from the double's own deliveries."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.types import Message

from bot.channels.telegram import TelegramChannel
from bot.fakes.telegram import FakeTelegram
from bot.talk import Choice, Incoming, Parcel
from bot.web.crowd import AT_ONCE, RETRY_SECONDS
from bot.web.telegram import LARGEST_BODY, PATH, read_bounded, telegram_webhook
from tests import doubles
from tests.doubles import until

SECRET = "webhook-secret_1"
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
SAID_MESSAGE = {
    "message_id": 9,
    "date": 1_795_000_000,
    "chat": {"id": 5, "type": "private", "first_name": "An"},
    "from": {"id": 5, "is_bot": False, "first_name": "An"},
    "text": "Tố giác ông B",
}
SAID = {"update_id": 31, "message": SAID_MESSAGE}
KEYS = ["update_id", "message_id", "date", "chat", "from", "id", "type", "text", "photo", "contact", "location", "data"]


class Office:
    """The bot's web side with its webhook; stumbles as often as it is told to."""

    def __init__(self, fake: FakeTelegram) -> None:
        self.fake = fake
        self.channel = TelegramChannel(fake.token, base_url=fake.base_url)
        self.heard: list[Incoming] = []
        self.stumbles = 0
        self.tries = 0
        route = telegram_webhook(self.channel, SECRET, self.on_message)
        self.app = Starlette(routes=[route], lifespan=self.lifespan)
        self.url = ""

    @asynccontextmanager
    async def lifespan(self, app: Starlette) -> AsyncIterator[None]:
        await self.channel.start()
        yield
        await self.channel.stop()

    async def on_message(self, incoming: Incoming) -> None:
        self.tries += 1
        if self.stumbles:
            self.stumbles -= 1
            raise RuntimeError(incoming.text)
        self.heard.append(incoming)

    @property
    def texts(self) -> list[str]:
        return [incoming.text for incoming in self.heard]


@pytest.fixture
def office(telegram_double: FakeTelegram) -> Iterator[Office]:
    office = Office(telegram_double)
    with doubles.running(office.app) as url:
        office.url = url + PATH
        yield office


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False, timeout=30) as client:
        yield client


async def post(office: Office, body: bytes, headers: dict[str, str] | None = None) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.post(office.url, content=body, headers=HEADERS if headers is None else headers)


async def listen(office: Office) -> None:
    async with doubles.started(office.fake) as channel:
        await channel.set_webhook(office.url, SECRET)


async def test_an_update_with_the_secret_is_taken_in(office: Office) -> None:
    answer = await post(office, json.dumps(SAID).encode())
    assert (answer.status_code, answer.text) == (200, "")
    assert [(incoming.update_id, incoming.text) for incoming in office.heard] == [("31", "Tố giác ông B")]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Telegram-Bot-Api-Secret-Token": ""},
        {"X-Telegram-Bot-Api-Secret-Token": "webhook-secret_2"},
        {"X-Telegram-Bot-Api-Secret-Token": SECRET + "x"},
        {"X-Telegram-Bot-Api-Secret-Token": SECRET.upper()},
    ],
)
async def test_without_the_secret_nothing_is_taken_in(office: Office, headers: dict[str, str]) -> None:
    assert (await post(office, json.dumps(SAID).encode(), headers)).status_code == 403
    assert office.heard == []


async def test_a_secret_in_odd_letters_is_only_wrong(office: Office) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        odd = [(b"X-Telegram-Bot-Api-Secret-Token", b"\xff\xe9")]
        assert (await client.post(office.url, content=b"{}", headers=odd)).status_code == 403


def test_a_webhook_without_a_secret_is_not_built(office: Office) -> None:
    with pytest.raises(ValueError, match="open to everybody"):
        telegram_webhook(office.channel, "", office.on_message)


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"5", b"{}", b'{"update_id": "31"}', b"\xff\xfe", b"[" * 200_000],
    ids=["empty", "cut", "list", "number", "no-number", "number-as-text", "no-utf8", "deep"],
)
async def test_what_is_no_update_is_refused(office: Office, body: bytes) -> None:
    assert (await post(office, body)).status_code == 400
    assert office.tries == 0


@pytest.mark.parametrize(("surplus", "status"), [(0, 200), (1, 413)])
async def test_a_body_is_read_up_to_a_megabyte(office: Office, surplus: int, status: int) -> None:
    body = json.dumps(SAID).encode()
    padded = body + b" " * (LARGEST_BODY - len(body) + surplus)
    assert (await post(office, padded)).status_code == status
    assert len(office.heard) == (status == 200)


async def test_a_large_body_is_given_up_on_even_without_a_length(office: Office) -> None:
    async def unmeasured() -> AsyncIterator[bytes]:
        for _ in range(LARGEST_BODY // 1024 + 1):
            yield b" " * 1024

    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.post(office.url, content=unmeasured(), headers=HEADERS)
    assert answer.status_code == 413


async def test_a_body_that_does_not_come_is_given_up_on() -> None:
    async def never() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    assert await read_bounded(Request({"type": "http", "method": "POST", "headers": []}, never), 10, 0.01) is None


async def test_a_body_that_breaks_off_is_given_up_on_without_noise(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    address = httpx.URL(office.url)
    _, writer = await asyncio.open_connection(address.host, address.port)
    head = f"POST {PATH} HTTP/1.1\r\nHost: a\r\nX-Telegram-Bot-Api-Secret-Token: {SECRET}\r\nContent-Length: 99\r\n\r\n"
    writer.write(head.encode() + b'{"update_id"')
    await writer.drain()
    await asyncio.sleep(0.05)
    writer.close()
    await writer.wait_closed()
    assert (await post(office, json.dumps(SAID).encode())).status_code == 200
    assert "Exception in ASGI application" not in caplog.text


async def test_an_update_that_says_nothing_to_us_is_confirmed(office: Office) -> None:
    for body in (b'{"update_id": 1}', b'{"update_id": 2, "message": {"x": 1}}'):
        assert (await post(office, body)).status_code == 200
    assert office.tries == 0


async def test_an_update_that_was_not_taken_in_is_to_come_again(office: Office) -> None:
    office.stumbles = 1
    answer = await post(office, json.dumps(SAID).encode())
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, str(RETRY_SECONDS))
    assert (await post(office, json.dumps(SAID).encode())).status_code == 200
    assert office.texts == ["Tố giác ông B"]


async def test_only_post_is_answered(office: Office) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        assert (await client.get(office.url, headers=HEADERS)).status_code == 405


async def test_no_word_of_a_message_gets_into_the_log(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    office.stumbles = 1
    await post(office, json.dumps(SAID, ensure_ascii=False).encode())
    await post(office, "{Tố giác ông B".encode())
    await post(office, json.dumps(SAID).encode())
    assert "update 31 of Telegram was not taken in: RuntimeError at " in caplog.text
    assert "ông B" not in caplog.text
    assert SECRET not in caplog.text


async def test_telegram_delivers_and_brings_again_what_was_refused(
    office: Office, telegram_double: FakeTelegram
) -> None:
    office.stumbles = 3
    await listen(office)
    telegram_double.say(5, "một")
    telegram_double.say(5, "hai")
    await until(lambda: telegram_double.pending == 0)
    assert office.texts == ["một", "hai"]
    assert office.tries == 5


async def test_an_update_brought_again_has_the_same_number(office: Office, telegram_double: FakeTelegram) -> None:
    await listen(office)
    number = telegram_double.say(5, "một")
    await until(lambda: telegram_double.pending == 0)
    telegram_double.redeliver(number)
    await until(lambda: len(office.heard) == 2)
    assert {incoming.update_id for incoming in office.heard} == {str(number)}


async def test_a_tap_is_answered_after_it_was_taken_in(office: Office, telegram_double: FakeTelegram) -> None:
    telegram_double.person(5)
    choices = ((Choice("Xong", "/xong 42"),),)
    async with doubles.started(telegram_double) as channel:
        number = await channel.send("5", Parcel("letter-1", "Xong chưa?", choices))
    office.stumbles = 1
    await listen(office)
    telegram_double.press(5, int(number), "Xong")
    await until(lambda: telegram_double.answered_taps == 1)
    assert [(incoming.text, incoming.pressed) for incoming in office.heard] == [("/xong 42", True)]
    assert len(telegram_double.calls("answerCallbackQuery")) == 1


async def test_only_updates_that_are_read_are_asked_for(office: Office, telegram_double: FakeTelegram) -> None:
    await listen(office)
    (call,) = telegram_double.calls("setWebhook")
    assert json.loads(call.args["allowed_updates"]) == ["message", "callback_query", "my_chat_member"]
    assert call.args["secret_token"] == SECRET


async def test_many_chats_at_once_are_all_heard(office: Office, telegram_double: FakeTelegram) -> None:
    await listen(office)
    for chat in range(5, 25):
        telegram_double.say(chat, f"{chat} một")
        telegram_double.say(chat, f"{chat} hai")
    await until(lambda: telegram_double.pending == 0)
    by_chat = [[text for text in office.texts if text.startswith(f"{chat} ")] for chat in range(5, 25)]
    assert by_chat == [[f"{chat} một", f"{chat} hai"] for chat in range(5, 25)]


odd = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=8,
)
kinds = st.sampled_from(["message", "edited_message", "callback_query", "my_chat_member"])
shaped = st.builds(lambda kind, inner: {"update_id": 31, kind: inner}, kinds, odd)
near = st.builds(
    lambda changed: {**SAID, "message": {**SAID_MESSAGE, **changed}}, st.dictionaries(st.sampled_from(KEYS), odd)
)


@given(st.binary(max_size=200) | (odd | shaped | near).map(lambda raw: json.dumps(raw).encode()))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_is_posted_breaks_it(office: Office, client: httpx.Client, body: bytes) -> None:
    assert client.post(office.url, content=body, headers=HEADERS).status_code in (200, 400)
    assert all(isinstance(heard, Incoming) and heard.address for heard in office.heard)
    before = office.tries
    assert client.post(office.url, content=body).status_code == 403
    assert office.tries == before


async def test_so_many_are_let_in_at_once_and_what_finds_no_room_is_brought_again(
    telegram_double: FakeTelegram,
) -> None:
    channel, go_on, inside = TelegramChannel(telegram_double.token), asyncio.Event(), 0

    async def on_message(_incoming: Incoming) -> None:
        nonlocal inside
        inside += 1
        await go_on.wait()

    site = Starlette(routes=[telegram_webhook(channel, SECRET, on_message)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(site), base_url="http://bot.example") as client:

        async def bring(number: int) -> httpx.Response:
            update = {"update_id": number, "message": SAID_MESSAGE}
            return await client.post(PATH, json=update, headers=HEADERS)

        taken = [asyncio.create_task(bring(number)) for number in range(AT_ONCE)]
        await until(lambda: inside == AT_ONCE)
        refused = await bring(AT_ONCE)
        assert (refused.status_code, refused.headers["retry-after"]) == (503, str(RETRY_SECONDS))
        go_on.set()
        assert {one.status_code for one in await asyncio.gather(*taken)} == {200}
        assert (await bring(AT_ONCE)).status_code == 200
