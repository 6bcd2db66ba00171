"""Somebody who tries the bot by hand writes and shows as a person would on Telegram."""

import base64

import httpx

from bot.fakes.telegram import FakeTelegram

PHOTO = base64.b64encode(b"a picture").decode()


def test_a_person_on_the_page_writes_and_shows(telegram_double: FakeTelegram) -> None:
    with httpx.Client(base_url=telegram_double.url, trust_env=False, timeout=10) as client:
        assert client.post("/people/say", json={"chat": 5, "text": "chào"}).status_code == 200
        shown = {"chat": 5, "content": PHOTO, "caption": "ở đây"}
        assert client.post("/people/send_photo", json=shown).status_code == 200
        assert client.post("/people/send_photo", json={"chat": 5, "content": 7}).status_code == 400
        assert client.post("/people/fly", json={}).status_code == 404
        said, seen = client.get("/people/messages/5").json()
    assert (said["text"], said["photo"]) == ("chào", "")
    assert (seen["text"], seen["photo"]) == ("ở đây", PHOTO)
