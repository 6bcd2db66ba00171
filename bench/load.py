"""A platform that calls webhooks: `python -m bench.load`, a process of its own. A job a line in, times out."""

import asyncio
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from time import monotonic

from bench.server import length_of

SECRET = "bench-secret-of-the-webhook"
PATH = "/hooks/telegram"


@dataclass(frozen=True)
class Job:
    """`texts` are said in turn, each by a person of their own: chats and updates are numbered from `first` on."""

    port: int
    first: int
    texts: list[str]
    connections: int


def request(number: int, text: str, port: int) -> bytes:
    person = {"id": number, "first_name": "An"}
    message = {
        "message_id": number,
        "date": 1,
        "chat": person | {"type": "private"},
        "from": person | {"is_bot": False},
        "text": text,
    }
    body = json.dumps({"update_id": number, "message": message}, ensure_ascii=False).encode()
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
        f"X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def call(requests: Iterator[bytes], port: int) -> int:
    """Post one after the other over one connection; how many were refused."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    refused = 0
    for one in requests:
        writer.write(one)
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(length_of(head))
        refused += not head.startswith(b"HTTP/1.1 200")
    writer.close()
    return refused


async def run(job: Job) -> dict[str, float]:
    requests = [request(job.first + number, text, job.port) for number, text in enumerate(job.texts)]
    begun = monotonic()
    waiting = iter(requests)
    refused = await asyncio.gather(*(call(waiting, job.port) for _ in range(job.connections)))
    return {"begun": begun, "ended": monotonic(), "refused": sum(refused)}


def line_of(job: Job) -> str:
    return json.dumps(asdict(job)) + "\n"


def main() -> None:
    for line in sys.stdin:
        print(json.dumps(asyncio.run(run(Job(**json.loads(line))))), flush=True)


if __name__ == "__main__":
    main()
