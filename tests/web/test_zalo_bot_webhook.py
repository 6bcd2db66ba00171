"""What Zalo posts, over HTTP and from the double's own deliveries."""

import json
import logging
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from bot.channels.zalo_bot import ZaloBotChannel
from bot.fakes.zalo_bot import FakeZaloBot
from bot.talk import Incoming
from bot.web.zalo_bot import LARGEST_BODY, zalo_bot_webhook
from tests import doubles
from tests.channels.test_zalo_bot_reading import event, odd
from tests.channels.test_zalo_bot_sending import NOW
from tests.doubles import until

SECRET = "webhook-secret_1-of-zalo"
HEADERS = {"X-Bot-Api-Secret-Token": SECRET}
PATH = "/hooks/zalo-bot/47"
SAID = json.dumps(event(text="Tố giác ông B"), ensure_ascii=False).encode()


class Office:
    """The bot's web side with its webhook; stumbles as often as it is told to."""

    def __init__(self, fake: FakeZaloBot) -> None:
        self.channel = ZaloBotChannel(fake.token, lambda _kept, _life: "", lambda: NOW, base_url=fake.url)
        self.heard: list[Incoming] = []
        self.stumbles = 0
        route = zalo_bot_webhook(self.channel, SECRET, self.on_message, PATH, pauses=(0.0, 0.0))
        self.app = Starlette(routes=[route])
        self.url = ""

    async def on_message(self, incoming: Incoming) -> None:
        if self.stumbles:
            self.stumbles -= 1
            raise RuntimeError(incoming.text)
        self.heard.append(incoming)


@pytest.fixture
def office(zalo_bot_double: FakeZaloBot) -> Iterator[Office]:
    office = Office(zalo_bot_double)
    with doubles.running(office.app) as url:
        office.url = url + PATH
        yield office


@pytest.fixture
async def post(office: Office) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(office.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://bot.example") as client:
        yield client


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False) as client:
        yield client


async def test_an_event_is_taken_in_bare_or_wrapped_before_it_is_confirmed(
    office: Office, post: httpx.AsyncClient
) -> None:
    wrapped = json.dumps({"ok": True, "result": json.loads(SAID)}).encode()
    for body in (SAID, wrapped):
        assert (await post.post(PATH, content=body, headers=HEADERS)).status_code == 200
    assert [heard.text for heard in office.heard] == ["Tố giác ông B"] * 2


@pytest.mark.parametrize("given", ["", "webhook-secret_2-of-zalo", SECRET + "x", SECRET.upper(), "\xff\xe9", None])
async def test_without_the_secret_nothing_is_taken_in(
    office: Office, post: httpx.AsyncClient, given: str | None
) -> None:
    headers = [] if given is None else [(b"X-Bot-Api-Secret-Token", given.encode("latin-1"))]
    assert (await post.post(PATH, content=SAID, headers=headers)).status_code == 403
    assert office.heard == []


def test_a_webhook_without_a_secret_is_not_built(office: Office) -> None:
    with pytest.raises(ValueError, match="open to everybody"):
        zalo_bot_webhook(office.channel, "", office.on_message, PATH)


@pytest.mark.parametrize(
    "body",
    [b"", b" \n", b"{", b"[]", b"5", b"{}", b'{"event_name": "x"}', b"\xff\xfe", b"[" * 200_000, b'"\\ud800"'],
    ids=["empty", "blank", "cut", "list", "number", "bare", "unknown", "no-utf8", "deep", "half-letter"],
)
async def test_what_is_no_event_is_confirmed_and_forgotten(
    office: Office, post: httpx.AsyncClient, body: bytes
) -> None:
    assert (await post.post(PATH, content=body, headers=HEADERS)).status_code == 200
    assert office.heard == []


async def test_an_empty_try_of_the_address_needs_no_secret(post: httpx.AsyncClient) -> None:
    assert (await post.post(PATH, content=b"")).status_code == 200


async def test_a_body_is_read_up_to_its_bound(office: Office, post: httpx.AsyncClient) -> None:
    padded = SAID + b" " * (LARGEST_BODY - len(SAID))
    assert (await post.post(PATH, content=padded, headers=HEADERS)).status_code == 200
    assert (await post.post(PATH, content=padded + b" ", headers=HEADERS)).status_code == 413
    assert len(office.heard) == 1


async def test_an_event_that_fails_is_tried_again_at_once_as_zalo_brings_it_once(
    office: Office, post: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    office.stumbles = 2
    assert (await post.post(PATH, content=SAID, headers=HEADERS)).status_code == 200
    office.stumbles = 3
    assert (await post.post(PATH, content=SAID, headers=HEADERS)).status_code == 503
    assert len(office.heard) == 1
    assert "was not taken in: RuntimeError at" in caplog.text
    assert "ông B" not in caplog.text
    assert SECRET not in caplog.text


async def test_zalo_sets_tries_and_delivers_whatever_its_bodies_look_like(
    office: Office, zalo_bot_double: FakeZaloBot
) -> None:
    assert await office.channel.set_webhook(office.url, SECRET) == ""
    zalo_bot_double.say("An", "một")
    zalo_bot_double.switches.wrapped = True
    zalo_bot_double.say("An", "hai")
    zalo_bot_double.inject({"event_name": "message.poll.received"})
    await until(lambda: len(zalo_bot_double.hook_statuses) == 3)
    assert [heard.text for heard in office.heard] == ["một", "hai"]
    assert zalo_bot_double.hook_statuses == [200] * 3
    await office.channel.drop_webhook()
    await office.channel.stop()


@given(st.binary(max_size=200) | odd.map(lambda raw: json.dumps(raw).encode()))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_is_posted_breaks_it(office: Office, client: httpx.Client, body: bytes) -> None:
    assert client.post(office.url, content=body, headers=HEADERS).status_code == 200
    assert office.heard == []
