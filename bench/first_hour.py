"""From an empty folder to the first reminder, by the README's commands alone: what a newcomer types is typed here.

`python -m bench.first_hour` begins with a fresh clone and `make setup`; `--here` with the environment it runs in.
The platform is `dondoc fake telegram`. People fill in a workbook, scan a code, type one off a card; the night before
the reminder is left out by a clock that is ahead.
"""

import argparse
import asyncio
import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter

import pdfplumber
from docx import Document
from openpyxl import load_workbook

from bench.first_people import Telegram
from bench.first_terminal import Answer, Shell
from bot.app import utc_now
from bot.rules.workdays import VIETNAM, Calendar
from tests.doubles import free_port

ROOT = Path(__file__).resolve().parents[1]
LIMIT_SECONDS = 600
TOKEN = "123456:" + "h" * 35
ADMIN, OFFICIAL = 501, 502
BOOK, PLAN, SHEET = "co-quan.xlsx", "ke-hoach.docx", "giay-moi.pdf"
WORK = "Nạo vét kênh mương nội đồng"  # of a kind that is told of a day before
UNITS = ("Văn phòng HĐND và UBND", "Phòng Kinh tế", "Phòng Văn hóa – Xã hội", "Trung tâm Phục vụ hành chính công")
POSTS = (
    ("Ngô Thị Mai", "Công nghệ thông tin", UNITS[0], "Quản trị"),
    ("Ngô Văn Bình", "Chủ tịch", "", "Lãnh đạo"),
    ("Ngô Thị Lan", "Chuyên viên", UNITS[1], "Cán bộ"),
)


def readme_commands() -> list[str]:
    """The block of the section on going live, without its remarks."""
    section = (ROOT / "README.md").read_text("utf-8").split("\n## Go live\n")[1].split("\n## ")[0]
    block = re.search(r"(?:^    .+\n)+", section, re.M)
    assert block
    return [re.sub(r"\s{2,}#.*", "", line).strip() for line in block[0].splitlines()]


