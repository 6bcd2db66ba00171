"""People at their side of the double, and the same over HTTP."""

from collections.abc import AsyncIterator

import httpx
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest

from bot.fakes.telegram import FakeTelegram


@pytest.fixture
async def bot(telegram_double: FakeTelegram) -> AsyncIterator[Bot]:
    async with Bot(telegram_double.token, base_url=telegram_double.base_url) as bot:
        yield bot


async def last_update(bot: Bot) -> Update:
    return (await bot.get_updates(offset=-1))[0]


async def test_somebody_who_writes_can_be_answered(bot: Bot, telegram_double: FakeTelegram) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(5, "?")
    telegram_double.say(5, "/start NHAN-1")
    message = (await last_update(bot)).message
    assert message is not None
    assert (message.text, message.chat.type) == ("/start NHAN-1", "private")
    assert [entity.type for entity in message.entities] == ["bot_command"]
    await bot.send_message(5, "Chào")
    assert [post.text for post in telegram_double.messages(5)] == ["/start NHAN-1", "Chào"]


@pytest.mark.parametrize(
    ("text", "heard"),
    [("/viec", True), ("/viec@DonDocBot 1", True), ("/viec@OtherBot", False), ("Xin chào", False)],
)
def test_in_a_group_only_commands_are_heard(telegram_double: FakeTelegram, text: str, heard: bool) -> None:
    telegram_double.group(-77)
    assert bool(telegram_double.say(-77, text, sender=5)) is heard
    assert [post.text for post in telegram_double.messages(-77)] == [text]


async def test_in_a_group_a_reply_to_the_bot_is_heard(bot: Bot, telegram_double: FakeTelegram) -> None:
    telegram_double.group(-77, "UBND xã")
    own = await bot.send_message(-77, "Xong chưa?")
    telegram_double.say(-77, "Xong rồi", sender=5, reply_to=own.message_id)
    message = (await last_update(bot)).message
    assert message is not None
    assert message.reply_to_message is not None
    assert (message.text, message.chat.title, message.reply_to_message.text) == (
        "Xong rồi",
        "UBND xã",
        "Xong chưa?",
    )


def test_without_privacy_mode_everything_is_heard(telegram_double: FakeTelegram) -> None:
    telegram_double.group(-77)
    telegram_double.state.privacy = False
    assert telegram_double.say(-77, "Xin chào", sender=5)


async def test_places_cards_and_files_reach_the_bot(bot: Bot, telegram_double: FakeTelegram) -> None:
    telegram_double.send_location(5, 10.0452, 105.7469)
    telegram_double.send_contact(5, "84912000001")
    telegram_double.send_contact(5, "84912000002", owner=0)
    telegram_double.send_photo(5, b"\xff\xd8\xff", "Ổ gà")
    telegram_double.send_file(5, "voice", b"OggS", mime="audio/ogg")
    telegram_double.send_file(5, "video", b"film", name="a.mp4", mime="video/mp4")
    messages = [update.message for update in await bot.get_updates()]
    place, own, other, photo, voice, video = (message for message in messages if message)
    assert place.location is not None
    assert (place.location.latitude, place.location.longitude) == (10.0452, 105.7469)
    assert own.contact is not None
    assert (own.contact.phone_number, own.contact.user_id) == ("84912000001", 5)
    assert other.contact is not None
    assert other.contact.user_id is None
    assert (photo.caption, [size.width for size in photo.photo]) == ("Ổ gà", [90, 1280])
    assert voice.voice is not None
    assert video.video is not None
    assert (voice.voice.file_size, video.video.file_name) == (4, "a.mp4")


@pytest.mark.parametrize("words", ["Xong", "/xong 42"])
async def test_a_button_is_pressed_by_its_label_or_its_data(
    bot: Bot, telegram_double: FakeTelegram, words: str
) -> None:
    telegram_double.person(5)
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Xong", callback_data="/xong 42")]])
    own = await bot.send_message(5, "Xong chưa?", reply_markup=markup)
    telegram_double.press(5, own.message_id, words)
    query = (await last_update(bot)).callback_query
    assert query is not None
    assert query.message is not None
    assert (query.data, query.from_user.id, query.message.message_id) == ("/xong 42", 5, own.message_id)
    assert await bot.answer_callback_query(query.id)
    assert telegram_double.answered_taps == 1


async def test_a_button_that_is_not_there_cannot_be_pressed(bot: Bot, telegram_double: FakeTelegram) -> None:
    telegram_double.person(5)
    own = await bot.send_message(5, "Xong chưa?")
    with pytest.raises(LookupError, match="no button 'Xong'"):
        telegram_double.press(5, own.message_id, "Xong")


async def test_a_tap_cannot_be_answered_too_late_or_at_length(bot: Bot, telegram_double: FakeTelegram) -> None:
    telegram_double.person(5)
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Xong", callback_data="/xong 42")]])
    own = await bot.send_message(5, "Xong chưa?", reply_markup=markup)
    telegram_double.press(5, own.message_id, "Xong")
    query = (await last_update(bot)).callback_query
    assert query is not None
    with pytest.raises(BadRequest, match="Message_too_long"):
        await bot.answer_callback_query(query.id, "x" * 201)
    telegram_double.expire_taps()
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired"):
        await bot.answer_callback_query(query.id)


async def test_blocking_and_inviting_are_told(bot: Bot, telegram_double: FakeTelegram) -> None:
    telegram_double.person(5)
    telegram_double.group(-77)
    telegram_double.block(5)
    telegram_double.unblock(5)
    telegram_double.remove_bot(-77, sender=5)
    telegram_double.add_bot(-77, sender=5)
    changes = [update.my_chat_member for update in await bot.get_updates()]
    assert [
        (change.chat.id, change.old_chat_member.status, change.new_chat_member.status) for change in changes if change
    ] == [(5, "member", "kicked"), (5, "kicked", "member"), (-77, "member", "kicked"), (-77, "left", "member")]


async def test_an_edit_is_an_update_of_its_own(bot: Bot, telegram_double: FakeTelegram) -> None:
    telegram_double.say(5, "Một")
    telegram_double.edit(1, "Hai")
    edited = (await last_update(bot)).edited_message
    assert edited is not None
    assert edited.text == "Hai"


async def test_people_can_act_by_hand_over_http(bot: Bot, telegram_double: FakeTelegram) -> None:
    people = f"{telegram_double.url}/people"
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Xong", callback_data="/xong 42")]])
    async with httpx.AsyncClient(trust_env=False) as client:
        said = await client.post(f"{people}/say", json={"chat": 5, "text": "Xin chào"})
        await bot.send_message(5, "Xong chưa?", reply_markup=markup)
        pressed = await client.post(f"{people}/press", json={"chat": 5, "message_id": 2, "words": "Xong"})
        wrong = [
            await client.post(f"{people}/press", json={"chat": 5, "message_id": 2, "words": "Không"}),
            await client.post(f"{people}/say", json={"chat": 5}),
            await client.post(f"{people}/say", content=b"{"),
            await client.post(f"{people}/close", json={}),
        ]
        shown = (await client.get(f"{people}/messages/5")).json()
    assert [said.status_code, pressed.status_code] == [200, 200]
    assert [answer.status_code for answer in wrong] == [400, 400, 400, 404]
    assert [(each["from"], each["text"], each["buttons"]) for each in shown] == [
        (5, "Xin chào", []),
        ("bot", "Xong chưa?", ["Xong"]),
    ]
    assert len(await bot.get_updates()) == 2
