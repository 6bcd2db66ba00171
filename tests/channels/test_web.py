"""The web chat as a channel: bubbles in a table, and bells for those who read."""

import asyncio
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.channels.web import MOST_READERS, Bell, WebChannel
from bot.talk import Attachment, Channel, ChannelError, Choice, Kept, Parcel
from storage.offices import Office
from storage.store import Store
from storage.webchat import WebMessage
from tests.storage.rows import at_once

NOON = datetime(2026, 11, 20, 5, 5, tzinfo=UTC)
PATIENCE = 10.0
PHOTO = Attachment("photo", "ref-1", "den.jpg", "image/jpeg", 5)


@pytest.fixture
def office(store: Store) -> int:
    return add_office(store)


@pytest.fixture
def channel(store: Store, office: int) -> WebChannel:
    return new_channel(store, office)


@pytest.fixture
def held(sqlite_store: Store) -> WebChannel:
    """A channel for what no database decides."""
    return new_channel(sqlite_store, add_office(sqlite_store))


def add_office(store: Store, code: str = "TB") -> int:
    with store.transaction() as session:
        office = Office(name="UBND xã Tân Bình", code=code, created_at=NOON)
        session.add(office)
        session.flush()
        return office.id


def new_channel(store: Store, office_id: int) -> WebChannel:
    return WebChannel(store, office_id, lambda: NOON)


def test_it_is_a_channel_with_buttons(held: WebChannel) -> None:
    port: Channel = held
    assert (port.name, port.traits.buttons) == ("web", True)


async def test_what_is_sent_becomes_a_bubble_with_its_choices_and_files(channel: WebChannel) -> None:
    kept = Kept("document", "a" * 64, "bao-cao.docx", "application/msword", 9000)
    rows = ((Choice("Đúng", "/dung 1"), Choice("Sai", "/sai 1")), (Choice("Bỏ", "/bo 1"),))
    ref = await channel.send("dan", Parcel("letter:7", "Đã <b>nhận</b>.", rows, ((kept, Path("/nowhere")),)))

    (bubble,) = await channel.read("dan", 0)
    assert str(bubble.id) == ref
    assert (bubble.mine, bubble.text, bubble.at) == (False, "Đã <b>nhận</b>.", NOON)
    assert bubble.choices == [[["Đúng", "/dung 1"], ["Sai", "/sai 1"]], [["Bỏ", "/bo 1"]]]
    assert bubble.files[0]["name"] == "bao-cao.docx"
    assert Kept(**bubble.files[0]) == kept


async def test_a_letter_sent_twice_is_one_bubble_and_the_same_reference(channel: WebChannel) -> None:
    first = await channel.send("dan", Parcel("letter:7", "Chào bác."))
    second = await channel.send("dan", Parcel("letter:7", "Chào bác."))
    assert first == second
    assert len(await channel.read("dan", 0)) == 1


async def test_several_senders_of_one_letter_at_the_same_moment_leave_one_bubble(store: Store, office: int) -> None:
    senders = [new_channel(store, office) for _ in range(4)]

    def send(sender: WebChannel) -> str:
        return asyncio.run(sender.send("dan", Parcel("letter:7", "Chào bác.")))

    refs = await asyncio.to_thread(at_once, *(lambda sender=sender: send(sender) for sender in senders))
    assert len(set(refs)) == 1, refs
    assert len(await senders[0].read("dan", 0)) == 1


async def test_the_same_key_at_two_addresses_is_two_letters(channel: WebChannel) -> None:
    await channel.send("dan", Parcel("letter:7", "Chào bác."))
    await channel.send("canbo", Parcel("letter:7", "Chào anh."))
    assert [bubble.text for bubble in await channel.read("canbo", 0)] == ["Chào anh."]


async def test_an_address_that_nobody_has_opened_takes_letters_all_the_same(channel: WebChannel) -> None:
    for odd in ("", "chưa ai mở", "'; drop table webmessage; --", "x" * 500):
        await channel.send(odd, Parcel("letter:1", "Chào."))
        assert len(await channel.read(odd, 0)) == 1


async def test_offices_do_not_see_each_other(store: Store, channel: WebChannel) -> None:
    theirs = new_channel(store, add_office(store, "HN"))
    await channel.send("dan", Parcel("letter:1", "Của chúng tôi."))
    assert await theirs.read("dan", 0) == []


