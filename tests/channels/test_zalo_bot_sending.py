"""Letters as Zalo's bots say them, over HTTP to the double."""

import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.markup import is_border, units
from bot.channels.zalo_bot import ZaloBotChannel
from bot.channels.zalo_bot.sending import LONGEST, plan
from bot.fakes.zalo_bot import FakeZaloBot
from bot.fakes.zalo_bot.state import Mishap
from bot.talk import Attachment, ChannelError, Choice, Kept, Parcel

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
PICTURE = b"\xff\xd8\xff a jpeg"
MENU = ((Choice("1. Dọn kho", "/v 1"), Choice("Hoãn", "/hoan 1")), (Choice("Trang sau", "/viec 2"),))


class Site:
    """Lends whatever it is asked for at the double's own media."""

    def __init__(self, fake: FakeZaloBot) -> None:
        self.fake = fake
        self.asked: list[timedelta] = []

    def __call__(self, kept: Kept, life: timedelta) -> str:
        self.asked.append(life)
        return f"{self.fake.url}/media/{kept.digest}"


@asynccontextmanager
async def connected(fake: FakeZaloBot, patience: float = 10.0, token: str = "") -> AsyncIterator[ZaloBotChannel]:
    channel = ZaloBotChannel(
        token or fake.token, Site(fake), lambda: NOW, base_url=fake.url, timeout=patience, again_after=(0.0,)
    )
    try:
        yield channel
    finally:
        await channel.stop()


@pytest.fixture
async def channel(zalo_bot_double: FakeZaloBot) -> AsyncIterator[ZaloBotChannel]:
    zalo_bot_double.say("An", "xin chào")
    async with connected(zalo_bot_double) as channel:
        yield channel


def chat(fake: FakeZaloBot) -> str:
    return fake.chat_of("An")


def parcel(text: str, choices: tuple[tuple[Choice, ...], ...] = (), files: tuple[Kept, ...] = ()) -> Parcel:
    return Parcel("letter-1", text, choices, tuple((file, Path("unread")) for file in files))


def kept(fake: FakeZaloBot, name: str = "anh.jpg", kind: str = "photo") -> Kept:
    fake.state.media[name] = PICTURE
    return Kept("photo" if kind == "photo" else "document", name, name, "image/jpeg", len(PICTURE))


async def test_mark_up_is_taken_off_and_choices_are_lines(
    channel: ZaloBotChannel, zalo_bot_double: FakeZaloBot
) -> None:
    ref = await channel.send(chat(zalo_bot_double), parcel("<b>Việc</b> hôm nay &amp; mai:\n1. Dọn kho – 17:00", MENU))
    (post,) = zalo_bot_double.sent("An")
    assert post.id == ref
    assert post.text == (
        "Việc hôm nay & mai:\n1. Dọn kho – 17:00\n\nNhắn số 1 để mở mục ấy, hoặc:\n2. Hoãn (1)\n3. Trang sau"
    )


async def test_a_photo_goes_by_an_address_with_the_words_below_and_is_fetched_twice(
    channel: ZaloBotChannel, zalo_bot_double: FakeZaloBot
) -> None:
    await channel.send(chat(zalo_bot_double), parcel("Đã xong", files=(kept(zalo_bot_double),)))
    (post,) = zalo_bot_double.sent("An")
    assert (post.text, post.photo, zalo_bot_double.methods.fetched) == ("Đã xong", PICTURE, [200, 200])


async def test_a_photo_that_zalo_cannot_fetch_becomes_a_link(
    channel: ZaloBotChannel, zalo_bot_double: FakeZaloBot
) -> None:
    lost = Kept("photo", "none", "anh.jpg", "image/jpeg", 5)
    await channel.send(chat(zalo_bot_double), parcel("Đã xong", files=(lost,)))
    (post,) = zalo_bot_double.sent("An")
    assert post.text == f"Đã xong\n\nẢnh anh.jpg (mở được trong 72 giờ):\n{zalo_bot_double.url}/media/none"


