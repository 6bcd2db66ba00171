"""What the double takes from a real client, and what it refuses in Telegram's words."""

from collections.abc import AsyncIterator

import httpx
import pytest
from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter

from bot.fakes.telegram import FakeTelegram

JPEG = b"\xff\xd8\xff picture"
MEGABYTE = 1024 * 1024


@pytest.fixture
async def bot(telegram_double: FakeTelegram) -> AsyncIterator[Bot]:
    """The library's own client, as it comes."""
    telegram_double.person(5, "An")
    double = telegram_double
    async with Bot(double.token, base_url=double.base_url, base_file_url=double.base_file_url) as bot:
        yield bot


def keyboard(label: str, data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=data)]])


async def test_a_bot_learns_who_it_is(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.username, me.is_bot) == (700000001, "DonDocBot", True)


async def test_a_message_comes_back_as_it_was_shown(bot: Bot) -> None:
    message = await bot.send_message(5, " <b>Chào</b> An ", parse_mode="HTML", reply_markup=keyboard("Có", "/co"))
    assert (message.text, message.chat.id, message.chat.type) == ("Chào An", 5, "private")
    assert message.text_html == "<b>Chào</b> An"
    assert message.from_user is not None
    assert message.from_user.is_bot
    assert message.reply_markup is not None
    assert message.reply_markup.inline_keyboard[0][0].callback_data == "/co"


async def test_without_a_parse_mode_tags_are_words(bot: Bot) -> None:
    assert (await bot.send_message(5, "<b>x")).text == "<b>x"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "Message text is empty"),
        (" \n ", "Text must be non-empty"),
        ("<b> </b>", "Text must be non-empty"),
        ("a" * 4097, "Message is too long"),
        ("😀" * 2049, "Message is too long"),
        ("<b>x</b>" * 4097, "Text is too long"),
        ("<u1>x", "Can't parse entities: unsupported start tag"),
    ],
)
async def test_texts_that_do_not_fit_are_refused(bot: Bot, text: str, problem: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i)^{problem}"):
        await bot.send_message(5, text, parse_mode="HTML")


@pytest.mark.parametrize("text", ["a" * 4096, "😀" * 2048, "&amp;" * 4096])
async def test_texts_that_just_fit_are_taken(bot: Bot, telegram_double: FakeTelegram, text: str) -> None:
    await bot.send_message(5, text, parse_mode="HTML")
    assert len(telegram_double.sent(5)) == 1


@pytest.mark.parametrize(
    ("label", "data", "problem"),
    [
        ("Có", "ệ" * 22, "Button_data_invalid"),
        ("Có", "x" * 65, "Button_data_invalid"),
        ("Có", "", "text buttons are unallowed in the inline keyboard"),
        (" ", "/co", "button text must be non-empty"),
    ],
)
async def test_buttons_that_do_not_fit_are_refused(bot: Bot, label: str, data: str, problem: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i){problem}"):
        await bot.send_message(5, "?", reply_markup=keyboard(label, data))


async def test_a_button_of_64_bytes_is_taken(bot: Bot, telegram_double: FakeTelegram) -> None:
    await bot.send_message(5, "?", reply_markup=keyboard("Có", "ệ" * 21 + "x"))
    assert telegram_double.sent(5)[0].labels == ["Có"]


async def test_photos_and_documents_arrive_whole(bot: Bot, telegram_double: FakeTelegram) -> None:
    photo = await bot.send_photo(5, JPEG, caption="<i>Ảnh</i>", parse_mode="HTML")
    document = await bot.send_document(5, b"PK...", filename="Kế hoạch.docx")
    assert (photo.caption, len(photo.photo)) == ("Ảnh", 2)
    assert document.document is not None
    assert document.document.file_name == "Kế hoạch.docx"
    kept = [post.file.content for post in telegram_double.sent(5) if post.file]
    assert kept == [JPEG, b"PK..."]


async def test_what_a_bot_sent_it_can_send_again_by_its_id(bot: Bot, telegram_double: FakeTelegram) -> None:
    first = await bot.send_document(5, b"PK...", filename="a.docx")
    assert first.document is not None
    await bot.send_document(5, first.document.file_id)
    assert [post.file.content for post in telegram_double.sent(5) if post.file] == [b"PK...", b"PK..."]
    with pytest.raises(BadRequest, match="Wrong remote file identifier"):
        await bot.send_document(5, "unknown")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "File must be non-empty"),
        (b"no picture", "Image_process_failed"),
        (JPEG + bytes(10 * MEGABYTE), "file of size .* bytes is too big for a photo"),
    ],
)
async def test_pictures_that_do_not_fit_are_refused(bot: Bot, content: bytes, problem: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i){problem}"):
        await bot.send_photo(5, content)


