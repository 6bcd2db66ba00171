"""The web chat's page and API over real HTTP, with an office that echoes."""

from datetime import timedelta

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from bot.talk import Location
from bot.web.visitors import COOKIE
from tests.web.chat_office import CHOICES, NOON, FakeOffice, address, history, send, serving, visiting

# ---- the page


def test_the_front_door_leads_to_the_chat(url: str) -> None:
    answer = httpx.get(url)
    assert (answer.status_code, answer.headers["location"]) == (307, "/chat")


def test_the_page_names_the_office_and_says_that_a_machine_answers(url: str) -> None:
    page = httpx.get(f"{url}/chat").text
    assert '<html lang="vi">' in page
    assert "<h1>UBND xã Tân Bình</h1>" in page
    assert "Trợ lý tự động" in page


def test_the_name_of_an_office_cannot_bring_markup_into_the_page(office: FakeOffice) -> None:
    office.name = '"><script>alert(1)</script>'
    with office.serving() as url:
        page = httpx.get(f"{url}/chat").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_page_carries_no_inline_script_or_style_and_nothing_from_elsewhere(url: str) -> None:
    answer = httpx.get(f"{url}/chat")
    policy = dict(part.split(" ", 1) for part in answer.headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert (policy["script-src"], policy["style-src"], policy["connect-src"]) == ("'self'", "'self'", "'self'")
    assert policy["frame-ancestors"] == "'self'"
    for forbidden in ("style=", "onclick", "<style", "http://", "https://"):
        assert forbidden not in answer.text


def test_an_office_may_show_the_page_on_its_own_site(office: FakeOffice) -> None:
    with office.serving(frame_ancestors="'self' https://tanbinh.example.gov.vn") as url:
        policy = httpx.get(f"{url}/chat").headers["content-security-policy"]
    assert "frame-ancestors 'self' https://tanbinh.example.gov.vn" in policy


def test_everything_may_stand_below_a_path_of_the_office_s_site(office: FakeOffice) -> None:
    with serving(Starlette(routes=[Mount("/tro-ly", app=office.app())])) as url:
        assert httpx.get(f"{url}/tro-ly/").headers["location"] == "/tro-ly/chat"
        page = httpx.get(f"{url}/tro-ly/chat").text
        assert 'data-base="/tro-ly/chat/"' in page
        assert httpx.get(f"{url}/tro-ly/chat/static/chat.js").status_code == 200
    assert 'src="/tro-ly/chat/static/chat.js"' in page


@pytest.mark.parametrize("part", ["chat.js", "chat.css", "drum.svg", "markup.js", "outbox.js", "wire.js", "tray.js"])
def test_the_parts_of_the_page_are_served_without_guessing_their_type(url: str, part: str) -> None:
    answer = httpx.get(f"{url}/chat/static/{part}")
    assert answer.status_code == 200
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/chat/static/../chat.py", "/chat/static/%2e%2e/chat.py", "/chat/static/nothing.js"])
def test_nothing_else_lies_among_the_parts(url: str, path: str) -> None:
    assert httpx.get(f"{url}{path}").status_code == 404


# ---- who is who


def test_a_visitor_gets_a_cookie_that_scripts_and_other_sites_do_not_see(url: str) -> None:
    line = httpx.get(f"{url}/chat").headers["set-cookie"]
    token, *attributes = line.split("; ")
    assert len(token.removeprefix(f"{COOKIE}=")) == 43  # 256 bits
    assert set(attributes) == {"Max-Age=31536000", "Path=/", "HttpOnly", "SameSite=Lax"}


def test_over_https_the_cookie_stays_on_https(url: str) -> None:
    line = httpx.get(f"{url}/chat", headers={"x-forwarded-proto": "https"}).headers["set-cookie"]
    assert line.endswith("SameSite=Lax; Secure")


def test_inside_the_frame_of_another_site_the_cookie_belongs_to_that_site_only(url: str) -> None:
    framed = {"x-forwarded-proto": "https", "sec-fetch-site": "cross-site", "sec-fetch-dest": "iframe"}
    line = httpx.get(f"{url}/chat", headers=framed).headers["set-cookie"]
    assert line.endswith("SameSite=None; Secure; Partitioned")


def test_a_visitor_who_comes_back_stays_the_same(visitor: httpx.Client) -> None:
    before = visitor.cookies[COOKIE]
    visitor.get("/chat")
    assert visitor.cookies[COOKIE] == before


def test_two_visitors_do_not_see_each_other(url: str, visitor: httpx.Client) -> None:
    send(visitor, text="đèn hỏng")
    with visiting(url) as other:
        assert history(other) == []


def test_the_token_itself_is_kept_nowhere(office: FakeOffice, visitor: httpx.Client) -> None:
    send(visitor, text="đèn hỏng")
    (heard,) = office.heard
    assert visitor.cookies[COOKIE] not in repr(heard)
    assert all(visitor.cookies[COOKIE] not in repr(bubble) for bubble in office.bubbles(heard.address))


@pytest.mark.parametrize("path", ["messages", "events", f"files/{'a' * 64}"])
def test_without_a_cookie_nothing_can_be_read(url: str, path: str) -> None:
    answer = httpx.get(f"{url}/chat/{path}")
    assert (answer.status_code, "cookie" in answer.json()["problem"]) == (401, True)


# ---- words


def test_words_reach_the_office_and_both_sides_stand_in_the_history(office: FakeOffice, visitor: httpx.Client) -> None:
    stored = send(visitor, key="k" * 32, text="  đèn hỏng\r\nở <ấp> 3 ").json()

    (heard,) = office.heard
    assert (heard.channel, heard.text, heard.pressed) == ("web", "đèn hỏng\nở <ấp> 3", False)
    assert heard.update_id == f"{address(visitor)}:{'k' * 32}"
    assert (heard.address, heard.sender, heard.private) == (address(visitor), address(visitor), True)
    assert heard.sent_at == NOON
    mine, answer = history(visitor)
    assert mine == stored
    assert (mine["mine"], mine["text"], mine["key"]) == (True, "đèn hỏng\nở <ấp> 3", "k" * 32)
    assert (answer["mine"], answer["text"]) == (False, "Đã nghe: <b>đèn hỏng\nở &lt;ấp> 3</b>")
    assert answer["choices"] == [[[choice.label, choice.command] for choice in row] for row in CHOICES]
    assert answer["at"] == "2026-11-20T05:05:00+00:00"


def test_ten_thousand_characters_arrive_whole(office: FakeOffice, visitor: httpx.Client) -> None:
    long = "đường ngập " * 1000
    assert send(visitor, text=long).status_code == 200
    assert office.heard[0].text == long.strip()


def test_the_same_key_again_changes_nothing(office: FakeOffice, visitor: httpx.Client) -> None:
    first = send(visitor, key="k" * 32, text="đèn hỏng")
    again = send(visitor, key="k" * 32, text="đèn hỏng")
    assert first.json() == again.json()
    assert len(history(visitor)) == 2
    assert len(office.heard) == 1


def test_a_try_that_failed_half_way_is_finished_by_the_next(office: FakeOffice, visitor: httpx.Client) -> None:
    office.failing = True
    visitor.headers["connection"] = "close"  # a server that stumbled hangs up in any case
    assert send(visitor, key="k" * 32, text="đèn hỏng").status_code == 500
    office.failing = False
    assert send(visitor, key="k" * 32, text="đèn hỏng").status_code == 200
    assert [bubble["mine"] for bubble in history(visitor)] == [True, False]
    assert len(office.heard) == 1


def test_a_tapped_choice_carries_its_command_and_shows_its_label(office: FakeOffice, visitor: httpx.Client) -> None:
    send(visitor, choice="/dung 1", label="Đúng rồi")
    (heard,) = office.heard
    assert (heard.text, heard.pressed) == ("/dung 1", True)
    assert history(visitor)[0]["text"] == "Đúng rồi"


def test_a_place_goes_along_and_stands_in_the_bubble(office: FakeOffice, visitor: httpx.Client) -> None:
    send(visitor, text="ở đây", latitude="10.776", longitude="-106.7")
    assert office.heard[0].location == Location(10.776, -106.7)
    assert office.heard[0].text == "ở đây"
    assert history(visitor)[0]["text"] == "ở đây\nVị trí: 10.776000, -106.700000"


def test_characters_that_no_one_types_are_left_out(office: FakeOffice, visitor: httpx.Client) -> None:
    send(visitor, text="đèn\x00 hỏng\x1b[31m\tở\nấp 3")
    assert office.heard[0].text == "đèn hỏng[31m\tở\nấp 3"


# ---- seats of the demo


def test_a_seat_is_somebody_fixed_without_a_cookie(office: FakeOffice, url: str) -> None:
    page = httpx.get(f"{url}/chat/dan")
    assert "set-cookie" not in page.headers
    assert 'data-base="/chat/dan/"' in page.text
    with httpx.Client(base_url=url) as client:
        send(client, "/chat/dan/messages", text="đèn hỏng")
        assert office.heard[0].address == "seat-citizen"
        assert len(history(client, "/chat/dan/messages")) == 2
        assert history(client, "/chat/canbo/messages") == []


@pytest.mark.parametrize("path", ["/chat/giamdoc", "/chat/giamdoc/messages", "/chat/giamdoc/events"])
def test_a_seat_that_is_not_named_does_not_exist(url: str, path: str) -> None:
    assert httpx.get(f"{url}{path}").status_code == 404


def test_without_seats_there_is_no_page_but_the_visitor_s(office: FakeOffice) -> None:
    office.seats = {}
    with office.serving() as url:
        assert httpx.get(f"{url}/chat/dan").status_code == 404
        assert httpx.get(f"{url}/chat").status_code == 200


# ---- history


@pytest.mark.parametrize("after", ["", "-1", "1.5", "x", "9" * 40, "١"])
def test_an_odd_place_to_begin_from_is_the_beginning(visitor: httpx.Client, after: str) -> None:
    send(visitor, text="đèn hỏng")
    assert len(history(visitor, after=after)) == 2


def test_history_goes_on_after_what_the_page_has(visitor: httpx.Client) -> None:
    send(visitor, text="một")
    seen = history(visitor)[-1]["id"]
    send(visitor, text="hai")
    assert [bubble["text"] for bubble in history(visitor, after=seen)] == ["hai", "Đã nghe: <b>hai</b>"]


def test_the_moments_shown_are_those_of_the_office_s_clock(office: FakeOffice, visitor: httpx.Client) -> None:
    office.at = NOON + timedelta(days=3)
    send(visitor, text="một")
    assert history(visitor)[0]["at"] == "2026-11-23T05:05:00+00:00"
