"""`python -m bench [PART …]`: measures beside peers, in one run, and writes docs/bench.md."""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench.due import due
from bench.inbound import inbound
from bench.outbound import outbound
from bench.pacing import pacing
from bench.paper import write
from bench.replicas import replicas
from bench.rounds import Table, markdown
from bench.start import start

Part = Callable[[Path, argparse.Namespace], list[Table]]
PARTS: dict[str, Part] = {
    "inbound": lambda place, how: inbound(place, rounds=how.rounds, size=how.size, connections=how.connections),
    "outbound": lambda place, how: outbound(place, rounds=how.rounds, size=how.size),
    "pacing": lambda place, how: pacing(place, size=how.size),
    "ticks": lambda place, how: due(place, rounds=how.rounds, tasks=how.tasks),
    "start": lambda place, how: start(place, rounds=how.rounds),
    "replicas": lambda place, how: replicas(place, rounds=how.rounds, size=how.size),
}


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    options.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART", help=f"of {', '.join(PARTS)}")
    options.add_argument("--rounds", type=int, default=7, help="in which each has a turn")
    options.add_argument("--size", type=int, default=1000, help="updates or letters of a round")
    options.add_argument("--tasks", type=int, nargs="+", default=[1_000, 100_000, 1_000_000], help="open, of ticks")
    options.add_argument("--connections", type=int, default=40, help="of the webhook; 40 is what Telegram opens")
    options.add_argument("--write", action="store_true", help="write docs/bench.md, as a run of all parts does")
    how = options.parse_args()
    held, told = True, dict[str, str]()
    for name in how.parts or PARTS:
        with tempfile.TemporaryDirectory(prefix="dondoc-bench-") as place:
            tables = PARTS[name](Path(place), how)
        told[name] = "\n".join(map(markdown, tables))
        print(told[name])
        held &= all(bar.holds for table in tables for bar in table.bars)
    if how.write or not how.parts:
        write(told)
    return 0 if held else 1


if __name__ == "__main__":
    raise SystemExit(main())