async def test_another_file_is_a_link_and_several_photos_follow_the_words(
    channel: ZaloBotChannel, zalo_bot_double: FakeZaloBot
) -> None:
    files = (kept(zalo_bot_double, "bc.docx", "document"), kept(zalo_bot_double), kept(zalo_bot_double, "hai.jpg"))
    await channel.send(chat(zalo_bot_double), parcel("Báo cáo", files=files))
    words, *pictures = zalo_bot_double.sent("An")
    assert "Tệp bc.docx (mở được trong 72 giờ)" in words.text
    assert [post.photo for post in pictures] == [PICTURE, PICTURE]


def test_without_a_public_address_a_file_is_said_to_be_elsewhere() -> None:
    file = Kept("document", "x", "bc.docx", "", 5)
    (piece,) = plan(parcel("Báo cáo", files=(file,)), lambda _kept, _life: "")
    assert piece.text.startswith("Báo cáo\n\nKèm theo tệp bc.docx, nhưng kênh này chưa gửi được tệp.")


@pytest.mark.parametrize("text", ["", " \n ", "<b> </b>"])
async def test_an_empty_letter_fails_for_good(channel: ZaloBotChannel, text: str) -> None:
    with pytest.raises(ChannelError, match="empty") as caught:
        await channel.send("x", parcel(text))
    assert caught.value.permanent


whole = st.sampled_from(
    ["a", "ệ", unicodedata.normalize("NFD", "ệ"), " ", "\n", ". ", "😀", "👨‍👩‍👧", "🇻🇳", "👍🏽", "&lt;"]
)
long_words = st.lists(whole, max_size=300).map("".join).map(lambda part: part * 12)


@given(long_words, st.lists(st.text("aệ😀", min_size=1, max_size=40), max_size=9))
def test_every_part_fits_and_no_letter_is_cut_nor_lost(text: str, labels: list[str]) -> None:
    choices = tuple((Choice(label, "/x"),) for label in labels)
    if not text.strip() and not labels:
        return
    parts = [piece.text for piece in plan(parcel(text, choices), lambda _kept, _life: "")]
    assert all(0 < units(part) <= LONGEST and part == unicodedata.normalize("NFC", part) for part in parts)
    said = unicodedata.normalize("NFC", text.replace("&lt;", "<"))
    letters = "".join("".join(parts).split())
    assert letters.startswith("".join(said.split()))
    at = 0
    for part in parts[:-1]:
        at = said.find(part[-3:], at) + len(part[-3:])
        assert is_border(said, at) or labels


async def test_long_words_leave_in_order_and_the_choices_stay_together(
    channel: ZaloBotChannel, zalo_bot_double: FakeZaloBot
) -> None:
    paragraph = "Tổ điện đã thay bóng. " * 40
    await channel.send(chat(zalo_bot_double), parcel("\n\n".join([paragraph] * 5), MENU))
    posts = [post.text for post in zalo_bot_double.sent("An")]
    assert len(posts) == 3
    assert all(post.startswith("Tổ điện") for post in posts)
    assert "1. Dọn kho\n2. Hoãn (1)\n3. Trang sau" in posts[-1]


@pytest.mark.parametrize(
    ("mishap", "expected"),
    [
        (400, ChannelError("error", permanent=True)),
        (404, ChannelError("error", permanent=True)),
        (401, ChannelError("token", shut_out=True)),
        (403, ChannelError("error")),
        (408, ChannelError("error", unsure=True)),
        (429, ChannelError("quota", spent_until=datetime(2026, 11, 20, 17, 5, tzinfo=UTC))),
        ("html", ChannelError("page", unsure=True)),
        ("empty", ChannelError("page", unsure=True)),
        ("disconnect", ChannelError("no answer", unsure=True)),
    ],
)
@pytest.mark.parametrize("mirrored", [False, True])
async def test_each_failure_means_later_elsewhere_never_or_perhaps(
    channel: ZaloBotChannel, zalo_bot_double: FakeZaloBot, mishap: Mishap, expected: ChannelError, mirrored: bool
) -> None:
    zalo_bot_double.switches.http_errors = mirrored
    zalo_bot_double.fail_next("sendMessage", mishap)
    with pytest.raises(ChannelError) as caught:
        await channel.send(chat(zalo_bot_double), parcel("Chào"))
    found = caught.value
    for trait in ("permanent", "gone", "unsure", "spent_until", "shut_out"):
        assert getattr(found, trait) == getattr(expected, trait), trait


