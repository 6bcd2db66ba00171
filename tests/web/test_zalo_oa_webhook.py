"""The official account's webhook over HTTP: what is believed, kept, answered; what people of the office do by hand."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, func, select
from starlette.applications import Starlette
from starlette.routing import Route

from bot.acts.founding import found
from bot.app import App, Kit, open_shop
from bot.channels.zalo_oa import Credentials, Hosts, OaInbox, Tokens, Wire, ZaloOaChannel
from bot.channels.zalo_oa.inbox import MOST_ATTEMPTS
from bot.channels.zalo_oa.signing import signature
from bot.fakes.zalo_oa import FakeZaloOa
from bot.rules.states import Hindrance, LetterState
from bot.talk import Incoming, Reply
from bot.web.zalo_oa import CALLBACK, LARGEST_BODY, PATH, zalo_oa_callback, zalo_oa_webhook
from storage.feedback import Feedback, feedback_events
from storage.hook_events import HookEvent, claim_event
from storage.inbox import Seen
from storage.letters import Letter
from storage.oa_grants import oa_grant
from storage.people import Account, account_at, office_posts
from storage.store import Store
from tests import doubles
from tests.channels.test_zalo_oa_reading import EVENT
from tests.doubles import until
from tests.talks import FRIDAY, LAMP, MENDED, OFFICE, SECRET, SORTER

CITIZEN, LAN = "9000000000000000001", "9000000000000000002"
WORDS = "Tố giác ông B nhận tiền"


class Town:
    """An office on its official account alone, being served; `strict` as the setting."""

    def __init__(self, store: Store, fake: FakeZaloOa, folder: Path) -> None:
        self.store, self.fake, self.now = store, fake, FRIDAY
        fake.state.clock = lambda: self.now
        wire = Wire(Hosts.at(fake.url))
        with store.transaction() as session:
            self.office_id = found(session, OFFICE, FRIDAY).id
        app = Credentials(fake.state.app_id, fake.state.app_secret)
        self.tokens = Tokens(store, self.office_id, app, wire, lambda: self.now)
        self.channel = ZaloOaChannel(self.tokens, wire, lambda: self.now, lambda _kept, _life: "")
        self.inbox = OaInbox(store, self.office_id, lambda: self.now, timedelta(hours=4))
        shop = open_shop(store, folder, {self.channel.name: self.channel}, Kit(SORTER, SECRET))
        self.app = App(shop, lambda: self.now)
        self.on_message = self.app.intake(self.office_id).on_message
        self.served = Wire(Hosts.at(fake.url))  # by a loop of its own
        callback = zalo_oa_callback(Tokens(store, self.office_id, app, self.served, lambda: self.now), lambda: self.now)
        hooks = [self.hook(strict=True), self.hook(strict=False), callback]
        self.site = Starlette(routes=hooks, lifespan=self.lifespan)
        self.url = ""
        self.client: httpx.AsyncClient

    @asynccontextmanager
    async def lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        yield
        await self.served.close()

    def hook(self, *, strict: bool) -> Route:
        path = PATH if strict else f"{PATH}-log"
        state = self.fake.state
        return zalo_oa_webhook(self.inbox, state.app_id, state.hook_secret, strict=strict, path=path)

    async def settle(self) -> None:
        """Work on everything that has come so far."""
        await until(self.fake.hook.idle)
        await self.inbox.drain(self.on_message)
        await self.app.settle()
        await until(self.fake.hook.idle)
        await self.inbox.drain(self.on_message)

    async def say(self, user: str, text: str, **how: int) -> list[str]:
        """What is answered."""
        before = len(self.fake.sent(user))
        self.fake.say(user, text, **how)
        await self.settle()
        return [post.text for post in self.fake.sent(user)[before:]]

    async def post(self, body: bytes, headers: dict[str, str] | None = None, path: str = PATH) -> int:
        return (await self.client.post(self.url + path, content=body, headers=headers or {})).status_code

    def signed(self, event: dict[str, object]) -> tuple[bytes, dict[str, str]]:
        state = self.fake.state
        body = json.dumps({"app_id": state.app_id, **event}).encode()
        return body, {
            "X-ZEvent-Signature": "mac=" + signature(state.app_id, body, str(event["timestamp"]), state.hook_secret)
        }

    def count(self, table: type) -> int:
        with self.store.transaction() as session:
            return session.exec(select(func.count()).select_from(table)).one()

    def seat(self, user: str, name: str) -> None:
        with self.store.transaction() as session:
            account = account_at(session, self.office_id, self.channel.name, user)
            post = next(one for one in office_posts(session, self.office_id) if one.holder_name == name)
            assert account
            post.person_id = account.person_id
            session.add(post)


@pytest.fixture
async def town(sqlite_store: Store, zalo_oa_double: FakeZaloOa, tmp_path: Path) -> AsyncIterator[Town]:
    town = Town(sqlite_store, zalo_oa_double, tmp_path)
    town.fake.state.codes["code"] = town.tokens.app.challenge
    await town.tokens.take_code("code", town.fake.state.oa_id)
    with doubles.running(town.site) as town.url:
        town.client = httpx.AsyncClient(trust_env=False)
        await asyncio.to_thread(town.fake.hook.register, town.url + PATH)
        yield town
        await town.client.aclose()
    await town.channel.stop()


def said(text: str = WORDS, number: str = "m1", user: str = CITIZEN) -> dict[str, object]:
    sides = {"sender": {"id": user}, "recipient": {"id": "8000000000000000001"}}
    message = {"text": text, "msg_id": number}
    return {**sides, "event_name": "user_send_text", "message": message, "timestamp": "1795140000000"}


async def test_an_event_is_kept_before_the_answer_and_answered_by_the_bot_after(town: Town) -> None:
    body, headers = town.signed(said("xin chào"))
    assert await town.post(body, headers) == 200
    assert (town.count(HookEvent), town.count(Seen)) == (1, 0)
    town.fake.person(CITIZEN).heard_at = town.now
    await town.settle()
    assert (town.count(HookEvent), town.count(Seen)) == (0, 1)
    assert town.fake.sent(CITIZEN)


async def test_the_probe_and_whatever_is_not_signed_are_answered_and_nothing_more(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    body, headers = town.signed(said())
    mac = headers["X-ZEvent-Signature"]
    tries: list[tuple[bytes, dict[str, str]]] = [
        (b"{}", {}),
        (b"", {}),
        (b"[1]", {}),
        (b"{", {}),
        (b"\xff\xfe{\x00}\x00", {}),
        (b"[" * 100_000, {}),
        (b" " * (LARGEST_BODY + 1), {}),
        (body, {}),
        (body, {"X-ZEvent-Signature": "mac="}),
        (body, {"X-ZEvent-Signature": mac[:-1] + ("0" if mac[-1] != "0" else "1")}),
        (body + b" ", headers),
        (json.dumps({**said(), "app_id": "2"}).encode(), headers),
    ]
    assert {await town.post(*one) for one in tries} == {200}
    assert (town.count(HookEvent), town.count(Seen)) == (0, 0)
    assert not any(secret in caplog.text for secret in (WORDS, town.fake.state.hook_secret, mac[4:]))


async def test_signed_events_of_another_account_or_of_no_known_kind_are_left_alone(town: Town) -> None:
    for odd in ({**said(), "recipient": {"id": "8000000000000000002"}}, {**said(), "event_name": "shop_has_order"}):
        assert await town.post(*town.signed(odd)) == 200
    assert town.count(HookEvent) == 0


async def test_what_comes_twice_counts_once_also_when_the_first_is_done(town: Town) -> None:
    assert len(await town.say(CITIZEN, "xin chào", times=3)) == 1
    raw = said(number=town.fake.messages(CITIZEN)[0].number)
    await town.post(*town.signed(raw))
    assert (town.count(HookEvent), town.count(Seen)) == (0, 1)


async def test_in_the_first_days_a_wrong_signature_is_told_and_taken_but_speaks_for_no_official(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    await town.say(LAN, "xin chào")
    town.seat(LAN, "Chị Lan")
    body, _ = town.signed(said("xin chào", "m2"))
    other, _ = town.signed(said("/viec", "m3", LAN))
    before = len(town.fake.sent(LAN))
    for one in (body, other, json.dumps(said("x", "m4")).encode()):
        assert await town.post(one, {"X-ZEvent-Signature": "mac=00"}, f"{PATH}-log") == 200
    town.fake.person(CITIZEN).heard_at = town.now
    await town.settle()
    assert "wrongly signed" in caplog.text
    assert (len(town.fake.sent(CITIZEN)), len(town.fake.sent(LAN)) - before) == (1, 0)


async def test_somebody_of_the_office_answers_by_hand_and_the_bot_keeps_out_of_it_for_some_hours(town: Town) -> None:
    await town.say(CITIZEN, "xin chào")  # the bot's own words come back as echoes, and change nothing
    assert await town.say(CITIZEN, "cảm ơn") != []
    town.fake.write_by_hand(CITIZEN, "Chào bà, tôi là Lan ở Uỷ ban")
    await town.settle()
    assert await town.say(CITIZEN, "Bà ở tổ 3, gọi bà nhé") == []
    await tell(town)
    assert kept(town, "news").hindrance == Hindrance.TAKEN
    assert await town.say(CITIZEN, "/trogiup") != []  # who asks the bot itself is answered
    town.now += timedelta(hours=5)
    await town.app.tick()
    assert kept(town, "news").state == LetterState.SENT
    assert await town.say(CITIZEN, "xin chào") != []


async def test_what_zalo_calls_too_late_waits_for_their_next_word(town: Town) -> None:
    await town.say(CITIZEN, "xin chào")
    town.fake.person(CITIZEN).heard_at = town.now - timedelta(days=8)
    await tell(town)
    assert (kept(town, "news").state, kept(town, "news").hindrance) == (LetterState.PARKED, Hindrance.CLOSED)
    assert "Có tin mới" in await town.say(CITIZEN, "cảm ơn")


async def test_what_became_of_a_letter_is_written_on_it(town: Town) -> None:
    await town.say(CITIZEN, "xin chào")
    (letter,) = letters(town)
    assert (letter.received_at, letter.seen_at) == (town.now, None)
    town.now += timedelta(minutes=3)
    town.fake.read(CITIZEN)
    await town.settle()
    (letter,) = letters(town)
    assert (letter.received_at, letter.seen_at) == (town.now - timedelta(minutes=3), town.now)


async def test_who_leaves_is_reached_no_more_until_they_come_back(town: Town) -> None:
    await town.say(CITIZEN, "xin chào")
    town.fake.unfollow(CITIZEN)
    await town.settle()
    assert not account(town).live
    town.fake.follow(CITIZEN)
    await town.settle()
    assert account(town).live
    assert len(town.fake.sent(CITIZEN)) == 2  # greeted again


async def test_a_typed_payload_is_asked_for_its_rights_like_any_command(town: Town) -> None:
    (answer,) = await town.say(CITIZEN, "#dondoc /viec")
    assert "dành cho cán bộ" in answer


async def test_what_fails_is_tried_again_and_holds_up_nobody_else(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    heard: list[str] = []

    async def stumble(incoming: Incoming) -> None:
        if incoming.sender == CITIZEN and incoming.update_id not in heard:
            heard.append(incoming.update_id)
            raise RuntimeError(WORDS)
        heard.append(incoming.text)

    for user, text in ((CITIZEN, "một"), (CITIZEN, "hai"), (LAN, "ba")):
        town.fake.say(user, text)
    await until(town.fake.hook.idle)
    await town.inbox.drain(stumble)
    assert heard[1:] == ["ba"]  # her second waits for her first
    for _ in range(4):
        town.now += timedelta(minutes=10)
        await town.inbox.drain(stumble)
    assert [text for text in heard if text in ("một", "hai")] == ["một", "hai"]
    assert (town.count(HookEvent), WORDS in caplog.text) == (0, False)


async def test_what_died_under_way_is_taken_up_and_what_never_works_is_given_up(town: Town) -> None:
    town.fake.say(CITIZEN, "xin chào")
    await until(town.fake.hook.idle)
    with town.store.transaction() as session:
        assert claim(town, session)
    with town.store.transaction() as session:
        assert claim(town, session) is None
    town.now += timedelta(minutes=2)

    async def fail(_heard: Incoming) -> None:
        raise RuntimeError

    for _ in range(MOST_ATTEMPTS):
        await town.inbox.drain(fail)
        town.now += timedelta(minutes=11)
    assert town.count(HookEvent) == 0


async def test_where_nobody_listens_zalo_comes_again(town: Town) -> None:
    town.fake.hook.url = "http://127.0.0.1:9/gone"
    number = town.fake.say(CITIZEN, "xin chào")
    await until(lambda: any(one.tries for one in town.fake.hook.queue))
    town.fake.hook.url = town.url + PATH
    await until(town.fake.hook.idle)
    with town.store.transaction() as session:
        assert session.exec(select(HookEvent.key)).all() == [number]
    assert town.fake.hook.slow == 0


async def test_the_way_back_from_the_consent_believes_only_our_own_links(town: Town) -> None:
    state = town.tokens.app.state(town.now)
    with town.store.transaction() as session:
        before = oa_grant(session, town.office_id)
    for asked in (
        {"code": "code", "oa_id": "5"},
        {"code": "code", "oa_id": "5", "state": "1.x"},
        {"oa_id": "5", "state": state},
        {"code": "code", "oa_id": "<b>", "state": state},
        {"code": "used", "oa_id": "5", "state": state},
    ):
        answer = await town.client.get(town.url + CALLBACK, params=asked)
        assert (answer.status_code, "dondoc zalo-oa link" in answer.text) == (400, True)
    with town.store.transaction() as session:
        assert oa_grant(session, town.office_id) == before


RAW = st.binary(max_size=200) | st.recursive(
    st.none() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
).map(lambda value: json.dumps(value).encode())


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=RAW | EVENT.map(lambda event: json.dumps(event).encode()), signed=st.booleans())
async def test_no_body_is_an_error_and_an_odd_one_is_nothing(town: Town, body: bytes, signed: bool) -> None:
    """Signed with another secret, or not at all: nothing is stored."""
    state = town.fake.state
    headers = {"X-ZEvent-Signature": signature(state.app_id, body, "1790000000000", "x")} if signed else {}
    assert await town.post(body, headers) == 200
    assert town.count(HookEvent) == 0


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(event=EVENT)
async def test_no_signed_shape_is_an_error_or_is_worked_on_for_ever(town: Town, event: dict[str, object]) -> None:
    state = town.fake.state
    body = json.dumps({**event, "app_id": state.app_id}).encode()
    mac = signature(state.app_id, body, str(event.get("timestamp", "")), state.hook_secret)
    assert await town.post(body, {"X-ZEvent-Signature": mac}) == 200
    await town.inbox.drain(_hear)
    assert town.count(HookEvent) == 0


async def _hear(_heard: Incoming) -> None:
    pass


async def tell(town: Town) -> None:
    """Somebody has news for her."""
    person = account(town).person_id
    with town.store.transaction() as session:
        day = town.app.shop.day(session, town.office_id, town.now)
        day.tell(person, "news", Reply("Có tin mới"), "thử")
    await town.app.tick()


def claim(town: Town, session: Session) -> HookEvent | None:
    return claim_event(session, town.office_id, town.channel.name, town.now)


def letters(town: Town) -> list[Letter]:
    with town.store.transaction() as session:
        return list(session.exec(select(Letter).order_by(col(Letter.id))))


def kept(town: Town, key: str) -> Letter:
    return next(letter for letter in letters(town) if letter.key == key)


def account(town: Town) -> Account:
    with town.store.transaction() as session:
        found = account_at(session, town.office_id, town.channel.name, CITIZEN)
    assert found
    return found


async def test_the_unit_sees_what_became_of_its_answer(town: Town) -> None:
    await town.say(LAN, "xin chào")
    town.seat(LAN, "Chị Lan")
    await town.say(CITIZEN, LAMP)
    town.fake.tap(CITIZEN, "Đồng ý")
    await town.settle()
    with town.store.transaction() as session:
        case = session.exec(select(Feedback)).one()
        case.state, case.answer = "da_tra_loi", MENDED
        session.add(case)
        event = feedback_events(session, case.id)[-1]
        day = town.app.shop.day(session, town.office_id, town.now)
        day.tell(case.person_id, f"case:{case.id}:answer:{event.id}", Reply(MENDED), "trả lời")
        number = case.id
    assert "chưa nhận được câu trả lời" in "".join(await town.say(LAN, f"/pa {number}"))
    await town.app.tick()
    await town.settle()
    assert "Đã tới máy người gửi: 09:00" in "".join(await town.say(LAN, f"/pa {number}"))
    town.fake.read(CITIZEN)
    await town.settle()
    assert "Người gửi đã xem: 09:00" in "".join(await town.say(LAN, f"/pa {number}"))
