"""Whose events are believed: the vector of the platform's page, and all that is nearly it."""

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.zalo_oa.oauth import Credentials, challenge_of
from bot.channels.zalo_oa.signing import is_signed, proof, signature

APP, SECRET, MOMENT = "1111222233334444", "oa-webhook-secret-for-tests", "1790000000000"
BODY = (
    '{"app_id":"1111222233334444","sender":{"id":"9000000000000000001"},"recipient":{"id":"8000000000000000001"},'
    '"user_id_by_app":"7000000000000000001","event_name":"user_send_text","message":{"text":"Đường hỏng",'
    '"msg_id":"a1b2c3d4e5f60718293"},"timestamp":"1790000000000"}'
).encode()
MAC = "aa27c8a31410889c07b641791626912f0bae674ce87dde9ac5106151bc880dad"


def believed(body: bytes = BODY, mac: str = MAC, moment: str = "", *, app: str = APP, secret: str = SECRET) -> bool:
    return is_signed(json.loads(body), body, mac, moment, app_id=app, secret=secret)


def test_the_vector_of_the_reference() -> None:
    assert len(BODY) == 274
    assert signature(APP, BODY, MOMENT, SECRET) == MAC


@pytest.mark.parametrize("mac", [MAC, f"mac={MAC}", f" mac={MAC} ", f"mac={MAC.upper()}"])
def test_a_right_signature_is_believed_with_and_without_its_prefix(mac: str) -> None:
    assert believed(mac=mac)


def test_the_moment_may_stand_in_the_body_or_only_in_the_header() -> None:
    bare = json.dumps({"app_id": APP, "event_name": "user_send_text"}).encode()
    mac = signature(APP, bare, MOMENT, SECRET)
    assert believed(bare, mac, MOMENT)
    assert not believed(bare, mac, "1790000000001")
    assert believed(moment="1")  # the body's own is right


@pytest.mark.parametrize(
    ("body", "mac", "app", "secret"),
    [
        (json.dumps(json.loads(BODY), ensure_ascii=False).encode(), MAC, APP, SECRET),
        (BODY + b"\n", MAC, APP, SECRET),
        (BODY, hmac.new(SECRET.encode(), BODY, hashlib.sha256).hexdigest(), APP, SECRET),
        (BODY, MAC, "1111222233334445", SECRET),
        (BODY, MAC, APP, SECRET + "x"),
        (BODY, signature(APP, BODY, MOMENT, ""), APP, ""),
        (BODY, "", APP, SECRET),
        (BODY, "mac=", APP, SECRET),
        (BODY, "ữ" * 64, APP, SECRET),
    ],
    ids=["written-anew", "newline", "hmac", "other-app", "other-secret", "no-secret", "none", "empty", "odd"],
)
def test_anything_else_is_not(body: bytes, mac: str, app: str, secret: str) -> None:
    assert not believed(body, mac, app=app, secret=secret)


def test_the_pair_of_pkce_and_the_proof_of_a_call() -> None:
    verifier = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ"
    assert challenge_of(verifier) == "RqIZl4LIgn8KxW9QO-nTnv7pf0CnNrksx9fF-CXP2FE"
    expected = "7196be12396e82d498574863aab45f32c0f0c84c6d6d4038d19a0d78120bdf44"
    assert proof("app-secret-for-tests", "access-token-for-tests") == expected


def test_an_app_keeps_its_pair_and_knows_its_own_links_for_an_hour() -> None:
    now = datetime(2026, 11, 20, tzinfo=UTC)
    app, other = Credentials(APP, "secret one"), Credentials(APP, "secret two")
    assert len(app.verifier) == 43
    assert app.verifier == Credentials(APP, "secret one").verifier != other.verifier
    state = app.state(now)
    assert app.is_ours(state, now + timedelta(minutes=59))
    assert not app.is_ours(state, now + timedelta(minutes=61))
    assert not other.is_ours(state, now)
    for odd in ("", ".", state[:-1], "9" * 400 + state[10:], "9999999999" + state[10:], "ữ.ữ"):
        assert not app.is_ours(odd, now)
