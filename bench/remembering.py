"""A platform that remembers how often each message came: `python -m bench.remembering PORT`, a process of its own."""

import asyncio
import json
import re
import sys
from collections import Counter

from bench.double import CHAT, MESSAGE, introduced
from bench.server import Serving, answer

LETTER = re.compile(rb"LT-\d{6}")  # stands in letters; an answer has none


class Platform:
    """/all tells for each message how often it came: a letter by its mark, an answer by chat and words."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def answer(self, path: bytes, body: bytes) -> bytes:
        verb = path.rpartition(b"/")[2].lower()
        if verb.startswith(b"send"):
            chat = CHAT.search(body)
            if chat is None:
                return answer(b'{"ok":false}', b"400 Bad Request")
            mark = LETTER.search(body)
            self._seen[mark[0].decode() if mark else f"{int(chat[1])} {hash(body)}"] += 1
            return answer(MESSAGE % (self._seen.total(), int(chat[1])))
        if verb == b"all":
            return answer(json.dumps(self._seen).encode())
        return introduced(verb)


async def main() -> None:
    platform = Platform()
    server = await asyncio.get_running_loop().create_server(
        lambda: Serving(platform.answer), "127.0.0.1", int(sys.argv[1])
    )
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
