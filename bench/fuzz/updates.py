"""One piece of work: so many mutated updates through one door of a fresh office, and what went wrong."""

import logging
import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from bench.fuzz.events import Said, body
from bench.fuzz.hostile import hostile_words
from bench.fuzz.house import PEOPLE, House
from bot.commands import COMMANDS
from storage.store import Store
from tests.databases import remove_rows

MEMORY = Path("/dev/shm") if Path("/dev/shm").is_dir() else None  # nothing there outlives the run
TICK_EVERY = 250
RATES = (0.0, 0.01, 0.04, 0.08)  # as it should be, a little wrong, very wrong: more than half is taken in
WORDS = (
    *("Đèn đường trước cổng chợ hỏng ba hôm nay", "Đồng ý", "tình hình", "123456", "báo cáo tháng 11", "1", "2", "a"),
    *("MẬT", "trễ hạn", "việc của tôi", "12/2026", "CT-1: 97,5", "NV 1", "giao Phòng Kinh tế dọn kho trước 30/11"),
    *("cháy nhà có người kẹt", "0912345678", "không", "5%", "thêm chỉ tiêu: Tỷ lệ hộ nghèo"),
)
ARGUMENTS = ("", "1", "2", "1 1", "1 khac", "x", "XT-234567 1", "2026", "1 ngat", "xong", "-1", "9" * 30, "11/2026")
Figures = dict[str, Any]


@dataclass
class Piece:
    """`refused`: updates that did not get through the door."""

    updates: int = 0
    taken: int = 0
    refused: int = 0
    sent: int = 0
    ticks: int = 0
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)

    def figures(self) -> Figures:
        return {**asdict(self), "seconds": round(self.seconds, 1)}


class Errors(logging.Handler):
    """What the application itself had to set aside, with the place where it began."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        place = record.exc_info[2] if record.exc_info else None
        while place and place.tb_next:
            place = place.tb_next
        where = f" at {place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else ""
        self.seen.append(f"{record.getMessage()}{where}")


async def run_piece(name: str, seed: str, count: int, source: Path | str, rates: Sequence[float] = RATES) -> Piece:
    """`source`: a migrated SQLite file to work on a copy of, or the URL of a migrated PostgreSQL to be emptied."""
    errors = Errors()
    logging.getLogger().addHandler(errors)
    try:
        with tempfile.TemporaryDirectory(prefix="dondoc-fuzz-", dir=MEMORY) as folder:
            house = House(_database(source, Path(folder)), Path(folder), name, Random(seed))
            try:
                return await _work(house, count, errors, rates)
            finally:
                house.store.close()
    finally:
        logging.getLogger().removeHandler(errors)


def _database(source: Path | str, folder: Path) -> str:
    if isinstance(source, Path):
        shutil.copyfile(source, folder / "fuzz.sqlite")
        return f"sqlite:///{folder}/fuzz.sqlite"
    store = Store(source)
    remove_rows(store)
    store.close()
    return source


async def _work(house: House, count: int, errors: Errors, rates: Sequence[float]) -> Piece:
    piece, began = Piece(updates=count), time.monotonic()
    for number in range(1, count + 1):
        said = _said(house, number)
        data = body(house.name, said, house.chance, house.chance.choice(rates))
        taken, written = house.taken, house.written
        problem = await _posted(house, data, said.who)
        is_taken = house.taken > taken
        if not is_taken and house.written > written:
            problem = problem or "refused, and yet something was written"
        for told in (problem, *house.ears.wrong, *errors.seen):
            if told:
                piece.wrong.append(f"{number}: {told} for {data[:300]!r}")
        house.ears.wrong.clear()
        errors.seen.clear()
        piece.taken, piece.refused = piece.taken + is_taken, piece.refused + (not is_taken)
        if number % TICK_EVERY == 0:
            await house.app.tick()
            piece.ticks += 1
    piece.sent, piece.seconds = house.ears.sent, time.monotonic() - began
    return piece


async def _posted(house: House, data: bytes, who: int) -> str:
    """What went wrong."""
    try:
        status = await house.post(data, who)
    except Exception as problem:  # noqa: BLE001  that is what is looked for
        return f"{type(problem).__name__}: {problem}"
    return f"answered {status}" if status >= 500 else ""


def _said(house: House, number: int) -> Said:
    """A few updates in a row come from one person, so that conversations get somewhere."""
    who, luck = (number // 5 * 7) % PEOPLE, house.chance.random()
    last = house.ears.last.get(house.address(who))
    choices = [choice for row in last.choices for choice in row] if last else []
    if choices and luck < 0.3:
        return Said(number, who, house.chance.choice(choices).command, tapped=True)
    return Said(number, who, _words(house.chance, luck))


def _words(chance: Random, luck: float) -> str:
    if luck < 0.6:
        argument = hostile_words(chance) if luck < 0.4 else chance.choice(ARGUMENTS)
        return f"/{chance.choice(COMMANDS).word} {argument}".strip()
    return chance.choice(WORDS) if luck < 0.75 else hostile_words(chance)
