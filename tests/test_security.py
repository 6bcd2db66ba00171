"""The threat model names tests that are there, for every line."""

import re
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
    found = [
        path
        for path in ROOT.rglob("*")
        if path.suffix in (".py", ".md", ".toml", ".txt", ".j2", ".html", ".js", ".example", ".yml", ".yaml", ".env")
        and not {".venv", ".git", "node_modules"} & set(path.relative_to(ROOT).parts)
        and not FOR_TESTS.search(path.relative_to(ROOT).as_posix())
        and KEPT_SECRET.search(path.read_text("utf-8", "ignore"))
    ]
    assert found == []
    assert not [path for path in ROOT.glob(".env*") if path.name != ".env.example"]
