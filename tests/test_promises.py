"""What the repository promises, it checks."""

import ast
import re
import tomllib
from datetime import date
from pathlib import Path

import messages
from bot.commands import COMMANDS, WORDS
from bot.rules.workdays import Calendar
from bot.samples.common import COMMON
from bot.samples.filling import samples
from bot.settings import NAMES
from bot.topics import TOPICS

MOST_LINES = 45  # of a function with its docstring
ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = {path.stem: path.read_text("utf-8") for path in (ROOT / "messages" / "vi").glob("*.j2")}
CODE = "\n".join(path.read_text("utf-8") for path in (ROOT / "bot").rglob("*.py"))
TESTS = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))


def test_every_command_is_listed_once() -> None:
    assert len(WORDS) == len(COMMANDS)


def test_every_command_of_the_menu_fits_telegram() -> None:
    for command in COMMANDS:
        assert re.fullmatch(r"[a-z0-9_]{1,32}", command.word)
        assert len(command.help) <= 256


def test_every_choice_leads_to_a_command_there_is() -> None:
    offered = set(re.findall(r'"/([a-z0-9_]+)', "\n".join(TEMPLATES.values())))
    assert offered <= set(WORDS)


def test_every_hidden_command_is_offered_somewhere() -> None:
    hidden = {command.word for command in COMMANDS if not command.help} - {"start", "help"}
    offered = set(re.findall(r'"/([a-z0-9_]+)', "\n".join(TEMPLATES.values()) + CODE))
    assert hidden <= offered


def test_every_conversation_is_gone_on_with() -> None:
    asked = set(re.findall(r'(?:\.ask\(|ask_sure\(desk,)\s*"(\w+)"', CODE))
    assert asked == set(TOPICS) | {"insist"}


def test_every_message_is_said_somewhere_and_every_one_said_exists() -> None:
    said = set(re.findall(r'(?:\.say|\brender)\(\s*"(\w+)"', CODE)) | set(re.findall(r'"(urgent|guide_\w+)"', CODE))
    assert said == set(messages.names())


def test_every_message_has_a_sample_where_its_reader_stands() -> None:
    """In `bot/samples`, a file for each kind of reader: what `dondoc texts preview` shows, and tests measure."""
    assert {one.name for one in samples()} == set(messages.names())
    for one in samples():
        asked = messages.values_of(one.name)
        assert one.values.keys() <= asked <= one.values.keys() | COMMON.keys(), one.name


def test_mark_up_never_spans_lines() -> None:
    for name, text in TEMPLATES.items():
        for line in re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.S).splitlines():
            for tag in ("b", "i", "code"):
                assert line.count(f"<{tag}>") == line.count(f"</{tag}>"), name


def test_every_setting_is_explained_in_the_example() -> None:
    example = (ROOT / ".env.example").read_text("utf-8")
    named = re.findall(r"^(DONDOC_\w+)=", example, flags=re.M)
    assert sorted(named) == sorted(NAMES)
    for name in named:
        before = example[: example.index(f"\n{name}=")].splitlines()
        assert before[-1].startswith(("#", "DONDOC_")), name


def test_every_command_and_setting_of_the_guides_is_real() -> None:
    guides = "\n".join(path.read_text("utf-8") for path in (ROOT / "docs").rglob("*.md"))
    assert set(re.findall(r"`/([a-z0-9_]+)[` ]", guides)) <= set(WORDS)
    assert set(re.findall(r"DONDOC_\w+", guides)) <= set(NAMES)
    table = (ROOT / "docs" / "operations.md").read_text("utf-8").split("\n## Commands\n")[1].split("\n## ")[0]
    for command in set(re.findall(r"dondoc ([a-z-]+)", guides)):
        assert f"dondoc {command}" in table, command


def test_next_years_days_off_are_known() -> None:
    assert Calendar.vietnam().missing_years(date.today()) == ()


def test_versions_are_pinned_with_hashes() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text("utf-8")
        pins = re.findall(r"^[a-z0-9-]+==", text, flags=re.M | re.I)
        assert len(pins) > 20
        assert text.count("--hash=sha256:") >= len(pins)
        assert "://" not in text


def test_what_the_project_needs_is_what_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    pinned = (ROOT / "requirements.txt").read_text("utf-8").lower()
    for need in project["dependencies"]:
        name = re.split(r"[^a-z0-9-]", need)[0]
        assert f"\n{name}" in f"\n{pinned}"


def test_every_message_with_a_citizens_words_says_by_what_it_is_found_again() -> None:
    """Erasing finds letters by the code of the case, or by the number that the side list gives a sender."""
    theirs = re.compile(r"case\.(?:text|answer|draft_answer|contact|place)|sender\.(?:name|phone)|item\.text")
    found = {name for name, text in TEMPLATES.items() if theirs.search(text) and not re.search(r"\.code|NG-", text)}
    assert found <= {"slip"}  # which only asks whether there is an answer


def test_files_and_functions_stay_short() -> None:
    parts = [path for part in ("bot", "storage", "messages") for path in (ROOT / part).rglob("*.py")]
    long = []
    for path in parts:
        if "migrations" in path.parts:
            continue
        text = path.read_text("utf-8")
        if text.count("\n") > 300:
            long.append(path.name)
        functions = [
            node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        ]
        long += [f"{path.name}: {one.name}" for one in functions if (one.end_lineno or 0) - one.lineno >= MOST_LINES]
    assert long == []
