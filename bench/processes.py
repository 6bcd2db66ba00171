"""Processes that a bench starts, holds still while others are measured, and ends."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

TOKEN = "1234:" + "b" * 35  # of no bot anywhere
HERE = Path(__file__).parent.parent
START_SECONDS = 60


@dataclass(frozen=True)
class Server:
    process: "subprocess.Popen[str]"
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def cpu_seconds(self) -> float:
        """What it has used of all cores so far, in steps of a hundredth."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def megabytes(self) -> float:
        """Its memory at present, that of libraries shared with others included."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def pause(self) -> None:
        self.process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        self.process.send_signal(signal.SIGCONT)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def running(*words: str, env: Mapping[str, str] | None = None, **pipes: int) -> Iterator["subprocess.Popen[str]"]:
    """`python WORDS` until the block ends."""
    surroundings = {**os.environ, "PYTHONPATH": str(HERE), **(env or {})}
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)  # an installation compiles its sources once, not at each start
    process = subprocess.Popen((sys.executable, *words), env=surroundings, text=True, **pipes)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGCONT)
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def serving(module: str, *words: str, env: Mapping[str, str] | None = None) -> Iterator[Server]:
    """`python -m MODULE PORT WORDS`, once it listens."""
    port = free_port()
    with running("-m", module, str(port), *words, env=env) as process:
        server = Server(process, port)
        wait_for(server)
        yield server


def wait_for(server: Server) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", server.port)):
            return
        time.sleep(0.02)
    raise RuntimeError(f"{server.process.args} does not listen")


def ask(server: Server, word: str) -> dict[str, Any]:
    with urlopen(f"{server.url}/{word}") as response:
        found: dict[str, Any] = json.load(response)
        return found


def arrived(double: Server, chats: int, *, patience: float = 30.0, pause: float = 0.02) -> float:
    """The moment when a message had come to so many chats; raises when nothing more comes."""
    seen, since = -1, time.monotonic()
    while (tally := ask(double, "tally"))["chats"] < chats:
        if tally["chats"] != seen:
            seen, since = tally["chats"], time.monotonic()
        if time.monotonic() - since > patience:
            raise RuntimeError(f"{seen} of {chats} chats were written to, and no more")
        time.sleep(pause)
    return float(tally["last"])
