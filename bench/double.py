"""A platform that takes every message at once, as quick as can be: `python -m bench.double PORT`, a process of its own.

It speaks the few words of the Bot API that bots need to start, counts what arrives, and tells it under /tally.
"""

import asyncio
import json
import re
import sys
from dataclasses import dataclass, field
from time import monotonic

from bench.server import Serving, answer

CHAT = re.compile(rb'chat_id(?:=|"\s*:\s*"?|"\r\n\r\n)(-?\d+)')
_RESULTS = {
    b"getme": b'{"id":1234,"is_bot":true,"first_name":"Bench","username":"bench_bot"}',
    b"getwebhookinfo": b'{"url":"https://bench.invalid/hooks/telegram","has_custom_certificate":false,'
    b'"pending_update_count":0}',
}
SHOWN = b'{"id":%d,"type":"private","first_name":"An"}'
MESSAGE = b'{"ok":true,"result":{"message_id":%d,"date":1,"text":"ok","chat":' + SHOWN + b"}}"


def introduced(verb: bytes) -> bytes:
    """What a bot hears that asks who it is and where it is called; anything else is taken."""
    return answer(b'{"ok":true,"result":%s}' % _RESULTS.get(verb, b"true"))


@dataclass
class Tally:
    """`last`: seconds of the machine's own clock, the same in every process, when a message came to a new chat."""

    messages: int = 0
    last: float = 0.0
    chats: set[bytes] = field(default_factory=set)

    def add(self, chat: bytes) -> bytes:
        self.messages += 1
        if chat not in self.chats:
            self.chats.add(chat)
            self.last = monotonic()
        return MESSAGE % (self.messages, int(chat))

    def told(self) -> bytes:
        return json.dumps({"messages": self.messages, "chats": len(self.chats), "last": self.last}).encode()


class Platform:
    def __init__(self) -> None:
        self.tally = Tally()

    def answer(self, path: bytes, body: bytes) -> bytes:
        verb = path.rpartition(b"/")[2].lower()
        if verb.startswith(b"send"):
            chat = CHAT.search(body)
            return answer(self.tally.add(chat[1])) if chat else answer(b'{"ok":false}', b"400 Bad Request")
        if verb == b"tally":
            return answer(self.tally.told())
        if verb == b"anew":
            self.tally = Tally()
            return answer(b"{}")
        return introduced(verb)


async def main() -> None:
    platform = Platform()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Serving(platform.answer), "127.0.0.1", int(sys.argv[1]))
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
