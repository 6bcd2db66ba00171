"""Telegram's updates, read at the door."""

import logging
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update

from bot.channels.telegram import NotAnUpdateError, parse_update, read_update
from bot.talk import Attachment, Incoming, Location

ME = "DonDocBot"
AN: dict[str, Any] = {"id": 5, "is_bot": False, "first_name": "An", "last_name": "Nguyễn"}
PRIVATE: dict[str, Any] = {"id": 5, "type": "private", "first_name": "An"}
GROUP: dict[str, Any] = {"id": -77, "type": "group", "title": "UBND xã"}
BOT: dict[str, Any] = {"id": 1, "is_bot": True, "first_name": "Đôn Đốc", "username": ME}
FILE: dict[str, Any] = {"file_id": "F", "file_unique_id": "U", "file_size": 1200}


def message(chat: dict[str, Any] = PRIVATE, **content: Any) -> dict[str, Any]:
    # 1 795 000 000 is Wednesday 18 November 2026, 11:06:40 UTC
    return {"message_id": 9, "date": 1_795_000_000, "chat": chat, "from": AN, **content}


def update(**content: Any) -> dict[str, Any]:
    return {"update_id": 31, **content}


def read(chat: dict[str, Any] = PRIVATE, **content: Any) -> Incoming | None:
    return read_update(update(message=message(chat, **content)), ME)


def read_some(chat: dict[str, Any] = PRIVATE, **content: Any) -> Incoming:
    incoming = read(chat, **content)
    assert incoming is not None
    return incoming


def membership(old: str, new: str, chat: dict[str, Any] = PRIVATE, **details: Any) -> dict[str, Any]:
    member = {"user": BOT, "until_date": 0, **details}
    return update(
        my_chat_member={
            "chat": chat,
            "from": AN,
            "date": 1_795_000_000,
            "old_chat_member": {**member, "status": old},
            "new_chat_member": {**member, "status": new},
        }
    )


def tap(**content: Any) -> dict[str, Any]:
    return update(callback_query={"id": "8", "from": AN, "chat_instance": "x", "data": "/xong 42", **content})


def test_a_message_says_who_where_and_when() -> None:
    assert read(text="Đèn đường hỏng") == Incoming(
        channel="telegram",
        update_id="31",
        address="5",
        sender="5",
        text="Đèn đường hỏng",
        sender_name="An Nguyễn",
        sent_at=datetime(2026, 11, 18, 11, 6, 40, tzinfo=UTC),
    )


def test_an_update_built_by_the_library_reads_the_same() -> None:
    raw = update(message=message(text="Đèn đường hỏng"))
    assert read_update(Update.de_json(raw, None), ME) == read_update(raw, ME)


def test_in_a_group_the_answer_goes_to_the_group_and_the_speaker_is_known() -> None:
    incoming = read_some(GROUP, text="/viec")
    assert (incoming.address, incoming.sender, incoming.private) == ("-77", "5", False)


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("/start NHAN-abc_123", "/start NHAN-abc_123"),
        ("/start@DonDocBot NHAN-abc_123", "/start NHAN-abc_123"),
        ("/viec@dondocbot", "/viec"),
        ("/viec@DonDocBot\nhai dòng", "/viec\nhai dòng"),
        ("gửi an@DonDocBot", "gửi an@DonDocBot"),
        ("/ không phải lệnh@DonDocBot", "/ không phải lệnh@DonDocBot"),
    ],
)
def test_the_bots_own_name_is_taken_off_a_command(text: str, read_as: str) -> None:
    assert read_some(GROUP, text=text).text == read_as


@pytest.mark.parametrize("text", ["/viec@OtherBot", "/viec@OtherBot 42", "/start@DonDocBot2 x"])
def test_another_bots_command_is_ignored(text: str) -> None:
    assert read(GROUP, text=text) is None


def test_while_the_own_name_is_unknown_no_command_is_lost() -> None:
    incoming = read_update(update(message=message(GROUP, text="/viec@DonDocBot 1")), "")
    assert incoming is not None
    assert incoming.text == "/viec 1"


