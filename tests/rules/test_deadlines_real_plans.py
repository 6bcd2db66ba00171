"""The grammar against the real plans that lie beside the checkout."""

import importlib.util
import json
from collections.abc import Callable
from datetime import date as on
from pathlib import Path
from typing import Any, cast

import pytest

from bot.rules.deadlines import Reading, find, read
from bot.rules.schedules import from_json, to_json

ISSUED = {"my_hoa_hung": on(2024, 2, 24), "luc_ngan": None}

Same = Callable[[dict[str, Any], dict[str, Any]], bool]


def same_schedule(shared: Path) -> Same:
    """The comparison the acceptance uses."""
    spec = importlib.util.spec_from_file_location("score_plan", shared / "acceptance" / "score_plan.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast(Same, module.same_schedule)


def tasks(shared: Path, plan: str) -> list[tuple[dict[str, Any], Reading]]:
    lines = (shared / "plans" / f"{plan}.gold.jsonl").read_text("utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["kind"] == "task"]
    return [(row, read(row["deadline_text"], year=2024, issued=ISSUED[plan])) for row in rows]


@pytest.mark.parametrize("plan", ISSUED)
def test_every_certain_deadline_is_read_as_the_gold_has_it(shared: Path, plan: str) -> None:
    same = same_schedule(shared)
    wrong = [
        (row["deadline_text"], reading.schedule)
        for row, reading in tasks(shared, plan)
        if "deadline" not in row.get("uncertain", []) and not same(row["schedule"], to_json(reading.schedule))
    ]
    assert wrong == []


@pytest.mark.parametrize("plan", ISSUED)
def test_no_wrong_deadline_is_silent(shared: Path, plan: str) -> None:
    same = same_schedule(shared)
    for row, reading in tasks(shared, plan):
        assert same(row["schedule"], to_json(reading.schedule)) or reading.needs_review


@pytest.mark.parametrize(("plan", "asked"), [("my_hoa_hung", ["1:1", "1:4", "1:7", "3/II:4"]), ("luc_ngan", [])])
def test_only_what_a_clerk_would_ask_about_is_asked(shared: Path, plan: str, asked: list[str]) -> None:
    flagged = [row["id"].removeprefix(f"{plan}:") for row, reading in tasks(shared, plan) if reading.needs_review]
    assert flagged == asked


@pytest.mark.parametrize("plan", ISSUED)
def test_the_verbatim_pieces_are_those_of_the_gold(shared: Path, plan: str) -> None:
    for row, reading in tasks(shared, plan):
        if "deadline" not in row.get("uncertain", []):
            assert reading.schedule == from_json(row["schedule"]), row["deadline_text"]


def test_limits_printed_in_other_columns_are_found(shared: Path) -> None:
    same = same_schedule(shared)
    for row, _ in tasks(shared, "my_hoa_hung"):
        for other in row.get("other_schedules", []):
            found = [to_json(limit.schedule) for limit in find(row[other["where"]], year=2024)]
            assert any(same(other["schedule"], schedule) for schedule in found), other["text"]


def test_products_and_notes_without_a_limit_stay_without_one(shared: Path) -> None:
    for plan in ISSUED:
        for row, _ in tasks(shared, plan):
            if not row.get("other_schedules"):
                assert [found.text for column in ("product", "note") for found in find(row[column], year=2024)] == []