class Office:
    """The people of the office, and the folder they work in."""

    def __init__(self, folder: Path, telegram: Telegram) -> None:
        self.folder, self.telegram = folder, telegram
        day = Calendar.vietnam().next_workday(utc_now().astimezone(VIETNAM).date() + timedelta(days=1))
        self.morning = datetime(day.year, day.month, day.day, 7, 30, 1, tzinfo=VIETNAM)
        self._write_plan()

    def _write_plan(self) -> None:
        due = Calendar.vietnam().next_workday(self.morning.date() + timedelta(days=1))
        page = Document()
        page.add_paragraph(f"KẾ HOẠCH CÔNG TÁC NĂM {due.year}")
        rows = (
            ("STT", "Nội dung", "Đơn vị chủ trì", "Thời hạn", "Sản phẩm"),
            ("1", WORK, UNITS[1], f"{due:%d/%m/%Y}", "Biên bản"),
        )
        table = page.add_table(rows=len(rows), cols=len(rows[0]))
        for row, words in zip(table.rows, rows, strict=True):
            for cell, word in zip(row.cells, words, strict=True):
                cell.text = word
        page.save(str(self.folder / PLAN))

    def fill_in(self, _shown: str) -> str:
        book = load_workbook(self.folder / BOOK)
        for number, unit in enumerate(UNITS, start=5):
            book["Đơn vị"].cell(number, 1).value = unit
        for number, post in enumerate(POSTS, start=5):
            for place, words in enumerate(post, start=1):
                book["Cán bộ"].cell(number, place).value = words
        book.save(self.folder / BOOK)
        return ""

    def scan(self, shown: str) -> None:
        found = re.search(r"\?start=(moi_\S+)", shown)
        assert found, shown
        self.telegram.say(ADMIN, f"/start {found[1]}")

    def join_off_the_sheet(self, _shown: str) -> None:
        self.telegram.say(OFFICIAL, f"/lienket {self._code_of(POSTS[2][0])}")
        self.telegram.wait(OFFICIAL, "Đã liên kết")

    def _code_of(self, holder: str) -> str:
        """Off the card of this holder, of the six on a page."""
        with pdfplumber.open(self.folder / SHEET) as paper:
            for page in paper.pages:
                for number in range(6):
                    left, top = page.width / 2 * (number % 2), page.height / 3 * (number // 2)
                    words = page.crop((left, top, left + page.width / 2, top + page.height / 3)).extract_text()
                    found = re.search(r"/lienket (\S+)", words)
                    if holder in words and found:
                        return found[1]
        raise LookupError(holder)


def dialogues(office: Office) -> dict[str, list[tuple[str, Answer]]]:
    """Per command, by its beginning: what is seen, and what somebody then types (or does, and types nothing)."""
    return {
        "make setup": [],
        "dondoc init": [
            ("Dùng Telegram?", ""),
            ("Mã bot Telegram", TOKEN),
            *((words, "") for words in ("Dùng Zalo Bot?", "Dùng Zalo OA?", "Địa chỉ công khai", "Thư mục giữ dữ liệu")),
            *((words, "") for words in ("Cơ sở dữ liệu", "Thư mục sao lưu", "Ghi?", "Tệp Excel của cơ quan")),
            ("Tên cơ quan", "UBND xã Thanh Bình"),
            ("Mã cơ quan", ""),
            ("Địa chỉ trụ sở", "Số 1 đường Một, xã Thanh Bình"),
            ("Điền xong", office.fill_in),
            ("Đang chờ", office.scan),
        ],
        "dondoc plan import": [("Lưu kế hoạch này?", "c")],
        "dondoc invite": [],
        "dondoc check": [],
        "dondoc serve": [("nghe tại", office.join_off_the_sheet)],
    }


@contextmanager
def process(*words: str, folder: Path, environment: dict[str, str]) -> Iterator[None]:
    running = subprocess.Popen(words, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        running.send_signal(signal.SIGINT)
        running.wait(30)


def live(folder: Path, *, here: bool) -> list[tuple[str, float]]:
    """Type each command, and wait for the reminder; step -> seconds of machine time."""
    port, site = free_port(), free_port()
    telegram = Telegram(f"http://127.0.0.1:{port}")
    settings = {"DONDOC_TELEGRAM_API": telegram.url, "DONDOC_PORT": str(site)}
    own = {name: value for name, value in os.environ.items() if not name.startswith("DONDOC_")}
    environment = {**own, **settings, "PYTHONPATH": str(ROOT), "PATH": f"{Path(sys.executable).parent}:{own['PATH']}"}
    fake = (sys.executable, "-m", "bot", "fake", "telegram", "--port", str(port), "--token", TOKEN)
    with process(*fake, folder=ROOT, environment=environment):
        telegram.wait_until_there()
        if not here:
            subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
            environment = {**own, **settings}
        office = Office(folder, telegram)
        steps = list(_typed(folder, environment, office, here=here))
        telegram.wait(ADMIN, "đã chạy và gửi được tin")
        steps.append(("the next worked morning: the first reminder", _remind(folder, environment, office)))
    return steps


def _typed(folder: Path, environment: dict[str, str], office: Office, *, here: bool) -> Iterator[tuple[str, float]]:
    known = dialogues(office)
    commands = readme_commands()
    assert [next((one for one in known if line.startswith(one)), line) for line in commands] == list(known)
    with Shell(folder, environment) as shell:
        for line, talk in zip(commands, known.values(), strict=True):
            if not (here and line.startswith("make setup")):
                yield line, shell.do(line, talk, lasts=line == "dondoc serve")


def _remind(folder: Path, environment: dict[str, str], office: Office) -> float:
    ahead = (office.morning - utc_now()).total_seconds()
    python = folder / ".venv/bin/python"
    words = (str(python if python.exists() else sys.executable), "-m", "bench.first_hour", "--ahead", str(ahead))
    begun = perf_counter()
    with process(*words, folder=folder, environment=environment):
        office.telegram.wait(OFFICIAL, WORK)
        return perf_counter() - begun


def serve_ahead(seconds: float) -> None:
    """`dondoc serve` in the folder it is begun in, by a clock that is so much ahead."""
    from bot.cli.environment import settings
    from bot.serve import open_house, run_site, site

    async def run() -> None:
        known = settings()
        house = await open_house(known, lambda: utc_now() + timedelta(seconds=seconds))
        await run_site(site(house), known.host, known.port, house.end_streams)

    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(run())


def main() -> int:
    given = argparse.ArgumentParser(prog="python -m bench.first_hour", description=__doc__)
    given.add_argument("--here", action="store_true", help="without a clone and its setup")
    given.add_argument("--ahead", type=float, help=argparse.SUPPRESS)
    options = given.parse_args()
    if options.ahead is not None:
        serve_ahead(options.ahead)
        return 0
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "dondoc"
        if options.here:
            folder.mkdir()
        steps = live(folder, here=options.here)
    for name, seconds in (*steps, ("all", total := sum(seconds for _, seconds in steps))):
        print(f"{seconds:8.1f} s  {name}")
    return int(total > LIMIT_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
