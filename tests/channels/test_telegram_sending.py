"""Letters on their way to Telegram: real requests to the double."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.channels.markup import units
from bot.channels.telegram import TelegramChannel
from bot.channels.telegram.sending import LARGEST_FILE, LONGEST_CAPTION, LONGEST_TEXT
from bot.fakes.telegram import FakeTelegram
from bot.talk import AttachmentKind, ChannelError, Choice, Kept, MenuEntry, Parcel

JPEG = b"\xff\xd8\xff\xe0 picture"
YES_NO = ((Choice("Xong", "/xong 42"), Choice("Chưa", "/chua 42")), (Choice("Hoãn", "/hoan 42"),))

AddFile = Callable[..., tuple[Kept, Path]]


@pytest.fixture
def kept(tmp_path: Path) -> AddFile:
    """Puts bytes into the store of files."""

    def keep(content: bytes, kind: AttachmentKind = "document", name: str = "", mime: str = "") -> tuple[Kept, Path]:
        digest = hashlib.sha256(content).hexdigest()
        (tmp_path / digest).write_bytes(content)
        return Kept(kind, digest, name, mime, len(content)), tmp_path / digest

    return keep


@pytest.fixture(autouse=True)
def an(telegram_double: FakeTelegram) -> None:
    telegram_double.person(5, "An")


def parcel(
    text: str = "",
    choices: tuple[tuple[Choice, ...], ...] = (),
    files: tuple[tuple[Kept, Path], ...] = (),
) -> Parcel:
    return Parcel("letter-1", text, choices, files)


async def test_a_letter_arrives_dressed_and_its_number_comes_back(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram
) -> None:
    number = await telegram_channel.send("5", parcel("<b>Nhắc việc</b>: 3 &lt; 5 &amp; <i>gấp</i>"))
    (post,) = telegram_double.sent(5)
    assert number == str(post.message_id)
    assert post.text == "Nhắc việc: 3 < 5 & gấp"
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in post.entities] == [
        ("bold", 0, 9),
        ("italic", 19, 3),
    ]


async def test_choices_are_buttons_in_their_rows(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram
) -> None:
    await telegram_channel.send("5", parcel("Việc 42 xong chưa?", choices=YES_NO))
    (post,) = telegram_double.sent(5)
    assert post.buttons == [
        [{"text": "Xong", "callback_data": "/xong 42"}, {"text": "Chưa", "callback_data": "/chua 42"}],
        [{"text": "Hoãn", "callback_data": "/hoan 42"}],
    ]


async def test_links_bring_no_preview(telegram_channel: TelegramChannel, telegram_double: FakeTelegram) -> None:
    await telegram_channel.send("5", parcel("Xem https://example.vn"))
    (call,) = telegram_double.calls("sendMessage")
    assert call.args["link_preview_options"] == '{"is_disabled": true}'


@pytest.mark.parametrize("letter", ["a", "ệ", "😀"])
async def test_a_text_that_just_fits_goes_as_one_message(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram, letter: str
) -> None:
    await telegram_channel.send("5", parcel(letter * (LONGEST_TEXT // units(letter))))
    assert len(telegram_double.sent(5)) == 1


async def test_a_long_text_goes_in_parts_with_the_choices_under_the_last(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram
) -> None:
    lines = [f"<b>{n}.</b> Báo cáo &amp; họp giao ban 😀" for n in range(400)]
    number = await telegram_channel.send("5", parcel("\n".join(lines), choices=YES_NO))
    posts = telegram_double.sent(5)
    assert len(posts) == 4
    assert "\n".join(post.text for post in posts) == "\n".join(f"{n}. Báo cáo & họp giao ban 😀" for n in range(400))
    assert [post.labels for post in posts] == [[], [], [], ["Xong", "Chưa", "Hoãn"]]
    assert number == str(posts[-1].message_id)


async def test_a_part_of_nothing_but_blanks_is_left_out(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram
) -> None:
    await telegram_channel.send("5", parcel("Đầu" + "\n" * 2 * LONGEST_TEXT + "cuối"))
    assert [post.text for post in telegram_double.sent(5)] == ["Đầu", "cuối"]


async def test_one_file_carries_a_short_text_and_the_choices(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram, kept: AddFile
) -> None:
    files = (kept(b"%PDF-1.7 ...", name="Báo cáo tuần 47.pdf", mime="application/pdf"),)
    number = await telegram_channel.send("5", parcel("<b>Báo cáo</b>", files=files, choices=YES_NO))
    (post,) = telegram_double.sent(5)
    assert post.file is not None
    assert (post.file.kind, post.file.name, post.file.content) == (
        "document",
        "Báo cáo tuần 47.pdf",
        b"%PDF-1.7 ...",
    )
    assert (post.text, post.labels) == ("Báo cáo", ["Xong", "Chưa", "Hoãn"])
    assert number == str(post.message_id)


@pytest.mark.parametrize(("length", "messages"), [(LONGEST_CAPTION, 1), (LONGEST_CAPTION + 1, 2)])
async def test_a_text_too_long_for_a_caption_goes_first(
    telegram_channel: TelegramChannel,
    telegram_double: FakeTelegram,
    kept: AddFile,
    length: int,
    messages: int,
) -> None:
    files = (kept(JPEG, "photo"),)
    await telegram_channel.send("5", parcel("ệ" * length, files=files, choices=YES_NO))
    posts = telegram_double.sent(5)
    assert [bool(post.file) for post in posts] == [False, True][-messages:]
    assert "".join(post.text for post in posts) == "ệ" * length
    assert [len(post.labels) for post in posts] == [0, 3][-messages:]


async def test_several_files_follow_the_text_each_as_what_it_is(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram, kept: AddFile
) -> None:
    files = (kept(JPEG, "photo", mime="image/jpeg"), kept(b"OggS", "voice", mime="audio/ogg"))
    await telegram_channel.send("5", parcel("Hai tệp", files=files))
    text, photo, voice = telegram_double.sent(5)
    assert text.text == "Hai tệp"
    assert photo.file is not None
    assert voice.file is not None
    assert (photo.file.kind, photo.file.content) == ("photo", JPEG)
    assert (voice.file.kind, voice.file.content) == ("document", b"OggS")
    assert voice.file.name.startswith(files[1][0].digest[:12])


async def test_a_file_without_words_is_a_letter_too(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram, kept: AddFile
) -> None:
    await telegram_channel.send("5", parcel(files=(kept(JPEG, "photo"),)))
    (post,) = telegram_double.sent(5)
    assert (post.text, bool(post.file)) == ("", True)


@pytest.mark.parametrize(
    ("picture", "tries"),
    [(b"II*\x00 a scan that Telegram does not take for a picture", 1), (JPEG + bytes(10 * 1024 * 1024), 0)],
    ids=["odd", "large"],
)
async def test_a_picture_telegram_does_not_take_goes_as_a_file(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram, kept: AddFile, picture: bytes, tries: int
) -> None:
    await telegram_channel.send("5", parcel("Ảnh", files=(kept(picture, "photo", "anh.tif"),)))
    (post,) = telegram_double.sent(5)
    assert post.file is not None
    assert (post.file.kind, post.file.content == picture, post.text) == ("document", True, "Ảnh")
    assert len(telegram_double.calls("sendPhoto")) == tries


async def test_a_refusal_that_is_not_about_the_picture_is_not_tried_as_a_file(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram, kept: AddFile
) -> None:
    telegram_double.fail("sendPhoto", 400, "Bad Request: chat not found")
    with pytest.raises(ChannelError) as caught:
        await telegram_channel.send("5", parcel(files=(kept(JPEG, "photo"),)))
    assert caught.value.gone
    assert telegram_double.calls("sendDocument") == []


async def test_a_file_that_could_not_be_kept_is_passed_over(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram, tmp_path: Path
) -> None:
    lost = Kept("photo", "", "anh.jpg", "image/jpeg", 0, problem="too_big")
    await telegram_channel.send("5", parcel("Ảnh quá lớn", files=((lost, tmp_path / "none"),)))
    (post,) = telegram_double.sent(5)
    assert (post.text, post.file) == ("Ảnh quá lớn", None)


async def test_a_file_missing_from_the_store_fails_for_good(telegram_channel: TelegramChannel, tmp_path: Path) -> None:
    missing = Kept("photo", "ab" * 32, "anh.jpg", "image/jpeg", 10)
    with pytest.raises(ChannelError, match="no longer kept") as caught:
        await telegram_channel.send("5", parcel("Ảnh", files=((missing, tmp_path / "none"),)))
    assert caught.value.permanent


async def test_a_file_larger_than_telegram_takes_fails_for_good_before_it_is_read(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram, tmp_path: Path
) -> None:
    huge = Kept("document", "ab" * 32, "kho.zip", "application/zip", LARGEST_FILE + 1)
    with pytest.raises(ChannelError, match="larger than Telegram takes") as caught:
        await telegram_channel.send("5", parcel("Kho", files=((huge, tmp_path / "none"),)))
    assert caught.value.permanent
    assert telegram_double.sent(5) == []


@pytest.mark.parametrize("text", ["", " \n ", "<b> </b>"])
async def test_an_empty_letter_fails_for_good(telegram_channel: TelegramChannel, text: str) -> None:
    with pytest.raises(ChannelError, match="empty") as caught:
        await telegram_channel.send("5", parcel(text))
    assert caught.value.permanent


async def test_the_menu_is_shown_in_private_chats(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram
) -> None:
    entries = [MenuEntry("viec", "Việc của tôi"), MenuEntry("/giup", "Trợ giúp " + "dài " * 100)]
    await telegram_channel.set_menu(entries)
    first, second = telegram_double.menu()
    assert first == {"command": "viec", "description": "Việc của tôi"}
    assert (second["command"], len(second["description"])) == ("giup", 256)
    assert telegram_double.menu("all_group_chats") == []


async def test_a_menu_telegram_refuses_is_an_error(telegram_channel: TelegramChannel) -> None:
    with pytest.raises(ChannelError, match="Bot_command_invalid") as caught:
        await telegram_channel.set_menu([MenuEntry("việc", "Có dấu")])
    assert caught.value.permanent


def test_a_deep_link_opens_the_bot_with_a_payload(telegram_channel: TelegramChannel) -> None:
    assert telegram_channel.deep_link("NHAN-abc_1") == "https://t.me/DonDocBot?start=NHAN-abc_1"


@pytest.mark.parametrize("payload", ["mã có dấu", "a" * 65, "a b"])
def test_a_payload_that_fits_no_link_is_refused(telegram_channel: TelegramChannel, payload: str) -> None:
    with pytest.raises(ValueError, match="deep-link"):
        telegram_channel.deep_link(payload)


async def test_the_channel_can_be_started_again_after_a_stop(
    telegram_channel: TelegramChannel, telegram_double: FakeTelegram
) -> None:
    await telegram_channel.stop()
    await telegram_channel.start()
    await telegram_channel.send("5", parcel("Lại đây"))
    assert [post.text for post in telegram_double.sent(5)] == ["Lại đây"]
