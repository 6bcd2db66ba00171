"""The stream of new bubbles: nothing twice, nothing missed, also over a restart."""

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from bot.talk import Parcel
from bot.web.events import read_events
from storage.webchat import WebMessage
from tests.web.chat_office import NOON, FakeOffice, history, send, visiting


@contextmanager
def stream(client: httpx.Client, after: int = 0, **headers: str) -> Iterator[Iterator[dict[str, Any]]]:
    """The bubbles of the stream as they come."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    with client.stream("GET", "/chat/events", params={"after": after}, headers=sent, timeout=20) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield (json.loads(line.removeprefix("data: ")) for line in answer.iter_lines() if line.startswith("data: {"))


def test_what_was_said_comes_first_and_then_what_is_said_now(office: FakeOffice) -> None:
    with office.serving() as url, visiting(url) as reader:
        send(reader, text="một")
        with stream(reader) as bubbles:
            assert [next(bubbles)["text"], next(bubbles)["text"]] == ["một", "Đã nghe: <b>một</b>"]
            with httpx.Client(base_url=url, cookies=reader.cookies) as writer:
                stored = send(writer, text="hai").json()
            assert next(bubbles) == stored
            assert next(bubbles)["text"] == "Đã nghe: <b>hai</b>"


def test_what_another_process_writes_arrives_without_a_bell(office: FakeOffice) -> None:
    with office.serving() as url, visiting(url) as reader:
        send(reader, text="một")
        last = history(reader)[-1]["id"]
        with stream(reader, last) as bubbles:
            office.say(office.heard[0].address, "letter:1", "Đèn đã sửa xong.")
            assert next(bubbles)["text"] == "Đèn đã sửa xong."


def test_a_browser_that_comes_back_goes_on_where_it_was(office: FakeOffice) -> None:
    with office.serving() as url, visiting(url) as reader:
        for words in ("một", "hai", "ba"):
            send(reader, text=words)
        ids = [bubble["id"] for bubble in history(reader)]
        with stream(reader, after=0, last_event_id=str(ids[3])) as bubbles:
            assert [next(bubbles)["id"], next(bubbles)["id"]] == ids[4:]


def test_a_server_that_stops_ends_its_streams_and_the_next_one_goes_on(office: FakeOffice) -> None:
    received: list[int] = []
    open_now = threading.Event()

    def read(url: str, cookies: httpx.Cookies) -> None:
        with httpx.Client(base_url=url, cookies=cookies) as client, stream(client) as bubbles:
            for bubble in bubbles:  # ends by itself, or this test does not
                received.append(bubble["id"])
                open_now.set()

    with office.serving() as url, visiting(url) as visitor:
        cookies = visitor.cookies
        send(visitor, text="một")
        reader = threading.Thread(target=read, args=(url, cookies))
        reader.start()
        assert open_now.wait(20)
    reader.join(20)
    assert not reader.is_alive()
    office.say(office.heard[0].address, "letter:1", "Trong lúc máy nghỉ.")
    with (
        office.serving() as url,
        httpx.Client(base_url=url, cookies=cookies) as client,
        stream(client, received[-1]) as new,
    ):
        missed = [next(new) for _ in range(3 - len(received))]
    assert missed[-1]["text"] == "Trong lúc máy nghỉ."


def test_a_reader_who_leaves_is_let_go(office: FakeOffice) -> None:
    with office.serving() as url, visiting(url) as reader:
        send(reader, text="một")
        with stream(reader) as bubbles:
            next(bubbles)
        while office.channel.readers(office.heard[0].address):
            send(reader, text="còn đó không")


def test_a_page_that_shows_what_is_gone_is_told_to_begin_anew(office: FakeOffice) -> None:
    with office.serving() as url, visiting(url) as reader:
        send(reader, text="một")
        ahead = history(reader)[-1]["id"] + 1
        answer = reader.get("/chat/events", params={"after": ahead})
    assert "event: reset\ndata: reload\n\n" in answer.text


async def test_silence_is_filled_with_a_sign_of_life(office: FakeOffice) -> None:
    channel = office.new_channel()
    events = read_events(channel, "dan", 0, poll=0.001, heartbeat=0.01)
    signs = [await anext(events) for _ in range(3)]
    assert signs == ["retry: 2000\n\n", ": vẫn đang nghe\n\n", ": vẫn đang nghe\n\n"]
    await channel.send("dan", Parcel("letter:1", "Chào."))
    event = await anext(events)
    while event.startswith(":"):
        event = await anext(events)
    assert json.loads(event.split("data: ")[1])["text"] == "Chào."
    await events.aclose()


async def test_a_bubble_whose_smaller_number_appears_later_is_not_lost(office: FakeOffice) -> None:
    """Two processes on PostgreSQL: the one that was given its number first may commit last."""
    channel = office.new_channel()
    await channel.send("dan", Parcel("letter:1", "trước"))
    events = read_events(channel, "dan", 0, poll=0.001)
    assert (await anext(events)).startswith("retry")
    assert "trước" in await anext(events)
    with office.store.transaction() as session:
        session.add(bubble(office, 30, "số lớn"))
    assert "số lớn" in await anext(events)
    with office.store.transaction() as session:
        session.add(bubble(office, 20, "số nhỏ"))
    assert "số nhỏ" in await anext(events)
    channel.close()
    assert [event async for event in events] == []


def bubble(office: FakeOffice, number: int, text: str) -> WebMessage:
    key = f"letter:{number}"
    return WebMessage(id=number, office_id=office.office_id, address="dan", key=key, mine=False, text=text, at=NOON)


async def test_a_stream_of_a_closed_channel_ends_at_once(office: FakeOffice) -> None:
    channel = office.new_channel()
    channel.close()
    async with asyncio.timeout(20):
        assert [event async for event in read_events(channel, "dan", 0)] == ["retry: 2000\n\n"]
