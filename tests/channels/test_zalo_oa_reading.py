"""What Zalo's events mean: people's words, files, places; what became of ours; and shapes nobody foresaw."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.zalo_oa.reading import Arrived, News, Taken, read_event, read_news
from bot.talk import Incoming, Location

USER, OA = "9000000000000000001", "8000000000000000001"
AT = datetime.fromtimestamp(1_790_000_000, UTC)
NAMES = [
    *(f"user_send_{kind}" for kind in ("text", "image", "gif", "file", "audio", "video", "location", "link")),
    *("user_send_sticker", "user_send_business_card", "user_send_group_text", "user_received_message"),
    *("user_seen_message", "user_submit_info", "user_click_chatnow", "follow", "unfollow", "oa_send_text"),
    *("oa_send_image", "anonymous_send_text", "shop_has_order", ""),
]


def frame(name: str, message: Any = None, **more: Any) -> dict[str, Any]:
    sides = {"sender": {"id": USER}, "recipient": {"id": OA}}
    said = {} if message is None else {"message": message}
    return {"app_id": "1", **sides, "event_name": name, **said, "timestamp": "1790000000000", **more}


def news(raw: dict[str, Any]) -> News | None:
    event = read_event(raw)
    return read_news(event) if event else None


def heard(name: str, message: Any = None, **more: Any) -> Incoming:
    found = news(frame(name, message, **more))
    assert isinstance(found, Incoming)
    assert (found.channel, found.address, found.sender, found.private) == ("zalo_oa", USER, USER, True)
    return found


def attached(kind: str, **payload: Any) -> dict[str, Any]:
    return {"msg_id": "m1", "attachments": [{"type": kind, "payload": payload}]}


def test_words_are_words_and_know_their_message() -> None:
    found = heard("user_send_text", {"text": " Đường hỏng ", "msg_id": "m1"})
    assert (found.text, found.update_id, found.sent_at, found.pressed) == ("Đường hỏng", "m1", AT, False)


def test_a_tap_is_the_command_it_carries_and_typed_marks_are_only_words() -> None:
    tapped = heard("user_send_text", {"text": "#dondoc /xong 42", "msg_id": "m1"})
    assert (tapped.text, tapped.pressed) == ("/xong 42", True)
    for odd in ("#dondoc xong 42", "#dondoc", "# dondoc /xong 42"):
        assert heard("user_send_text", {"text": odd, "msg_id": "m1"}).text == odd


@pytest.mark.parametrize(
    ("name", "payload", "kind", "mime"),
    [
        ("image", {"url": "https://f.zdn.vn/a.jpg"}, "photo", "image/jpeg"),
        ("gif", {"url": "https://f.zdn.vn/a.gif"}, "photo", "image/gif"),
        ("audio", {"url": "https://f.zdn.vn/a.aac"}, "voice", "audio/aac"),
        ("video", {"url": "https://f.zdn.vn/a.mp4", "thumbnail": "x"}, "video", "video/mp4"),
        (
            "file",
            {"url": "https://f.zdn.vn/a", "name": "Đơn.PDF", "size": "1200", "type": "pdf"},
            "document",
            "application/pdf",
        ),
    ],
)
def test_files_are_named_by_where_they_lie(name: str, payload: dict[str, str], kind: str, mime: str) -> None:
    (file,) = heard(f"user_send_{name}", {**attached(name, **payload), "text": "xem"}).attachments
    assert (file.kind, file.ref, file.mime, file.name) == (kind, payload["url"], mime, payload.get("name", ""))
    assert file.size == int(payload.get("size", 0))


def test_several_pictures_come_together_and_odd_addresses_not_at_all() -> None:
    several = [
        {"type": "image", "payload": {"url": url}} for url in ("https://a/1", "file:///etc/passwd", "https://a/2")
    ]
    found = heard("user_send_image", {"msg_id": "m1", "text": "Ổ gà", "attachments": several})
    assert ([file.ref for file in found.attachments], found.text) == (["https://a/1", "https://a/2"], "Ổ gà")


@pytest.mark.parametrize(
    "message",
    [
        attached("location", coordinates={"latitude": "10.77", "longitude": "106.7"}),
        {"msg_id": "m1", "location": {"latitude": 10.77, "longitude": 106.7}},
    ],
)
def test_a_place_comes_in_either_shape(message: dict[str, Any]) -> None:
    assert heard("user_send_location", message).location == Location(10.77, 106.7)


@pytest.mark.parametrize("odd", ["", "x", "nan", "inf", "91", None])
def test_a_place_nowhere_is_none(odd: Any) -> None:
    message = attached("location", coordinates={"latitude": odd, "longitude": "106.7"})
    assert heard("user_send_location", message).location is None


def test_a_link_is_its_words_and_its_address_and_a_sticker_says_nothing() -> None:
    link = attached("link", url="https://xa.example/tin", description="Họp dân")
    assert heard("user_send_link", link).text == "Họp dân\nhttps://xa.example/tin"
    sticker = heard("user_send_sticker", attached("sticker", url="https://a", id="7"))
    assert (sticker.text, sticker.attachments) == ("", ())


@pytest.mark.parametrize(
    "info",
    [
        {
            "name": "Nguyễn Văn A",
            "phone": "84912345678",
            "full_address": {"user_ward": "Xã Thử", "user_city": "Tỉnh B"},
        },
        {"name": "Nguyễn Văn A", "phone": 84912345678, "ward": "Xã Thử", "city": "Tỉnh B"},
    ],
)
def test_a_filled_in_card_reads_as_if_it_had_been_typed(info: dict[str, Any]) -> None:
    found = heard("user_submit_info", info=info)
    assert (found.text, found.phone) == ("Nguyễn Văn A, 0912345678, Xã Thử, Tỉnh B", "0912345678")


def test_who_follows_is_greeted_and_who_leaves_is_gone() -> None:
    who = {"app_id": "1", "oa_id": OA, "follower": {"id": USER}, "timestamp": "1790000000000"}
    assert isinstance(came := news({**who, "event_name": "follow"}), Incoming)
    assert (came.text, came.update_id[:21], USER in came.update_id) == ("/start", "follow:1790000000000:", False)
    assert isinstance(left := news({**who, "event_name": "unfollow"}), Incoming)
    assert left.presence == "left"


def test_what_the_account_sent_itself_is_no_news_unless_a_person_did() -> None:
    echo = {"event_name": "oa_send_text", "recipient": {"id": USER}, "message": {"msg_id": "m1", "text": "Chào"}}
    assert news({**frame("x"), **echo, "sender": {"id": OA}}) is None
    assert news({**frame("x"), **echo, "sender": {"id": OA, "admin_id": "5"}}) == Taken(AT)


def test_received_and_seen_name_our_messages_in_either_shape() -> None:
    assert news(frame("user_received_message", {"msg_id": "m1"})) == Arrived(("m1",), False, AT)
    assert news(frame("user_seen_message", {"msg_ids": ["m1", "m2"]})) == Arrived(("m1", "m2"), True, AT)
    assert news(frame("user_seen_message", {"msg_id": "m1"})) == Arrived(("m1",), True, AT)


@pytest.mark.parametrize(
    "name", ["anonymous_send_text", "user_send_group_text", "shop_has_order", "user_click_chatnow"]
)
def test_what_is_none_of_ours_is_nothing(name: str) -> None:
    assert news(frame(name, {"text": "x", "msg_id": "m1"})) is None


def test_an_event_is_named_alike_each_time_and_unlike_any_other() -> None:
    raws = [
        frame("user_send_text", {"msg_id": "m1"}),
        frame("user_received_message", {"msg_id": "m1"}),
        frame("user_seen_message", {"msg_ids": ["m1"]}),
        frame("user_submit_info"),
        frame("user_send_text", {"text": "a"}, timestamp=None),
        frame("user_send_text", {"text": "b"}, timestamp=None),
    ]
    keys = [[event.key for event in map(read_event, raws) if event] for _ in range(2)]
    assert keys[0] == keys[1]
    assert len(set(keys[0])) == len(raws)


ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["\x00", "\ud800"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
PAYLOAD = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("url", "name", "size", "type", "coordinates", "description"), ODD)
)
MESSAGE = st.fixed_dictionaries(
    {},
    optional={
        "text": ODD,
        "msg_id": ODD | st.just("m1"),
        "msg_ids": ODD,
        "attachments": ODD | st.lists(st.fixed_dictionaries({}, optional={"type": ODD, "payload": ODD | PAYLOAD})),
    },
)
EVENT = st.fixed_dictionaries(
    {"event_name": st.sampled_from(NAMES) | ODD},
    optional={
        "sender": ODD | st.just({"id": USER}),
        "recipient": ODD | st.just({"id": OA}),
        "follower": ODD | st.just({"id": USER}),
        "oa_id": ODD,
        "message": ODD | MESSAGE,
        "info": ODD | st.fixed_dictionaries({}, optional={"name": ODD, "phone": ODD, "full_address": ODD}),
        "timestamp": ODD | st.just("1790000000000"),
    },
)


@settings(max_examples=120)
@given(EVENT)
def test_no_shape_is_too_odd_to_be_read(raw: dict[str, Any]) -> None:
    event = read_event(raw)
    if event is not None:
        read_news(event)
        assert event.key.isascii()
        assert event.user.isascii()
