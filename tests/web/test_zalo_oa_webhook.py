"""The official account's webhook over HTTP: what is believed, kept, answered; what people of the office do by hand."""

import json
import logging
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from bot.channels.zalo_oa.inbox import MOST_ATTEMPTS
from bot.channels.zalo_oa.signing import signature
from bot.talk import Incoming
from bot.web.zalo_oa import CALLBACK, LARGEST_BODY, PATH
from storage.hook_events import HookEvent, claim_event
from storage.inbox import Seen
from storage.oa_grants import oa_grant
from tests.channels.test_zalo_oa_reading import EVENT
from tests.doubles import until
from tests.web.oa_town import CITIZEN, LAN, WORDS, Town


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


def claim(town: Town, session: Session) -> HookEvent | None:
    return claim_event(session, town.office_id, town.channel.name, town.now)