def test_of_a_photo_the_biggest_size_is_taken_with_its_caption() -> None:
    sizes = [
        {**FILE, "file_id": "S", "width": 90, "height": 60},
        {**FILE, "file_id": "L", "width": 1280, "height": 960, "file_size": 88_000},
        {**FILE, "file_id": "M", "width": 320, "height": 240},
    ]
    incoming = read_some(photo=sizes, caption="Rác ở ngõ 3")
    assert incoming.text == "Rác ở ngõ 3"
    assert incoming.attachments == (Attachment("photo", "L", "", "image/jpeg", 88_000),)


@pytest.mark.parametrize(
    ("content", "attachment"),
    [
        (
            {"document": {**FILE, "file_name": "Kế hoạch.docx", "mime_type": "application/msword"}},
            Attachment("document", "F", "Kế hoạch.docx", "application/msword", 1200),
        ),
        (
            {"document": {"file_id": "F", "file_unique_id": "U"}},
            Attachment("document", "F"),
        ),
        (
            {"audio": {**FILE, "duration": 3, "file_name": "loa.mp3", "mime_type": "audio/mpeg"}},
            Attachment("document", "F", "loa.mp3", "audio/mpeg", 1200),
        ),
        ({"voice": {**FILE, "duration": 3}}, Attachment("voice", "F", "", "audio/ogg", 1200)),
        (
            {"video": {**FILE, "width": 1, "height": 1, "duration": 3, "mime_type": "video/quicktime"}},
            Attachment("video", "F", "", "video/quicktime", 1200),
        ),
        (
            {"video_note": {**FILE, "length": 1, "duration": 3}},
            Attachment("video", "F", "", "video/mp4", 1200),
        ),
    ],
)
def test_files_of_every_kind_are_attachments(content: dict[str, Any], attachment: Attachment) -> None:
    assert read_some(**content).attachments == (attachment,)


def test_a_place_is_a_location() -> None:
    incoming = read_some(location={"latitude": 10.0452, "longitude": 105.7469})
    assert incoming.location == Location(10.0452, 105.7469)


@pytest.mark.parametrize(
    ("owner", "phone"),
    [
        ({"user_id": 5}, "84912000001"),
        ({"user_id": 6}, ""),
        ({}, ""),
    ],
)
def test_a_phone_number_counts_only_from_the_senders_own_card(owner: dict[str, int], phone: str) -> None:
    card = {"phone_number": "84912000001", "first_name": "An", **owner}
    assert read_some(contact=card).phone == phone


def test_a_sticker_is_heard_in_private_so_that_it_can_be_answered() -> None:
    sticker = {**FILE, "width": 1, "height": 1, "is_animated": False, "is_video": False, "type": "regular"}
    assert read_some(sticker=sticker).text == ""
    assert read(GROUP, sticker=sticker) is None


@pytest.mark.parametrize(
    "content",
    [
        {"new_chat_title": "Tên mới"},
        {"group_chat_created": True},
        {"migrate_to_chat_id": -1001},
        {"new_chat_members": [BOT]},
        {},
    ],
)
def test_service_messages_say_nothing(content: dict[str, Any]) -> None:
    assert read(GROUP, **content) is None


@pytest.mark.parametrize(
    "content",
    [
        {"from": {**AN, "is_bot": True}, "sender_chat": GROUP},
        {"is_automatic_forward": True},
        {"from": None},
    ],
)
def test_what_no_person_wrote_is_ignored(content: dict[str, Any]) -> None:
    assert read(GROUP, text="Xin chào", **content) is None


def test_a_tapped_choice_is_its_command_from_the_one_who_tapped() -> None:
    own = message(GROUP, text="Xong chưa?") | {"from": BOT}
    assert read_update(tap(message=own), ME) == Incoming(
        channel="telegram",
        update_id="31",
        address="-77",
        sender="5",
        text="/xong 42",
        sender_name="An Nguyễn",
        private=False,
        pressed=True,
    )


def test_a_choice_under_a_message_too_old_to_be_shown_still_counts() -> None:
    old = {"chat": PRIVATE, "message_id": 3, "date": 0}
    incoming = read_update(tap(message=old), ME)
    assert incoming is not None
    assert (incoming.address, incoming.text, incoming.private) == ("5", "/xong 42", True)


