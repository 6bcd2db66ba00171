"""What the web chat does not take, and the words it says then."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.types import Receive

from bot.web.guard import RefusedError
from bot.web.posting import (
    BODY_LIMIT,
    FILE_LIMIT,
    MB,
    MOST_FILES,
    NOTHING,
    TOO_BIG,
    TOO_LONG,
    TOO_MANY,
    UNREADABLE,
    read_post,
)
from tests.databases import opened
from tests.web.chat_office import FakeOffice, history, send, visiting

ANY_TIME = settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
BOUNDARY = "multipart/form-data; boundary=b"


def part(name: str, value: str, more: str = "") -> bytes:
    head = f'--b\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'
    return f"{head}{value}\r\n".encode()


def post(visitor: httpx.Client, body: bytes, content_type: str = BOUNDARY) -> httpx.Response:
    return visitor.post("/chat/messages", content=body, headers={"content-type": content_type})


def assert_nothing_happened(office: FakeOffice, visitor: httpx.Client) -> None:
    assert office.heard == []
    assert history(visitor) == []


# ---- too much


@pytest.mark.parametrize("length", [20_001, 25_000, 100_000, 3_000_000])
def test_words_too_long_are_refused_with_the_limit_in_vietnamese(
    office: FakeOffice, visitor: httpx.Client, length: int
) -> None:
    answer = send(visitor, text="ế" * length)
    assert (answer.status_code, answer.json()["problem"]) == (413, TOO_LONG)
    assert_nothing_happened(office, visitor)


def test_the_longest_words_that_fit_are_counted_in_characters_not_bytes(visitor: httpx.Client) -> None:
    assert send(visitor, text="ế" * 20_000).status_code == 200
    assert send(visitor, text="🏡" * 20_000).status_code == 200


def test_a_file_of_just_the_limit_is_taken(office: FakeOffice, visitor: httpx.Client) -> None:
    assert send(visitor, files=[("file", ("phim.mp4", bytes(FILE_LIMIT), "video/mp4"))]).status_code == 200
    assert [len(data) for data in office.fetched] == [FILE_LIMIT]


def test_one_file_too_big_stops_the_whole_message(office: FakeOffice, visitor: httpx.Client, tmp_path: Path) -> None:
    small = ("file", ("a.txt", b"small", "text/plain"))
    big = ("file", ("b.bin", bytes(FILE_LIMIT + 1), "application/octet-stream"))
    answer = send(visitor, text="hai tệp", files=[small, big])
    assert (answer.status_code, answer.json()["problem"]) == (413, TOO_BIG)
    assert_nothing_happened(office, visitor)
    assert not (tmp_path / "shelf").exists()


@pytest.mark.parametrize(("count", "status"), [(MOST_FILES, 200), (MOST_FILES + 1, 413), (60, 413)])
def test_ten_files_go_together_and_not_more(visitor: httpx.Client, count: int, status: int) -> None:
    answer = send(visitor, files=[("file", (f"{number}.txt", b"x", "text/plain")) for number in range(count)])
    assert answer.status_code == status
    assert status == 200 or answer.json()["problem"] == TOO_MANY


def posted(receive: Receive, **headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "POST", "headers": raw}, receive)


@pytest.mark.parametrize("announced", [BODY_LIMIT + 1, 10**15])
async def test_a_body_announced_too_large_is_refused_before_it_is_sent(announced: int) -> None:
    async def receive() -> dict[str, Any]:
        raise AssertionError("the body was asked for")

    with pytest.raises(RefusedError) as refused:
        await read_post(posted(receive, content_type=BOUNDARY, content_length=str(announced)))
    assert (refused.value.status, refused.value.words) == (413, TOO_BIG)


async def test_a_body_without_end_is_cut_off_at_the_bound() -> None:
    filler, taken = bytes(8 * MB), [0]

    async def receive() -> dict[str, Any]:
        taken[0] += 1
        begin = part("key", "k" * 32) + part("text", "đèn hỏng") + b"--b--\r\n"
        return {"type": "http.request", "body": begin if taken[0] == 1 else filler, "more_body": True}

    with pytest.raises(RefusedError) as refused:
        await read_post(posted(receive, content_type=BOUNDARY))
    assert refused.value.status == 413
    assert taken[0] <= BODY_LIMIT // len(filler) + 2


# ---- nonsense


@pytest.mark.parametrize(
    ("body", "content_type", "words"),
    [
        (b"", "", UNREADABLE),
        (b"", BOUNDARY, UNREADABLE),
        (b"{}", "application/json", UNREADABLE),
        (b'{"key": "kkkkkkkk", "text": "x"}', "application/json", UNREADABLE),
        (b"key=kkkkkkkk&text=x", "application/x-www-form-urlencoded", UNREADABLE),
        (b"anything", "multipart/form-data", UNREADABLE),
        (b"anything", BOUNDARY, UNREADABLE),
        (b"--b\r\n\r\n\r\n--b--\r\n", BOUNDARY, UNREADABLE),
        (part("text", "không có khóa") + b"--b--\r\n", BOUNDARY, UNREADABLE),
        (part("key", "short") + part("text", "x") + b"--b--\r\n", BOUNDARY, UNREADABLE),
        (part("key", "k" * 65) + part("text", "x") + b"--b--\r\n", BOUNDARY, UNREADABLE),
        (part("key", "kkkk:kkkk") + part("text", "x") + b"--b--\r\n", BOUNDARY, UNREADABLE),
        (part("key", "kkkkkkkk", '; filename="k"') + part("text", "x") + b"--b--\r\n", BOUNDARY, UNREADABLE),
        (part("key", "kkkkkkkk") + part("text", "x", '; filename="t"') + b"--b--\r\n", BOUNDARY, UNREADABLE),
        (part("key", "kkkkkkkk") + b"--b--\r\n", BOUNDARY, NOTHING),
        (part("key", "kkkkkkkk") + part("text", " \r\n\t") + b"--b--\r\n", BOUNDARY, NOTHING),
        (part("key", "kkkkkkkk") + part("label", "chỉ có nhãn") + b"--b--\r\n", BOUNDARY, NOTHING),
        (part("key", "kkkkkkkk") + part("file", "", '; filename=""') + b"--b--\r\n", BOUNDARY, NOTHING),
        (part("key", "kkkkkkkk") + part("choice", "/" + "ế" * 40) + b"--b--\r\n", BOUNDARY, UNREADABLE),
        (part("key", "kkkkkkkk") + b"".join(part(f"f{n}", "x") for n in range(40)), BOUNDARY, UNREADABLE),
    ],
)
def test_what_no_page_of_ours_sends_is_refused_politely(
    office: FakeOffice, visitor: httpx.Client, body: bytes, content_type: str, words: str
) -> None:
    answer = post(visitor, body, content_type)
    assert (answer.status_code, answer.json()["problem"]) == (400, words)
    assert_nothing_happened(office, visitor)


def test_an_empty_file_is_named(office: FakeOffice, visitor: httpx.Client) -> None:
    answer = send(visitor, text="đây", files=[("file", ("trống.docx", b"", "application/msword"))])
    assert answer.status_code == 400
    assert "“trống.docx”" in answer.json()["problem"]
    assert_nothing_happened(office, visitor)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [("91", "0"), ("0", "181"), ("nan", "0"), ("0", "inf"), ("x", "0"), ("10", ""), ("", "106"), ("-90.01", "0")],
)
def test_a_place_that_is_none_is_refused(visitor: httpx.Client, latitude: str, longitude: str) -> None:
    answer = send(visitor, text="đây", latitude=latitude, longitude=longitude)
    assert (answer.status_code, answer.json()["problem"]) == (400, UNREADABLE)


@pytest.mark.parametrize("charset", ["hex", "undefined", "utf-7", "idna", "utf-16", "x" * 300])
def test_a_charset_in_the_header_does_not_choose_how_words_are_read(
    office: FakeOffice, visitor: httpx.Client, charset: str
) -> None:
    body = part("key", "kkkkkkkk") + part("text", "đèn hỏng") + b"--b--\r\n"
    assert post(visitor, body, f"multipart/form-data; charset={charset}; boundary=b").status_code == 200
    assert office.heard[0].text == "đèn hỏng"


def test_no_cookie_no_message(office: FakeOffice, url: str) -> None:
    with httpx.Client(base_url=url) as stranger:
        answer = send(stranger, text="đèn hỏng")
    assert (answer.status_code, "cookie" in answer.json()["problem"]) == (401, True)
    assert office.heard == []


@pytest.mark.parametrize("cookie", ["", "x", "x" * 42, "x" * 44, "../" * 14 + "x", "é" * 43])
def test_a_cookie_that_we_did_not_make_is_none(url: str, cookie: str) -> None:
    headers = [(b"cookie", f"dondoc_chat={cookie}".encode())]
    assert httpx.get(f"{url}/chat/messages", headers=headers).status_code == 401


# ---- other sites


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),  # no browser at all
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "same-origin", "origin": "https://behind.a.proxy"}, 200),
        ({"origin": "http://HOST"}, 200),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": "http://HOST"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://HOST.evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://["}, 403),
        ({"origin": ""}, 403),
    ],
)
def test_only_our_own_page_can_post(office: FakeOffice, url: str, headers: Mapping[str, str], status: int) -> None:
    host = url.removeprefix("http://")
    with visiting(url) as visitor:
        visitor.headers.update({name: value.replace("HOST", host) for name, value in headers.items()})
        assert send(visitor, text="đèn hỏng").status_code == status
    assert len(office.heard) == (status == 200)


# ---- whatever comes


@pytest.fixture(scope="module")
def standing(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """One office, and one browser that forgets who it was, for many examples."""
    folder = tmp_path_factory.mktemp("standing")
    (folder / "office.db").write_bytes(migrated_file.read_bytes())
    with (
        opened(f"sqlite:///{folder}/office.db") as store,
        FakeOffice(store, folder).serving() as url,
        visiting(url) as new,
    ):
        yield new


def newcomer(client: httpx.Client) -> httpx.Client:
    client.cookies.clear()
    client.get("/chat")
    return client


HEADER = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60).map(str.strip)
TYPES = st.one_of(HEADER, HEADER.map(lambda rest: f"multipart/form-data; boundary=b{rest}"), st.just(BOUNDARY))
PIECES = st.lists(st.one_of(st.binary(max_size=80), st.sampled_from([b"--b", b"\r\n", b"--b--\r\n", b"\r\n\r\n"])))
BODIES = st.one_of(st.binary(max_size=400), PIECES.map(b"".join))


@ANY_TIME
@given(body=BODIES, content_type=TYPES)
def test_no_body_whatsoever_makes_the_server_stumble(standing: httpx.Client, body: bytes, content_type: str) -> None:
    visitor = newcomer(standing)
    answer = post(visitor, body, content_type)
    assert answer.status_code in (400, 413)
    assert answer.json()["problem"].endswith(".")
    assert history(visitor) == []


FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "text": st.text(max_size=60),
        "choice": st.text(max_size=70),
        "label": st.text(max_size=60),
        "latitude": st.one_of(st.floats().map(str), st.text(max_size=8)),
        "longitude": st.one_of(st.floats().map(str), st.text(max_size=8)),
    },
)


@ANY_TIME
@given(fields=FIELDS)
def test_any_fields_are_either_one_bubble_or_a_refusal_and_none(standing: httpx.Client, fields: dict[str, str]) -> None:
    visitor = newcomer(standing)
    answer = send(visitor, **{name: value.encode("utf-8", "replace").decode() for name, value in fields.items()})
    mine = [bubble for bubble in history(visitor) if bubble["mine"]]
    assert (answer.status_code, len(mine)) in ((200, 1), (400, 0))


@ANY_TIME
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=300))
def test_words_come_back_as_they_were_typed(standing: httpx.Client, text: str) -> None:
    visitor = newcomer(standing)
    assert send(visitor, text=f"a{text}z").json()["text"] == f"a{text}z"
    assert history(visitor)[0]["text"] == f"a{text}z"


async def test_a_sender_who_goes_away_half_way_is_told_nothing_and_leaves_nothing() -> None:
    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    with pytest.raises(RefusedError):
        await read_post(posted(receive, content_type=BOUNDARY))
