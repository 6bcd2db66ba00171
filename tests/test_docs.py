"""The examples of the developers' guide run as they stand on the page."""

import importlib
import inspect
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command

from bot.app import App, Kit
from bot.commands import PHRASES, WORDS, Command
from bot.jobs.shop import Branch
from storage.revisions import newest_revision
from storage.store import Store, alembic_config
from tests.talks import Town
from tests.towns import founded_file, town, town_store

__all__ = ["founded_file", "town", "town_store"]

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "developers" / "adding.md"
PAGES = [ROOT / "CONTRIBUTING.md", *(ROOT / "docs" / "developers").glob("*.md")]
BLOCKS = dict(re.findall(r"^`([\w/]+\.\w+)`[^\n]*\n\n```\w+\n(.*?)^```$", PAGE.read_text("utf-8"), flags=re.M | re.S))
ENTRY = "bot/commands/work.py"
(STEP,) = (path for path in BLOCKS if path.startswith("storage/migrations/"))
NEW = [path for path in BLOCKS if path.endswith(".py") and path not in (ENTRY, STEP)]
SENTENCES = [(path, name) for path in NEW for name in re.findall(r"^(?:async )?def (test_\w+)", BLOCKS[path], re.M)]


@pytest.fixture
def modules(monkeypatch: pytest.MonkeyPatch) -> Mapping[str, ModuleType]:
    """What the page says in Python, by path; each can import those before it, until the test ends."""
    found = {}
    for path in NEW:
        module = found[path] = ModuleType(path.removesuffix(".py").replace("/", "."))
        monkeypatch.setitem(sys.modules, module.__name__, module)
        exec(compile(BLOCKS[path], path, "exec"), vars(module))
    return found


@pytest.fixture
def entry(modules: Mapping[str, ModuleType]) -> Command:
    """The line of the table as it would stand among the others."""
    table = importlib.import_module("bot.commands.work")
    made = eval(BLOCKS[ENTRY], {**vars(table), "days_left": modules["bot/handlers/days_left.py"]})
    assert isinstance(made, Command)
    return made


@pytest.fixture
def page_town(town: Town, entry: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    """A town whose bot has what the page adds."""
    monkeypatch.setitem(WORDS, entry.word, entry)
    for phrase in entry.says:
        monkeypatch.setitem(PHRASES, phrase, (entry,))
    texts = tmp_path / "texts"
    texts.mkdir()
    for path in (Path(one) for one in BLOCKS if one.endswith(".j2")):
        (texts / path.name).write_text(BLOCKS[str(path)], "utf-8")
    usual = town.shop.office(town.office_id)
    assert isinstance(usual.tools, Kit)
    branch = Branch(replace(usual.tools, texts=texts), usual.channels)
    town.shop = replace(town.shop, office=lambda _office_id: branch)
    town.app = App(town.shop, lambda: town.now)
    return town


@pytest.mark.parametrize(("path", "name"), SENTENCES, ids=[name for _, name in SENTENCES])
async def test_a_sentence_of_the_page_is_true(
    path: str, name: str, modules: Mapping[str, ModuleType], page_town: Town, tmp_path: Path
) -> None:
    sentence = getattr(modules[path], name)
    given: dict[str, Any] = {"town": page_town, "tmp_path": tmp_path}
    outcome = sentence(**{wanted: given[wanted] for wanted in inspect.signature(sentence).parameters})
    if inspect.isawaitable(outcome):
        await outcome


def test_what_the_page_adds_is_not_there_yet(entry: Command) -> None:
    assert SENTENCES
    assert [path for path in BLOCKS if (ROOT / path).exists()] == [ENTRY]
    assert entry.word not in WORDS
    assert not set(entry.says) & set(PHRASES)


def test_every_example_of_the_page_is_run() -> None:
    fences = re.findall(r"^```\w+$", PAGE.read_text("utf-8"), flags=re.M)
    assert len(fences) == len(BLOCKS)


def test_every_place_and_target_that_the_pages_name_is_there() -> None:
    said = "\n".join(page.read_text("utf-8") for page in PAGES)
    places = re.findall(r"`((?:bot|storage|messages|tests|bench|ops|\.ci)/[\w./]*)`", said)
    assert [place for place in places if place not in BLOCKS and not (ROOT / place).exists()] == []
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), flags=re.M)
    assert set(re.findall(r"(?:`|    )make (\w+)", said)) <= set(targets)


def test_every_link_between_the_pages_leads_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    linked = [(page, link) for page in pages for link in re.findall(r"\]\(([^):#]+)", page.read_text("utf-8"))]
    assert [(page.name, link) for page, link in linked if not (page.parent / link).exists()] == []


def test_the_pages_channel_is_there_for_an_office_that_has_its_settings(modules: Mapping[str, ModuleType]) -> None:
    build = modules["bot/surfaces/sms.py"].sms
    known = modules["bot/settings/sms.py"].SmsSettings("https://gateway.example", "our key", "their secret")
    assert build(SimpleNamespace(settings=SimpleNamespace(sms=None))) is None
    assert build(SimpleNamespace(settings=SimpleNamespace(sms=known))).channel.name == "sms"
    assert "secret" not in repr(known)


def test_the_pages_migration_goes_there_and_back(sqlite_store: Store, tmp_path: Path) -> None:
    step = re.sub(r'^down_revision = "\d+"', f'down_revision = "{newest_revision()}"', BLOCKS[STEP], flags=re.M)
    (tmp_path / Path(STEP).name).write_text(step, "utf-8")
    with sqlite_store.migrating() as connection:
        before = _columns(connection)
        config = alembic_config(connection)
        config.set_main_option("path_separator", "os")
        config.set_main_option("version_locations", f"{ROOT / Path(STEP).parent}{os.pathsep}{tmp_path}")
        command.upgrade(config, "head")
        assert _columns(connection) == {**before, "website": None}  # and no default that the model does not give
        command.downgrade(config, "-1")
        assert _columns(connection) == before


def _columns(connection: sa.Connection) -> dict[str, Any]:
    """The columns of the offices and their defaults."""
    return {one["name"]: one["default"] for one in sa.inspect(connection).get_columns("office")}
