"""The README's way of going live is gone, from an empty folder to the first reminder."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_the_readmes_commands_lead_to_the_first_reminder() -> None:
    words = [sys.executable, "-m", "bench.first_hour", "--here"]
    gone = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert gone.returncode == 0, gone.stderr
    assert [line.split(" s  ")[1].split(" --")[0] for line in gone.stdout.splitlines()] == [
        "dondoc init",
        "dondoc plan import ke-hoach.docx",
        "dondoc invite",
        "dondoc check",
        "dondoc serve",
        "the next worked morning: the first reminder",
        "all",
    ]