async def test_a_caption_has_its_own_limit(bot: Bot) -> None:
    await bot.send_photo(5, JPEG, caption="ệ" * 1024)
    with pytest.raises(BadRequest, match="caption is too long"):
        await bot.send_photo(5, JPEG, caption="ệ" * 1025)


async def test_a_file_over_fifty_megabytes_is_refused(bot: Bot) -> None:
    with pytest.raises(NetworkError, match="Request Entity Too Large"):
        await bot.send_document(5, bytes(50 * MEGABYTE + 1), filename="kho.zip", read_timeout=60)


async def test_chats_the_bot_cannot_reach_are_refused(bot: Bot, telegram_double: FakeTelegram) -> None:
    telegram_double.person(6, started=False)
    telegram_double.person(7)
    telegram_double.block(7)
    telegram_double.person(8)
    telegram_double.deactivate(8)
    telegram_double.group(-77)
    telegram_double.remove_bot(-77, sender=5)
    refusals = {
        6: "bot can't initiate conversation with a user",
        7: "bot was blocked by the user",
        8: "user is deactivated",
        -77: "bot was kicked from the group chat",
    }
    for chat, words in refusals.items():
        with pytest.raises(Forbidden, match=f"Forbidden: {words}"):
            await bot.send_message(chat, "?")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(9, "?")
    with pytest.raises(BadRequest, match="Chat_id is empty"):
        await bot.send_message("", "?")


async def test_who_unblocks_the_bot_can_be_written_to_again(bot: Bot, telegram_double: FakeTelegram) -> None:
    telegram_double.block(5)
    telegram_double.unblock(5)
    await bot.send_message(5, "?")


async def test_a_group_that_moved_says_where_to(bot: Bot, telegram_double: FakeTelegram) -> None:
    telegram_double.group(-77)
    telegram_double.migrate(-77, -100_077)
    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(-77, "?")
    assert caught.value.new_chat_id == -100_077
    assert (await bot.send_message(-100_077, "?")).chat.type == "supergroup"


async def test_messages_of_the_bot_can_be_changed(bot: Bot, telegram_double: FakeTelegram) -> None:
    message = await bot.send_message(5, "Một", reply_markup=keyboard("Có", "/co"))
    await bot.edit_message_reply_markup(5, message.message_id, reply_markup=keyboard("Không", "/khong"))
    assert telegram_double.sent(5)[0].labels == ["Không"]
    await bot.edit_message_text("Hai", 5, message.message_id)
    assert (telegram_double.sent(5)[0].text, telegram_double.sent(5)[0].labels) == ("Hai", [])


async def test_changes_that_make_no_sense_are_refused(bot: Bot, telegram_double: FakeTelegram) -> None:
    own = await bot.send_message(5, "Một")
    photo = await bot.send_photo(5, JPEG)
    telegram_double.say(5, "của An")
    theirs = telegram_double.messages(5)[-1]
    for number, problem in {
        own.message_id: "Message is not modified",
        photo.message_id: "There is no text in the message to edit",
        theirs.message_id: "Message can't be edited",
        99: "Message to edit not found",
    }.items():
        with pytest.raises(BadRequest, match=f"^{problem}"):
            await bot.edit_message_text("Một", 5, number)


async def test_a_menu_is_kept_by_scope(bot: Bot) -> None:
    await bot.set_my_commands([BotCommand("viec", "Việc của tôi")])
    (command,) = await bot.get_my_commands()
    assert (command.command, command.description) == ("viec", "Việc của tôi")
    assert await bot.get_my_commands(scope=BotCommandScopeAllGroupChats()) == ()


@pytest.mark.parametrize(
    ("commands", "problem"),
    [
        ([BotCommand("việc", "x")], "bot_command_invalid"),
        ([BotCommand("v" * 33, "x")], "bot_command_invalid"),
        ([BotCommand("viec", " ")], "description must be non-empty"),
        ([BotCommand("viec", "x" * 257)], "description length must not exceed 256"),
        ([BotCommand(f"v{number}", "x") for number in range(101)], "bot_commands_too_much"),
    ],
)
async def test_menus_that_do_not_fit_are_refused(bot: Bot, commands: list[BotCommand], problem: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i){problem}"):
        await bot.set_my_commands(commands)


