"""What is installed from here runs on its own: the very command of ops/dondoc.service, outside the tree."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.plans.office_cells import office, packed

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 90.0  # seconds; a machine may be busy


@dataclass(frozen=True)
class Installed:
    """`folder` holds what pip installed, `data` is where commands run and keep things."""

    folder: Path
    data: Path
    port: int

    @property
    def log(self) -> Path:
        return self.data / "log"

    @property
    def env(self) -> dict[str, str]:
        """No setting of whoever runs the tests."""
        own = {name: value for name, value in os.environ.items() if not name.startswith("DONDOC_")}
        named = {"DATA": str(self.data), "SECRET": "a" * 32, "PORT": str(self.port), "LOG_LEVEL": "WARNING"}
        return own | {"PYTHONPATH": str(self.folder)} | {f"DONDOC_{name}": value for name, value in named.items()}

    def command(self, *words: str) -> list[str]:
        return [str(self.folder / "bin" / "dondoc"), *words]

    def run(self, *words: str) -> str:
        done = subprocess.run(self.command(*words), env=self.env, cwd=self.data, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def found_office(self, code: str) -> None:
        cells = office()
        cells["Cơ quan"][1:3] = [["Tên cơ quan", f"UBND xã {code}"], ["Mã cơ quan", code]]
        (self.data / "co-quan.xlsx").write_bytes(packed(cells))
        self.run("office", "import", "co-quan.xlsx", "--yes")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    source, folder = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("installed")
    for name in ("bot", "storage", "messages"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-build-isolation")
    subprocess.run((*pip, "--disable-pip-version-check", "--target", str(folder), str(source)), check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    return Installed(folder, tmp_path_factory.mktemp("data"), port)


@contextmanager
def serving(installed: Installed) -> Iterator[tuple["subprocess.Popen[bytes]", httpx.Client]]:
    with installed.log.open("wb") as log:
        process = subprocess.Popen(installed.command("serve"), env=installed.env, cwd=installed.data, stderr=log)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{installed.port}", timeout=PATIENCE) as page:
            until(lambda: process.poll() is not None or listens(installed.port))
            yield process, page
    finally:
        process.terminate()
        process.wait(PATIENCE)


def listens(port: int) -> bool:
    with socket.socket() as knocking:
        return knocking.connect_ex(("127.0.0.1", port)) == 0


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


def said(page: httpx.Client, path: str, text: str) -> str:
    """What the bot answers in the web chat below this path."""
    page.get(f"{path}/chat").raise_for_status()

    def answers() -> list[str]:
        bubbles = page.get(f"{path}/chat/messages").json()["messages"]
        return [bubble["text"] for bubble in bubbles if not bubble["mine"]]

    before = len(answers())  # perhaps the page knows its visitor from another address
    page.post(f"{path}/chat/messages", files={"key": (None, uuid.uuid4().hex), "text": (None, text)}).raise_for_status()
    until(lambda: len(answers()) > before)
    return answers()[-1]


def test_what_is_installed_serves_and_takes_up_an_office_without_refusing_anybody(installed: Installed) -> None:
    installed.found_office("SM")
    with serving(installed) as (process, page):
        assert "Thôn Một" in said(page, "", "/tiepdan")
        assert page.get("/congkhai").status_code == 200

        installed.found_office("TB")
        texts = installed.data / "texts" / "SM"
        texts.mkdir(parents=True)
        (texts / "reception.j2").write_text("Mời ông/bà đến nhà văn hóa.", "utf-8")
        seen: list[int] = []
        ended = threading.Event()

        def knock() -> None:
            while not ended.is_set():
                seen.append(httpx.get(f"http://127.0.0.1:{installed.port}/healthz", timeout=PATIENCE).status_code)

        knocking = threading.Thread(target=knock)
        knocking.start()
        process.send_signal(signal.SIGHUP)
        until(lambda: page.get("/tb/chat").status_code == 200)
        ended.set()
        knocking.join()
        assert set(seen) == {200}
        assert "UBND xã TB" in page.get("/").text
        assert said(page, "/sm", "/tiepdan") == "Mời ông/bà đến nhà văn hóa."

        (installed.data / ".env").write_text("DONDOC_LOG_FORMAT=thơ\n", "utf-8")
        process.send_signal(signal.SIGHUP)
        until(lambda: "nothing was taken up, the settings are wrong" in installed.log.read_text("utf-8"))
        assert page.get("/sm/chat").status_code == 200
