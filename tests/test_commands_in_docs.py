"""Every command that a page tells somebody to type can be typed: the real parsers take it."""

import contextlib
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.__main__ import main, parser

ROOT = Path(__file__).resolve().parents[1]
PAGES = [path for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")) if path.name != "CHANGELOG.md"]
TESTS = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
FOR_INSTANCE = {"D": "2026-01-01", "N": "1", "MARK": "1:" + "0" * 64}  # what a page's placeholder may stand for


def typed() -> Iterator[str]:
    """What stands as code on a page, in a line or as a line of its own, without remarks."""
    for page in PAGES:
        text = page.read_text("utf-8")
        lines = re.findall(r"^ {4,}(\S.*)$", text.replace("\\\n", " "), flags=re.M)
        for line in (*re.findall(r"`([^`\n]+)`", text), *lines):
            yield from (part.strip() for part in re.sub(r"\s#\s.*", "", line).split("&&"))


def calls(program: str) -> list[str]:
    """How a program is called on the pages, each way once: what follows its name."""
    begun = re.compile(rf"(?:^|[\s/]){program}(?:\s+|$)(.*)")
    return sorted({found[1] for one in typed() if (found := begun.search(one))})


DONDOC = [one for one in calls("dondoc") if re.match(r"[a-z]", one)]
MODULES = [one for one in calls(r"python -m") if one.startswith(("bot", "bench", "pictures"))]


def spelt(call: str, *, whole: bool) -> list[str]:
    """The words of a call, with or without what it has in brackets."""
    without = re.sub(r"\[([^]]*)\]", r"\1" if whole else "", call)
    words = shlex.split(re.sub(r"[<>|].*", "", without).replace("…", "x"))
    return [FOR_INSTANCE.get(word, word) for word in words]


@pytest.mark.parametrize("call", DONDOC)
def test_a_command_of_the_pages_is_taken_by_the_parser(call: str, capsys: pytest.CaptureFixture[str]) -> None:
    for whole in (False, True):
        words = spelt(call, whole=whole)
        if len(words) <= 2 and not any(word.startswith("-") for word in words):
            with contextlib.suppress(SystemExit):
                main([*words, "--help"])  # a command that is only named: its arguments are told elsewhere
            assert f"dondoc {words[0]}" in capsys.readouterr().out
        else:
            parser().parse_args(words)
    assert re.search(rf'main\(\["{call.split()[0]}"|build_{call.split()[0]}\(', TESTS), "no test runs this command"


@pytest.mark.parametrize("call", MODULES)
def test_a_module_of_the_pages_is_there_and_knows_its_options(call: str) -> None:
    name, *words = call.split()
    place = ROOT / name.replace(".", "/")
    source = next(path for path in (place.with_suffix(".py"), place / "__main__.py") if path.exists())
    options = {word for word in words if word.startswith("--")}
    assert {option for option in options if option not in source.read_text("utf-8")} == set()


def test_a_target_of_the_pages_is_in_the_makefile() -> None:
    named = {one.split()[0] for one in calls("make") if one}
    assert named <= set(re.findall(r"^([a-z-]+):", MAKEFILE, flags=re.M))
    given = {one.partition("=")[0].split()[-1] for one in calls("make") if "=" in one}
    assert {name for name in given if f"$({name})" not in MAKEFILE} == set()


def test_there_is_something_to_look_at() -> None:
    assert len(DONDOC) > 20
    assert len(MODULES) > 5
