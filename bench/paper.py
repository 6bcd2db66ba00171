"""docs/bench.md: what each part measured last, on which kind of machine, how busy it was."""

import os
import platform
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

PAPER = Path(__file__).parent.parent / "docs" / "bench.md"
HEAD = """# What is measured, beside whom

Written by `make bench`; a part alone by `make bench HOW="start --rounds 3 --write"`. Everybody has a turn in every
round while the others are held still, and the figures are medians. Figures of one part belong together; those of two
parts may come from different days. On a machine that others use as well, rates say little, ratios more, and processor
time most.
"""


def write(parts: Mapping[str, str]) -> None:
    """Put these parts in the place of the old ones, and leave the others."""
    known = dict(re.findall(r"<!-- (\w+) -->\n(.*?)(?=<!-- |\Z)", _present(), re.S))
    known |= {name: f"{_machine()}\n\n{text}" for name, text in parts.items()}
    told = (f"<!-- {name} -->\n{text.strip()}\n" for name, text in known.items())
    PAPER.write_text("\n".join([HEAD, *told]), encoding="utf-8")


def _present() -> str:
    return PAPER.read_text(encoding="utf-8") if PAPER.exists() else ""


def _machine() -> str:
    cores = os.cpu_count() or 1
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    busy = os.getloadavg()[2] / cores
    kind = f"{platform.system()}, {cores} cores, {gigabytes:.0f} GB, Python {platform.python_version()}"
    return f"*{datetime.now(UTC):%d/%m/%Y}, {kind}; {busy:.1f} processes wanted each core.*"
