"""Letters as an official account sends them, over the double: pieces, buttons, files, refusals, the older interface."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.zalo_oa.errors import ZaloRefusal, read_refusal
from bot.channels.zalo_oa.sending import LARGEST_FILE, LARGEST_IMAGE
from bot.fakes.zalo_oa import FakeZaloOa
from bot.fakes.zalo_oa.state import STATE
from bot.talk import Attachment, ChannelError, Parcel
from storage.store import Store
from tests.channels.oa_town import JPEG, PDF, REFRESH, SEND, SEND_BEFORE, USER, XLSX, Town, letter
from tests.talks import FRIDAY


@pytest.fixture
async def town(sqlite_store: Store, zalo_oa_double: FakeZaloOa, tmp_path: Path) -> AsyncIterator[Town]:
    town = Town(sqlite_store, zalo_oa_double, tmp_path)
    yield town
    for channel in town.opened:
        await channel.stop()


async def refused(town: Town, parcel: Parcel) -> ChannelError:
    with pytest.raises(ChannelError) as caught:
        await town.channel().send(USER, parcel)
    return caught.value


async def test_mark_up_becomes_plain_words_and_choices_buttons(town: Town) -> None:
    number = await town.channel().send(USER, letter("<b>Đã nhận</b> &lt;1&gt;", "Xong", "Chưa"))
    (post,) = town.fake.sent(USER)
    assert (post.number, post.text, post.quota) == (number, "Đã nhận <1>", "reply")
    assert post.buttons == (("Xong", "#dondoc /lenh 1"), ("Chưa", "#dondoc /lenh 2"))


async def test_beyond_five_choices_the_rest_is_typed_by_number(town: Town) -> None:
    await town.channel().send(USER, letter("Chọn", *"ABCDEFG"))
    (post,) = town.fake.sent(USER)
    assert post.labels == list("ABCDE")
    assert post.text == "Chọn\n\nHoặc nhắn số:\n6. F\n7. G"


async def test_an_account_without_buttons_has_numbers_alone(town: Town) -> None:
    await town.channel(buttons=False).send(USER, letter("Chọn", "A", "B"))
    (post,) = town.fake.sent(USER)
    assert (post.text, post.labels) == ("Chọn\n\nNhắn số để chọn:\n1. A\n2. B", [])


async def test_a_long_letter_is_cut_between_words_and_whole_letters_with_its_buttons_last(town: Town) -> None:
    text = "Tổ dân phố 🇻🇳 ổ gà e\u0323\u0302 " * 150
    await town.channel().send(USER, letter(text, "Xong"))
    posts = town.fake.sent(USER)
    assert len(posts) > 1
    assert all(len(post.text.encode("utf-16-le")) <= 4000 for post in posts)
    assert [post.labels for post in posts] == [[]] * (len(posts) - 1) + [["Xong"]]
    assert " ".join(post.text for post in posts).split() == ("Tổ dân phố 🇻🇳 ổ gà ệ " * 150).split()


async def test_a_lone_picture_takes_its_words_along(town: Town) -> None:
    await town.channel().send(USER, letter("Đã thay bóng", files=(town.photo(),)))
    (post,) = town.fake.sent(USER)
    assert post.upload is not None
    assert (post.text, post.upload.kind, post.upload.content) == ("Đã thay bóng", "image", JPEG)


async def test_files_stand_before_words_that_are_to_be_tapped_and_are_uploaded_once(town: Town) -> None:
    channel = town.channel()
    files = (town.photo(), town.kept(PDF, "Phiếu.pdf", "application/pdf"))
    for key in ("one", "two"):
        await channel.send(USER, replace(letter("Xem", "Duyệt", files=files), key=key))
    photo, paper, words = town.fake.sent(USER)[:3]
    assert photo.upload is not None
    assert paper.upload is not None
    assert (photo.upload.kind, paper.upload.name, words.labels) == ("image", "Phiếu.pdf", ["Duyệt"])
    assert len(town.fake.calls("/upload/image")) == len(town.fake.calls("/upload/file")) == 1


async def test_a_file_that_zalo_forgot_is_uploaded_anew(town: Town) -> None:
    channel = town.channel()
    parcel = letter("Xem", files=(town.kept(PDF, "Phiếu.pdf", "application/pdf"),))
    await channel.send(USER, parcel)
    town.fake.state.uploads = {
        ref: replace(one, at=one.at - timedelta(days=8)) for ref, one in town.fake.state.uploads.items()
    }
    await channel.send(USER, replace(parcel, key="again"))
    assert [bool(post.upload) for post in town.fake.sent(USER)] == [False, True, False, True]
    assert len(town.fake.calls("/upload/file")) == 2


@pytest.mark.parametrize(
    ("content", "name", "mime", "kind"),
    [
        (XLSX, "Phụ lục.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "document"),
        (JPEG + bytes(LARGEST_IMAGE), "", "image/jpeg", "photo"),
        (PDF + bytes(LARGEST_FILE), "Hồ sơ.pdf", "application/pdf", "document"),
    ],
    ids=["kind", "picture", "paper"],
)
async def test_what_zalo_does_not_take_is_a_link_or_at_least_said(
    town: Town, content: bytes, name: str, mime: str, kind: str
) -> None:
    file = town.kept(content, name, mime, kind)
    await town.channel().send(USER, letter("Xem", files=(file,)))
    town.links[name] = "https://xa.example/tep/abc"
    await town.channel().send(USER, letter("Xem", files=(file,)))
    before, after = town.fake.sent(USER)
    assert "chưa gửi được tệp" in before.text
    assert "https://xa.example/tep/abc" in after.text
    assert name in after.text


async def test_where_a_telephone_is_wanted_a_card_asks_for_it_and_may_fail(town: Town) -> None:
    parcel = replace(letter("Xin cho số", "Thôi"), card=("Gửi số", "Bấm để gửi"))
    number = await town.channel().send(USER, parcel)
    town.fake.fail(SEND, "refuse", -233)
    words, card = town.fake.sent(USER)
    assert (number, words.labels, card.card) == (words.number, ["Thôi"], ("Gửi số", "Bấm để gửi"))


@pytest.mark.parametrize("text", ["", " \n", "<b> </b>"])
async def test_an_empty_letter_fails_for_good(town: Town, text: str) -> None:
    assert (await refused(town, letter(text))).permanent


async def test_an_office_of_the_state_goes_by_the_older_interface_from_its_first_refusal_on(town: Town) -> None:
    town.fake.state.oa_type = STATE
    for key in ("one", "two"):
        await town.channel().send(USER, replace(letter("Chào", "Xong"), key=key))
    assert [(post.by, post.labels) for post in town.fake.sent(USER)] == [("v2.0", ["Xong"])] * 2
    assert (len(town.fake.calls(SEND)), len(town.fake.calls(SEND_BEFORE)), town.grant().legacy) == (1, 2, True)


async def test_no_other_refusal_is_tried_on_the_older_interface(town: Town) -> None:
    town.fake.fail(SEND, "refuse", -240)
    assert (await refused(town, letter("Chào"))).permanent
    assert town.fake.calls(SEND_BEFORE) == []


async def test_after_two_days_it_is_billed_and_after_seven_closed(town: Town) -> None:
    town.now += timedelta(hours=49)
    await town.channel().send(USER, letter("Chào"))
    assert town.fake.sent(USER)[0].quota == ""
    town.now += timedelta(days=6)
    error = await refused(town, letter("Chào"))
    assert (error.closed, error.permanent) == (True, True)


async def test_a_token_zalo_no_longer_knows_is_renewed_once_and_the_letter_tried_once_more(town: Town) -> None:
    town.fake.state.access = "another"
    await town.channel().send(USER, letter("Chào"))
    assert len(town.fake.calls(REFRESH)) == 1
    assert [post.text for post in town.fake.sent(USER)] == ["Chào"]
    town.fake.fail(SEND, "refuse", -216, times=2)
    assert (await refused(town, letter("Chào"))).shut_out
    assert len(town.fake.calls(REFRESH)) == 2


async def test_calls_carry_a_proof_where_it_is_demanded(town: Town) -> None:
    town.fake.state.demands_proof = True
    assert (await refused(town, letter("Chào"))).shut_out
    await town.channel(proves=True).send(USER, letter("Chào"))
    assert len(town.fake.sent(USER)) == 1


@pytest.mark.parametrize("mishap", ["cut_before", "cut_after", "page"])
async def test_a_call_without_an_end_is_not_sent_again_blindly(town: Town, mishap: str) -> None:
    town.fake.fail(SEND, mishap)  # type: ignore[arg-type]
    error = await refused(town, letter("Chào"))
    assert (error.unsure, error.permanent) == (True, False)


async def test_where_nobody_listens_nothing_was_sent_and_later_may_help(town: Town) -> None:
    with pytest.raises(ChannelError) as caught:
        await town.channel(api="http://127.0.0.1:9").send(USER, letter("Chào"))
    assert (caught.value.unsure, caught.value.permanent) == (False, False)


async def test_an_upload_without_an_end_may_be_tried_again(town: Town) -> None:
    town.fake.fail("/upload/", "cut_after")
    error = await refused(town, letter("Xem", files=(town.photo(),)))
    assert (error.unsure, error.permanent) == (False, False)


async def test_what_had_left_of_a_letter_does_not_leave_twice(town: Town) -> None:
    channel = town.channel()
    town.fake.fail("/upload/", "page")
    parcel = letter("Xem", files=(town.kept(PDF, "Phiếu.pdf", "application/pdf"),))
    with pytest.raises(ChannelError):
        await channel.send(USER, parcel)
    await channel.send(USER, parcel)
    assert [bool(post.upload) for post in town.fake.sent(USER)] == [False, True]


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        *((code, "shut_out") for code in (-209, -212, -219, -223, -221, -224, -204, -205, -242, -14002, -14003)),
        *((code, "closed") for code in (-230, -231, -232, -217, -218)),
        *((code, "gone") for code in (-213, -227, -244)),
        *((code, "spent_until") for code in (-211, -320, -321, -115)),
        *((code, "retry_after") for code in (-32, -234, -133, -144)),
        *((code, "permanent") for code in (-201, -210, -233, -240, -248)),
        (-9999, "unsure"),
    ],
)
def test_every_code_has_its_meaning(code: int, meaning: str) -> None:
    error = read_refusal(ZaloRefusal(code, "words"), FRIDAY)
    found = {name for name, value in vars(error).items() if value and name != "reason"}
    assert found - {"permanent"} == ({meaning} - {"permanent"})
    assert error.permanent == (meaning in ("closed", "gone", "permanent"))


async def test_a_file_of_a_message_is_fetched_up_to_a_limit_and_never_from_our_own_network(town: Town) -> None:
    town.fake.send_photo(USER, JPEG)
    ref = f"{town.fake.url}/files/{next(iter(town.fake.state.uploads))}"
    channel = town.channel()
    assert await channel.fetch(Attachment("photo", ref), 1000) == JPEG
    for address, limit, said in (
        (ref, 5, "too big"),
        (f"{town.fake.url}/files/none", 1000, "no longer has"),
        ("http://127.0.0.1:9/x", 1000, "no public one"),
        ("http://localhost:9/x", 1000, "no public one"),
        ("http://[::1]:9/x", 1000, "no public one"),
    ):
        with pytest.raises(ChannelError, match=said) as caught:
            await channel.fetch(Attachment("photo", address), limit)
        assert caught.value.permanent


async def test_what_the_text_lists_under_its_number_makes_room_for_other_buttons(town: Town) -> None:
    labels = [f"{number}. Việc {number}" for number in range(1, 7)]
    lines = "\n".join(labels)
    await town.channel().send(USER, letter(f"Việc hôm nay\n{lines}", *labels, "Báo xong hết", "Hoãn"))
    (post,) = town.fake.sent(USER)
    assert post.labels == [*labels[:3], "Báo xong hết", "Hoãn"]
    assert post.text.endswith("6. Việc 6\n\nNhắn số 4–6 để mở mục ấy.")


async def test_an_office_does_not_stand_still_because_zalo_tells_nothing_of_the_account(town: Town) -> None:
    assert (await town.channel().about())["oaid"] == town.fake.state.oa_id
    town.fake.fail("/getoa", "refuse", -201)
    with pytest.raises(ChannelError) as caught:
        await town.channel().about()
    assert not caught.value.permanent
