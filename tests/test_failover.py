"""A province loses its database's machine: the standby is in charge, and nobody's words are lost."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOAD = ("--updates", "60", "--letters", "60", "--replicas", "2")
NEVER = ("--every", "100000")  # seconds between two kills of our own processes


def test_the_standby_takes_over_under_load_and_nothing_is_lost_or_comes_twice() -> None:
    words = (sys.executable, "-m", "bench.chaos", "--failover", *LOAD, *NEVER)
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "standby was in charge | -" not in done.stdout
