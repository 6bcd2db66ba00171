"""The threat model names tests that are there, for every line."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TABLE = [line for line in (ROOT / "SECURITY.md").read_text("utf-8").splitlines() if line.startswith("| ")][2:]
KEPT_SECRET = re.compile(
    r"\d{8,10}:[A-Za-z0-9_-]{35}\b|-----BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}|ghp_\w{36}|xox[baprs]-\w{10}"
)
FOR_TESTS = re.compile(r"^(tests|bench|bot/fakes)/|^\.env\.example$")


def test_every_line_of_the_threat_model_is_proved_by_tests_that_there_are() -> None:
    assert len(TABLE) >= 20
    for line in TABLE:
        named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", line)
        assert named, line[:80]
        for path, name in named:
            assert re.search(rf"^(async )?def {name}\(", (ROOT / path).read_text("utf-8"), re.M), (path, name)


def test_no_secret_lies_in_the_repository() -> None:
    """What is in it, or would come in with the next commit; a folder where somebody works has more."""
    listed = subprocess.run(
        ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"),
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    names = [name for name in listed.stdout.split("\0") if name]
    assert "pyproject.toml" in names
    found = [
        name
        for name in names
        if Path(name).suffix in (".py", ".md", ".toml", ".txt", ".j2", ".html", ".js", ".example", ".yml", ".yaml")
        and not FOR_TESTS.search(name)
        and (ROOT / name).is_file()
        and KEPT_SECRET.search((ROOT / name).read_text("utf-8", "ignore"))
    ]
    assert found == []
    assert [name for name in names if Path(name).name.startswith(".env")] == [".env.example"]
