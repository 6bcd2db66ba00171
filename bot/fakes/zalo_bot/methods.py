"""The methods of the API, as far as a bot of ours calls them."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import httpx

from bot.fakes.zalo_bot.hook import Hook
from bot.fakes.zalo_bot.state import Json, Post, RefusalError, State

LONGEST = 2000
USUAL_WAIT = 30.0


class Methods:
    """`hook` is set while a webhook is."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.hook: Hook | None = None
        self.fetched: list[int] = []  # how the fetches of pictures went

    def find(self, name: str) -> Callable[[Json], Awaitable[Any]]:
        known: dict[str, Callable[[Json], Awaitable[Any]]] = {
            "getMe": self.get_me,
            "getUpdates": self.get_updates,
            "setWebhook": self.set_webhook,
            "getWebhookInfo": self.get_webhook_info,
            "deleteWebhook": self.delete_webhook,
            "sendMessage": self.send_message,
            "sendPhoto": self.send_photo,
            "sendVoice": self.send_voice,
            "sendChatAction": self.send_chat_action,
        }
        if name not in known:
            raise RefusalError(self.state.switches.unknown_method, "Unknown method")
        return known[name]

    async def get_me(self, _args: Json) -> Json:
        number = self.state.token.partition(":")[0]
        return {"id": number, "account_name": self.state.bot_name, "account_type": "BASIC", "can_join_groups": True}

    async def get_updates(self, args: Json) -> Json:
        """One event, which is gone then, also when nobody reads the answer."""
        if self.hook:
            raise RefusalError(400, "Bad Request: webhook is active")
        given = str(args.get("timeout", ""))
        loop = asyncio.get_running_loop()
        end = loop.time() + (float(given) if given.isdecimal() else USUAL_WAIT) * self.state.second
        with self.state.bell.listening() as rung:
            while not self.state.closed and not self.hook:
                rung.clear()
                if (event := self.state.pop()) is not None:
                    return event
                if loop.time() >= end:
                    break
                with suppress(TimeoutError):
                    await asyncio.wait_for(rung.wait(), end - loop.time())
        raise RefusalError(408, "Request timeout")

    async def set_webhook(self, args: Json) -> Json:
        url, secret = str(args.get("url", "")), str(args.get("secret_token", ""))
        address = urlsplit(url)
        loopback = self.state.switches.http_hooks and address.hostname in ("127.0.0.1", "localhost")
        if not address.hostname or not (address.scheme == "https" or loopback):
            raise RefusalError(400, "Bad Request: webhook url must be public https")
        if not 8 <= len(secret) <= 256:
            raise RefusalError(400, "Bad Request: secret_token length must be 8-256")
        await self._unhook()
        self.hook = Hook(url, secret, self.state, self.state.now())
        self.state.bell.ring()
        return {"url": url, "updated_at": self.hook.updated_at, "verification": await self.hook.start()}

    async def get_webhook_info(self, _args: Json) -> Json:
        if self.hook is None:
            raise RefusalError(404, "Not Found: webhook is not set")
        return {"url": self.hook.url, "updated_at": self.hook.updated_at}

    async def delete_webhook(self, _args: Json) -> Json:
        if self.hook is None:
            raise RefusalError(400, "Bad Request: webhook is not set")
        await self._unhook()
        return {"url": "", "updated_at": self.state.now()}

    async def _unhook(self) -> None:
        if self.hook:
            await self.hook.stop()
            self.hook = None

    async def send_message(self, args: Json) -> Json:
        chat = self._chat(args)
        return self._post(chat, text=_words(args, "text", least=1))

    async def send_photo(self, args: Json) -> Json:
        """Zalo fetches the picture itself, twice; a client that has to wait for that is given no sign."""
        chat = self._chat(args)
        caption = _words(args, "caption", least=0)
        pictures = [await self._fetch(str(args.get("photo", ""))) for _ in range(2)]
        if not pictures[0]:
            raise RefusalError(400, "Bad Request: photo cannot be fetched")
        return self._post(chat, text=caption, photo=pictures[1] or b"black")

    async def send_voice(self, args: Json) -> Json:
        chat = self._chat(args)
        if not str(args.get("voice_url", "")).endswith(".aac"):
            raise RefusalError(400, "Bad Request: voice_url must be aac")
        return self._post(chat, delivered=chat not in self.state.groups)

    async def send_chat_action(self, args: Json) -> None:
        self._chat(args)

    async def _fetch(self, url: str) -> bytes:
        try:
            async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
                answer = await client.get(url)
        except (httpx.HTTPError, httpx.InvalidURL):
            self.fetched.append(0)
            return b""
        self.fetched.append(answer.status_code)
        return answer.content if answer.status_code == httpx.codes.OK else b""

    def _chat(self, args: Json) -> str:
        chat = str(args.get("chat_id", ""))
        if chat not in self.state.writers | self.state.groups:
            raise RefusalError(400, "Bad Request: chat not found")
        if self.state.sent >= self.state.switches.monthly:
            raise RefusalError(429, "Quota exceeded")
        return chat

    def _post(self, chat: str, *, text: str = "", photo: bytes = b"", delivered: bool = True) -> Json:
        with self.state.lock:
            post = Post(self.state.new_id(), chat, "", text, photo, delivered)
            self.state.posts.append(post)
            self.state.sent += 1
        return {"message_id": post.id, "date": self.state.now()}


def _words(args: Json, name: str, *, least: int) -> str:
    words = str(args.get(name, ""))
    if not least <= len(words.encode("utf-16-le", "surrogatepass")) // 2 <= LONGEST:
        raise RefusalError(400, f"Bad Request: {name} must be 1-2000 characters")
    return words
