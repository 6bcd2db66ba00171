"""`python -m bench.fuzz [PART …]`: no update may end in an error, none that is refused may leave a row, no words may
forge mark-up.
"""

import argparse
import asyncio
import logging
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import product
from pathlib import Path

import messages
from bench.fuzz.events import MAKE
from bench.fuzz.hostile import Pages
from bench.fuzz.house import template
from bench.fuzz.sums import Sums
from bench.fuzz.templates import run_template
from bench.fuzz.updates import RATES, run_piece
from tests.databases import running_postgresql

CHANNELS = (*MAKE, "web")
TEMPLATES = "templates"


def updates(sums: Sums, channels: Sequence[str], how: argparse.Namespace, source: Path | str) -> None:
    """The channels in turn, so that a run that is stopped has come as far in each."""
    for number, channel in product(range(-(-how.updates // how.piece)), channels):
        if not sums.has(channel, str(number)):
            found = asyncio.run(run_piece(channel, f"{channel} {number}", how.piece, source, how.rates))
            sums.put(channel, str(number), found.figures())


def templates(sums: Sums, count: int) -> None:
    pages = Pages()
    for name in messages.names():
        if not sums.has(TEMPLATES, name):
            sums.put(TEMPLATES, name, run_template(pages, name, count).figures())


@contextmanager
def database(kind: str) -> Iterator[Path | str]:
    if kind == "postgresql":
        with running_postgresql() as server:
            yield server.migrated
        return
    with tempfile.TemporaryDirectory(prefix="dondoc-fuzz-") as folder:
        yield template(Path(folder))


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m bench.fuzz", description=__doc__)
    options.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(CHANNELS)}, {TEMPLATES}; all by default")
    options.add_argument("--updates", type=int, default=100_000, help="for each channel")
    options.add_argument("--piece", type=int, default=2_500, help="updates that one office gets")
    options.add_argument(
        "--rates", type=float, nargs="+", default=RATES, help="how likely a part of an update is wrong"
    )
    options.add_argument("--strings", type=int, default=10_000, help="hostile words in each message")
    options.add_argument(
        "--sums", type=Path, help="where figures are kept; what stands there already is not done again"
    )
    options.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    how = options.parse_args()
    logging.getLogger().setLevel(logging.ERROR)
    sums, parts = Sums(how.sums), how.parts or [*CHANNELS, TEMPLATES]
    with database(how.database) as source:
        updates(sums, [part for part in parts if part in CHANNELS], how, source)
    if TEMPLATES in parts:
        templates(sums, how.strings)
    for part in parts:
        print(sums.line(part))
    wrong = [line for part in parts for line in sums.wrong(part)]
    for line in wrong[:20]:
        print(line, file=sys.stderr)
    return int(bool(wrong))


if __name__ == "__main__":
    raise SystemExit(main())
