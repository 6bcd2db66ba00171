"""Zalo's events, as the documents have them, as they were seen, and as nobody should send them."""

import unicodedata
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.zalo_bot import Me, read_event
from bot.talk import Attachment, Incoming

ME = Me("47", "Bot UBND xã Thử")
Json = dict[str, Any]
FROM_A_BOT: Json = {"from": {"id": "bot", "is_bot": True}, "text": "x"}


def event(kind: str = "text", group: bool = False, **given: object) -> Json:
    message: Json = {
        "message_id": "0a1b2c3d4e5f60718293",
        "date": 1_790_000_000_123,
        "from": {"id": "aa11bb22", "display_name": "Nguyễn Văn A", "is_bot": False},
        "chat": {"id": "zgr-77" if group else "aa11bb22", "chat_type": "GROUP" if group else "PRIVATE"},
        **given,
    }
    return {"event_name": f"message.{kind}.received", "message": message}


def read(raw: object) -> Incoming:
    found = read_event(raw, ME)
    assert found is not None
    return found


def test_words_of_a_person_bare_and_wrapped() -> None:
    heard = read(event(text="xin chào"))
    assert heard == read({"ok": True, "result": event(text="xin chào")})
    assert (heard.channel, heard.update_id, heard.address, heard.sender) == (
        "zalo_bot",
        "0a1b2c3d4e5f60718293",
        "aa11bb22",
        "aa11bb22",
    )
    assert (heard.text, heard.sender_name, heard.private) == ("xin chào", "Nguyễn Văn A", True)
    assert heard.sent_at == datetime(2026, 9, 21, 14, 13, 20, 123000, UTC)


@pytest.mark.parametrize("key", ["photo", "photo_url"])
def test_a_photo_comes_under_either_name_with_its_caption(key: str) -> None:
    given: Json = {key: "https://f.zdn.vn/1.jpg", "caption": "Ổ gà"}
    heard = read(event("image", **given))
    assert heard.attachments == (Attachment("photo", "https://f.zdn.vn/1.jpg", mime="image/jpeg"),)
    assert heard.text == "Ổ gà"


def test_a_voice_is_a_file_and_words_are_composed() -> None:
    assert read(event("voice", voice_url="https://f.zdn.vn/1.aac")).attachments[0].kind == "voice"
    assert read(event(text=unicodedata.normalize("NFD", "Đường hỏng"))).text == "Đường hỏng"


@pytest.mark.parametrize(
    "raw",
    [event("unsupported"), event("sticker", sticker="b6"), event("image", photo="javascript:1"), event(text=5)],
)
def test_what_brings_nothing_is_unreadable_in_private_and_nothing_in_a_group(raw: Json) -> None:
    assert read(raw).presence == "unreadable"
    raw["message"]["chat"] = {"id": "zgr-77", "chat_type": "GROUP"}
    assert read_event(raw, ME) is None


@pytest.mark.parametrize(
    ("said", "heard", "me"),
    [
        ("@Bot UBND xã Thử /nhom", "/nhom", ME),
        ("@bot ubnd xã thử  2", "2", ME),
        ("@Bot khác /nhom", "/nhom", Me()),
        ("@Bình xem giúp", "@Bình xem giúp", ME),
        ("/nhom", "/nhom", ME),
    ],
)
def test_a_group_speaks_to_the_bot_by_a_mention_that_is_no_word_of_it(said: str, heard: str, me: Me) -> None:
    found = read_event(event(group=True, text=said), me)
    assert found is not None
    assert (found.text, found.address, found.sender, found.private) == (heard, "zgr-77", "aa11bb22", False)


@pytest.mark.parametrize(
    "raw",
    [
        None,
        [],
        "x",
        5,
        {},
        {"ok": True, "result": None},
        {"ok": False, "error_code": 408},
        {"event_name": "message.poll.received", "message": event()["message"]},
        {"event_name": ["x"], "message": {}},
        {"event_name": "message.text.received"},
        {"event_name": "message.text.received", "message": []},
        event(message_id=None, text="x"),
        event(message_id="x y", text="x"),
        event(chat={"id": ""}, text="x"),
        event(**FROM_A_BOT),
    ],
)
def test_what_is_no_message_is_passed_over(raw: object) -> None:
    assert read_event(raw, ME) is None


@pytest.mark.parametrize("date", [None, "x", -1, 10**20, 1.5, True])
def test_a_date_that_cannot_be_read_is_none(date: object) -> None:
    assert read(event(text="x", date=date)).sent_at is None


odd = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
keys = ("message_id", "date", "from", "chat", "text", "caption", "photo", "photo_url", "voice_url")


@given(st.sampled_from(["text", "image", "voice", "unsupported"]), st.dictionaries(st.sampled_from(keys), odd))
def test_a_body_of_any_shape_is_read_or_passed_over(kind: str, given: Json) -> None:
    found = read_event(event(kind, **given), ME)
    assert found is None or (found.update_id and found.address and found.sender)


@given(odd)
def test_any_json_at_all_is_read_or_passed_over(raw: object) -> None:
    assert read_event(raw, ME) is None
