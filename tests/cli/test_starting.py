"""What a start loads: what is needed at once, and nothing more."""

import argparse
import subprocess
import sys
from collections.abc import Iterator

from bot.__main__ import main, parser
from bot.app import STEPS
from bot.commands import COMMANDS
from bot.later import Verb
from bot.topics import TOPICS
from bot.upkeep.memory import rest

# Papers, plans, another database, steps of migration: each is loaded by the first that needs it.
SELDOM = {"alembic", "docx", "lxml", "matplotlib", "numpy", "openpyxl", "pdfplumber", "psycopg", "rich", "segno"}
# Once the doors are open.
SOON = {"bot.handlers.giving", "bot.handlers.overview", "bot.jobs.remind", "bot.web.site", "telegram"}


def commands_below(given: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    lower = [action.choices for action in given._actions if isinstance(action, argparse._SubParsersAction)]
    if not lower:
        yield given
    for named in lower:
        for one in named.values():
            yield from commands_below(one)


def test_serving_loads_nothing_that_it_can_begin_without() -> None:
    asked = "import sys, bot.__main__, bot.cli.running; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    assert not (SELDOM | SOON) & set(loaded.split())


def test_what_it_begins_without_is_loaded_before_it_is_asked_for() -> None:
    assert SOON - {"bot.web.site", "telegram"} <= set(rest())


def test_every_command_leads_to_its_function() -> None:
    found = [one.get_default("run") for one in commands_below(parser())]
    assert len(found) > 10
    assert all(callable(run.found()) for run in found if isinstance(run, Verb))


def test_what_is_loaded_later_is_there() -> None:
    verbs = [one.handler for one in COMMANDS] + [handler for handler, _ in TOPICS.values()] + list(STEPS)
    later = [one for one in verbs if isinstance(one, Verb)]
    assert len(later) > 150
    assert all(callable(one.found()) for one in later)


def test_a_platform_that_cannot_be_played_is_refused() -> None:
    assert main(["fake", "viber"]) == 1
