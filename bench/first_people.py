"""People at the double of Telegram, over its page's own addresses."""

import time
from typing import Any

import httpx

PATIENCE = 120.0


class Telegram:
    def __init__(self, url: str) -> None:
        self.url = url
        self._client = httpx.Client(base_url=url, trust_env=False)

    def wait_until_there(self) -> None:
        def is_there() -> bool:
            try:
                return self._client.get("/").is_success
            except httpx.ConnectError:
                return False

        _until(is_there, "the double of Telegram")

    def say(self, chat: int, text: str) -> None:
        self._client.post("/people/say", json={"chat": chat, "text": text}).raise_for_status()

    def heard(self, chat: int) -> list[str]:
        posts: list[dict[str, Any]] = self._client.get(f"/people/messages/{chat}").json()
        return [post["text"] for post in posts if post["from"] == "bot"]

    def wait(self, chat: int, words: str) -> None:
        """Until somebody has heard this from the bot."""
        _until(lambda: any(words in text for text in self.heard(chat)), words)


def _until(happened: Any, what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(0.1)