async def test_a_chat_action_must_be_one_there_is(bot: Bot) -> None:
    assert await bot.send_chat_action(5, "typing")
    with pytest.raises(BadRequest, match="Wrong parameter action in request"):
        await bot.send_chat_action(5, "dancing")


async def test_files_are_given_out_up_to_twenty_megabytes(bot: Bot, telegram_double: FakeTelegram) -> None:
    telegram_double.send_file(5, "document", b"small", name="a.txt")
    telegram_double.send_file(5, "video", b"large", name="b.mp4", size=20 * MEGABYTE + 1)
    small, large = (post.file for post in telegram_double.messages(5))
    assert small is not None
    assert large is not None
    file = await bot.get_file(small.ref)
    assert (file.file_size, bytes(await file.download_as_bytearray())) == (5, b"small")
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(large.ref)
    with pytest.raises(BadRequest, match="Invalid file_id"):
        await bot.get_file("unknown")


@pytest.mark.parametrize(("token", "status"), [("garbage", 404), ("1:wrong", 401), ("0:zero", 404)])
async def test_a_wrong_token_opens_nothing(telegram_double: FakeTelegram, token: str, status: int) -> None:
    telegram_double.send_photo(5, JPEG)
    path = next(iter(telegram_double.world.files.values())).path
    async with httpx.AsyncClient(trust_env=False) as client:
        method = await client.post(f"{telegram_double.base_url}{token}/getMe")
        download = await client.get(f"{telegram_double.base_file_url}{token}/{path}")
    assert (method.status_code, download.status_code) == (status, status)
    assert method.json()["ok"] is False


async def test_a_wrong_token_is_what_the_library_takes_it_for(telegram_double: FakeTelegram) -> None:
    bot = Bot("1:wrong", base_url=telegram_double.base_url)
    with pytest.raises(InvalidToken):
        await bot.initialize()
    await bot.shutdown()


async def test_methods_take_queries_forms_and_json_in_any_case(telegram_double: FakeTelegram) -> None:
    telegram_double.person(5)
    url = f"{telegram_double.base_url}{telegram_double.token}"
    async with httpx.AsyncClient(trust_env=False) as client:
        answers = [
            await client.get(f"{url}/sendmessage", params={"chat_id": 5, "text": "query"}),
            await client.post(f"{url}/SENDMESSAGE", data={"chat_id": "5", "text": "form"}),
            await client.post(f"{url}/sendMessage", json={"chat_id": 5, "text": "json"}),
        ]
        unknown = await client.post(f"{url}/sendPoem")
        broken = await client.post(f"{url}/sendMessage", content=b"{", headers={"Content-Type": "application/json"})
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert [post.text for post in telegram_double.sent(5)] == ["query", "form", "json"]
    assert (unknown.status_code, unknown.json()["description"]) == (404, "Not Found: method not found")
    assert broken.status_code == 400


async def test_mishaps_come_as_ordered_and_then_are_over(bot: Bot, telegram_double: FakeTelegram) -> None:
    telegram_double.person(6)
    telegram_double.fail("sendMessage", 403, times=2, chat=5)
    await bot.send_message(6, "another chat")
    for _ in range(2):
        with pytest.raises(Forbidden, match="bot was blocked by the user"):
            await bot.send_message(5, "?")
    await bot.send_message(5, "again")
    assert len(telegram_double.calls("sendMessage")) == 4


async def test_a_flood_says_how_long_to_wait(bot: Bot, telegram_double: FakeTelegram) -> None:
    telegram_double.fail("sendMessage", 429, retry_after=7)
    with pytest.raises(RetryAfter, match="Retry in 0:00:07"):
        await bot.send_message(5, "?")


async def test_a_flood_names_the_wait_in_the_headers_too(telegram_double: FakeTelegram) -> None:
    telegram_double.fail("getMe", 429, retry_after=7)
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(f"{telegram_double.base_url}{telegram_double.token}/getMe")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "7")
    assert answer.json() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 7",
        "parameters": {"retry_after": 7},
    }