async def test_a_chat_that_nobody_has_is_gone(channel: ZaloBotChannel) -> None:
    with pytest.raises(ChannelError, match="chat not found") as caught:
        await channel.send("nobody", parcel("Chào"))
    assert (caught.value.permanent, caught.value.gone) == (True, True)


async def test_an_answer_that_never_came_is_unsure_although_it_arrived(zalo_bot_double: FakeZaloBot) -> None:
    zalo_bot_double.say("An", "xin chào")
    zalo_bot_double.fail_next("sendMessage", "timeout_after_accept")
    async with connected(zalo_bot_double, patience=0.3) as channel:
        with pytest.raises(ChannelError, match="no answer") as caught:
            await channel.send(chat(zalo_bot_double), parcel("Chào"))
    assert caught.value.unsure
    assert [post.text for post in zalo_bot_double.sent("An")] == ["Chào"]


async def test_nobody_at_the_other_end_is_tried_again_later(zalo_bot_double: FakeZaloBot) -> None:
    zalo_bot_double.url = "http://127.0.0.1:9"
    async with connected(zalo_bot_double) as channel:
        with pytest.raises(ChannelError, match="no answer") as caught:
            await channel.send("x", parcel("Chào"))
    assert (caught.value.unsure, caught.value.permanent) == (False, False)


async def test_what_follows_a_part_that_left_is_tried_again_by_itself(
    channel: ZaloBotChannel, zalo_bot_double: FakeZaloBot
) -> None:
    files = (kept(zalo_bot_double), kept(zalo_bot_double, "hai.jpg"))
    zalo_bot_double.fail_next("sendPhoto", 403)
    await channel.send(chat(zalo_bot_double), parcel("Đây", files=files))
    assert [bool(post.photo) for post in zalo_bot_double.sent("An")] == [False, True, True]


async def test_a_letter_of_which_a_part_has_left_is_never_begun_anew(
    channel: ZaloBotChannel, zalo_bot_double: FakeZaloBot
) -> None:
    files = (kept(zalo_bot_double), kept(zalo_bot_double, "hai.jpg"))
    zalo_bot_double.fail_next("sendPhoto", 403, 403, 403)
    with pytest.raises(ChannelError, match="only a part") as caught:
        await channel.send(chat(zalo_bot_double), parcel("Đây", files=files))
    assert caught.value.unsure


async def test_a_file_is_fetched_within_bounds_and_from_safe_addresses_only(
    channel: ZaloBotChannel, zalo_bot_double: FakeZaloBot
) -> None:
    zalo_bot_double.state.media["x"] = PICTURE
    ref = f"{zalo_bot_double.url}/media/x"
    assert await channel.fetch(Attachment("photo", ref), 100) == PICTURE
    for address, limit, reason in ((ref, 3, "too big"), (f"{ref}y", 9, "404"), ("http://10.0.0.1/x", 9, "no safe")):
        with pytest.raises(ChannelError, match=reason) as caught:
            await channel.fetch(Attachment("photo", address), limit)
        assert caught.value.permanent


async def test_the_bot_learns_its_name_and_a_wrong_token_is_permanent(zalo_bot_double: FakeZaloBot) -> None:
    async with connected(zalo_bot_double) as channel:
        await channel.start()
        assert (channel.me.name, channel.page) == ("Bot Đôn Đốc", "https://bot.zaloplatforms.com/bots/4700000001")
    async with connected(zalo_bot_double, token="4700000001:wrong") as channel:
        with pytest.raises(ChannelError, match="Unauthorized") as caught:
            await channel.start()
    assert caught.value.permanent


async def test_a_webhook_is_set_looked_up_and_dropped(channel: ZaloBotChannel, zalo_bot_double: FakeZaloBot) -> None:
    assert await channel.webhook() == ""
    trouble = await channel.set_webhook("http://127.0.0.1:9/hooks/x", "a secret of 16 letters")
    assert "webhook.err.conn" in trouble
    assert await channel.webhook() == "http://127.0.0.1:9/hooks/x"
    await channel.drop_webhook()
    assert await channel.webhook() == ""
    for url, secret in (("http://bot.example/x", "a secret of 16 letters"), ("http://127.0.0.1:9/", "short")):
        with pytest.raises(ChannelError, match="Bad Request"):
            await channel.set_webhook(url, secret)