async def test_reading_after_an_id_gives_only_what_is_newer(channel: WebChannel) -> None:
    refs = [await channel.send("dan", Parcel(f"letter:{number}", f"tin {number}")) for number in range(5)]
    assert [bubble.text for bubble in await channel.read("dan", int(refs[2]))] == ["tin 3", "tin 4"]
    assert [bubble.text for bubble in await channel.read("dan", 0, limit=2)] == ["tin 3", "tin 4"]


async def test_own_words_put_in_twice_stay_as_they_were_first(channel: WebChannel, office: int) -> None:
    said = [
        await channel.put(WebMessage(office_id=office, address="dan", key="page:1", mine=True, text=text, at=NOON))
        for text in ("đèn hỏng", "chữ khác")
    ]
    assert [bubble.text for bubble in said] == ["đèn hỏng", "đèn hỏng"]


async def test_an_upload_can_be_fetched_while_it_is_held(held: WebChannel, tmp_path: Path) -> None:
    path = tmp_path / "den.jpg"
    path.write_bytes(b"12345")
    with held.holding({"ref-1": path}):
        assert await held.fetch(PHOTO, limit=5) == b"12345"
    with pytest.raises(ChannelError) as gone:
        await held.fetch(PHOTO, limit=5)
    assert gone.value.permanent


async def test_an_upload_larger_than_the_limit_is_refused_for_good(held: WebChannel, tmp_path: Path) -> None:
    path = tmp_path / "den.jpg"
    path.write_bytes(b"123456")
    with held.holding({"ref-1": path}), pytest.raises(ChannelError) as refused:
        await held.fetch(PHOTO, limit=5)
    assert refused.value.permanent


@pytest.mark.parametrize("ref", ["", "ref-2", "/etc/passwd", "../den.jpg"])
async def test_a_reference_that_no_page_made_gives_nothing(held: WebChannel, tmp_path: Path, ref: str) -> None:
    (tmp_path / "den.jpg").write_bytes(b"12345")
    with held.holding({"ref-1": tmp_path / "den.jpg"}), pytest.raises(ChannelError) as unknown:
        await held.fetch(Attachment("photo", ref), limit=5)
    assert unknown.value.permanent


async def rings(bell: Bell) -> bool:
    """Whether the bell was rung: it is waited for much longer than any of it takes."""
    waiting = asyncio.ensure_future(bell.wait(3600))
    done, _ = await asyncio.wait([waiting], timeout=PATIENCE)
    return bool(done)


async def test_a_reader_is_woken_by_a_bubble_at_its_address(held: WebChannel) -> None:
    with held.listening("dan") as bell:
        waiting = asyncio.create_task(rings(bell))
        await asyncio.sleep(0)
        await held.send("dan", Parcel("letter:1", "Chào."))
        assert await waiting


async def test_a_bubble_that_comes_between_two_waits_is_not_slept_through(held: WebChannel) -> None:
    with held.listening("dan") as bell:
        await held.send("dan", Parcel("letter:1", "Chào."))
        assert await rings(bell)


async def test_a_reader_is_woken_from_another_thread(held: WebChannel) -> None:
    with held.listening("dan") as bell:
        sender = threading.Thread(target=lambda: asyncio.run(held.send("dan", Parcel("letter:1", "Chào."))))
        sender.start()
        assert await rings(bell)
        sender.join()


async def test_a_reader_is_not_woken_by_a_bubble_elsewhere(held: WebChannel) -> None:
    with held.listening("dan") as bell, held.listening("canbo") as other:
        await held.send("canbo", Parcel("letter:1", "Chào."))
        assert await rings(other)
        waiting = asyncio.ensure_future(bell.wait(3600))
        done, _ = await asyncio.wait([waiting], timeout=0.05)
        assert not done
        waiting.cancel()


async def test_closing_ends_those_who_read_and_those_who_come_later(held: WebChannel) -> None:
    with held.listening("dan") as early:
        held.close()
        assert await rings(early)
        with held.listening("canbo") as late:
            assert (early.ended, late.ended) == (True, True)


async def test_one_page_too_many_ends_the_one_that_waited_longest(held: WebChannel) -> None:
    opened = [held.listening("dan") for _ in range(MOST_READERS + 2)]
    bells = [page.__enter__() for page in opened]
    assert [bell.ended for bell in bells] == [True, True] + [False] * MOST_READERS
    for page in opened:
        page.__exit__(None, None, None)