@pytest.mark.parametrize("content", [{}, {"message": message(text="?"), "data": None, "game_short_name": "g"}])
def test_a_tap_without_a_chat_or_a_command_is_ignored(content: dict[str, Any]) -> None:
    assert read_update(tap(**content), ME) is None


@pytest.mark.parametrize(
    ("old", "new", "presence"),
    [
        ("member", "kicked", "left"),
        ("kicked", "member", "joined"),
        ("left", "member", "joined"),
        ("left", "administrator", "joined"),
        ("administrator", "left", "left"),
    ],
)
def test_blocking_and_inviting_the_bot_is_a_presence(old: str, new: str, presence: str) -> None:
    rights = dict.fromkeys(ADMINISTRATOR_RIGHTS, False)
    for chat in (PRIVATE, GROUP):
        incoming = read_update(membership(old, new, chat, **rights), ME)
        assert incoming is not None
        assert (incoming.presence, incoming.address, incoming.sender) == (presence, str(chat["id"]), "5")
        assert incoming.private == (chat is PRIVATE)


ADMINISTRATOR_RIGHTS = [
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
]


def test_a_change_of_rights_alone_is_no_presence() -> None:
    rights = dict.fromkeys(ADMINISTRATOR_RIGHTS, False)
    assert read_update(membership("member", "administrator", GROUP, **rights), ME) is None


def test_channels_are_ignored() -> None:
    channel = {"id": -1005, "type": "channel", "title": "Kênh"}
    assert read_update(membership("left", "member", channel), ME) is None
    assert read_update(update(channel_post=message(channel, text="Tin")), ME) is None


def test_an_edited_message_is_ignored() -> None:
    assert read_update(update(edited_message=message(text="Sửa", edit_date=1_795_000_100)), ME) is None


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"a_kind_of_next_year": {"x": 1}},
        {"message": {"x": 1}},
        {"message": {"message_id": 1, "date": 10**30, "chat": PRIVATE, "text": "?"}},
        {"message": message(text=7)},
        {"message": message(photo=[{"x": 1}])},
        {"message": "words"},
        {"callback_query": []},
        {"my_chat_member": {"chat": PRIVATE}},
    ],
)
def test_an_update_of_unknown_shape_says_nothing(content: dict[str, Any]) -> None:
    assert read_update(update(**content), ME) is None


def test_of_an_unreadable_update_the_log_has_the_number_and_no_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    read_update(update(message={"text": "Tố giác ông B", "chat": 5}), ME)
    assert "update 31" in caplog.text
    assert "ông B" not in caplog.text


@pytest.mark.parametrize(
    "raw", [None, 5, "text", [], [update()], {}, {"update_id": "31"}, {"update_id": True}, {"message": {}}]
)
def test_json_without_a_number_is_no_update(raw: object) -> None:
    with pytest.raises(NotAnUpdateError):
        parse_update(raw)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)
keys = ["message_id", "date", "chat", "from", "text", "photo", "contact", "location", "voice", "data", "id"]


@given(st.sampled_from(["message", "callback_query", "my_chat_member", "edited_message"]), st.data())
def test_no_json_whatever_breaks_the_reader(kind: str, data: st.DataObject) -> None:
    odd = {key: data.draw(anything) for key in data.draw(st.lists(st.sampled_from(keys), unique=True))}
    usual = message(text="Xin chào") if kind != "callback_query" else tap()["callback_query"]
    incoming = read_update(update(**{kind: {**usual, **odd}}), ME)
    assert incoming is None or incoming.update_id == "31"


@pytest.mark.parametrize(
    "odd",
    [
        tap(data=1.5e308),
        tap(**{"from": {**AN, "first_name": 10**30}}),
        update(message=message(text="a", **{"from": {**AN, "first_name": []}})),
        update(message=message(location={"latitude": "<b>", "longitude": None})),
    ],
)
def test_what_is_of_another_kind_than_telegram_sends_says_nothing(odd: dict[str, Any]) -> None:
    assert read_update(odd, ME) is None
