"""What the double of Zalo's bots takes, refuses and loses, called as plainly as can be."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from bot.fakes.zalo_bot import FakeZaloBot


class Bot:
    def __init__(self, fake: FakeZaloBot) -> None:
        self.fake = fake
        self.client = httpx.Client(base_url=fake.url, trust_env=False, timeout=10)

    def call(self, method: str, **given: Any) -> dict[str, Any]:
        answer: dict[str, Any] = self.client.post(f"/bot{self.fake.token}/{method}", json=given).json()
        return answer

    def code(self, method: str, **given: Any) -> int:
        return int(self.call(method, **given).get("error_code", 0))


@pytest.fixture
def bot(zalo_bot_double: FakeZaloBot) -> Iterator[Bot]:
    bot = Bot(zalo_bot_double)
    with bot.client:
        yield bot


def test_tokens_methods_chats_and_lengths_are_checked(bot: Bot) -> None:
    bot.fake.say("An", "chào")
    chat = bot.fake.chat_of("An")
    assert bot.client.post("/bot1:x/getMe", json={}).json()["error_code"] == 401
    assert (bot.code("sendDocument"), bot.code("deleteWebhook"), bot.code("getWebhookInfo")) == (400, 400, 404)
    assert [bot.code("sendMessage", chat_id=chat, text=text) for text in ("", "😀" * 1001, "😀" * 1000)] == [
        400,
        400,
        0,
    ]
    assert bot.code("sendMessage", chat_id="nobody", text="x") == 400
    assert bot.call("sendChatAction", chat_id=chat, action="typing") == {"ok": True}


def test_a_poll_gives_one_wrapped_event_which_is_gone_then(bot: Bot) -> None:
    bot.fake.say("An", "một")
    bot.fake.say("An", "hai")
    first, second = (bot.call("getUpdates", timeout="1") for _ in range(2))
    assert first["ok"] is True
    assert [one["result"]["message"]["text"] for one in (first, second)] == ["một", "hai"]
    assert bot.code("getUpdates", timeout="1") == 408
    bot.fake.switches.idle = "html"
    assert bot.client.post(f"/bot{bot.fake.token}/getUpdates", json={"timeout": "1"}).status_code == 504


def test_over_the_months_quota_nothing_leaves(bot: Bot) -> None:
    bot.fake.say("An", "chào")
    bot.fake.switches.monthly = 1
    codes = [bot.code("sendMessage", chat_id=bot.fake.chat_of("An"), text="x") for _ in range(2)]
    assert (codes, len(bot.fake.sent("An"))) == ([0, 429], 1)


def test_one_person_too_many_and_words_without_a_mention_are_never_heard(bot: Bot) -> None:
    bot.fake.switches.people = 1
    for name in ("An", "Bình", "An"):
        bot.fake.say(name, "chào")
    bot.fake.say("An", "/nhom", group="Tổ 3", mention=False)
    bot.fake.say("An", "/nhom", group="Tổ 3")
    assert (bot.fake.pending, len(bot.fake.dropped)) == (3, 2)
    assert bot.fake.state.events[-1]["message"]["text"] == "@Bot Đôn Đốc /nhom"


def test_a_voice_to_a_group_is_confirmed_and_dropped(bot: Bot) -> None:
    bot.fake.say("An", "/nhom", group="Tổ 3")
    chat = bot.fake.group("Tổ 3")
    assert bot.code("sendVoice", chat_id=chat, voice_url="https://x.example/a.aac") == 0
    assert bot.fake.sent("Tổ 3") == []


def test_a_person_on_the_page_writes_and_reads(bot: Bot) -> None:
    assert bot.client.post("/people/say", json={"name": "An", "text": "chào"}).status_code == 200
    assert bot.client.post("/people/fly", json={}).status_code == 404
    assert bot.client.post("/people/say", json={"nobody": 1}).status_code == 400
    bot.call("sendMessage", chat_id=bot.fake.chat_of("An"), text="Chào An")
    assert [post["text"] for post in bot.client.get("/people/messages/An").json()] == ["chào", "Chào An"]
