"""Which ladder a duty or a case climbs: one for each kind of task, as packaged or as the office has it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from bot.rules.clocks import STEPS
from bot.rules.ladder_said import WHO, read_steps, say_steps
from bot.rules.reminding import Ladder, ladder_fields, read_ladder
from bot.rules.report_days import names_report
from bot.rules.vietnamese import plain

SHORT_DAYS = 14
GIVEN, EVENT = "given", "event:"  # how keys of occurrences begin
DOSSIER = "dossier"
ASKED = "case_supplement"  # the one ladder on which the citizen stands too
_OF_STEP = {"answer": "feedback", "receive": "case_desk", "transfer": "case_desk", "inform": "case_desk"}


@dataclass(frozen=True)
class Kind:
    """`called`: its title and other names without accents. `usual`: the wording where a step names none."""

    key: str
    title: str
    called: frozenset[str]
    usual: str
    ladder: Ladder

    def read(self, text: str) -> Ladder:
        """A sentence as the ladder of this kind; ValueError as in `read_steps`."""
        ladder = read_steps(text, self.usual)
        if self.key != ASKED and any("citizen" in rung.audience for rung in ladder.rungs):
            raise ValueError(f"“{WHO['citizen']}” chỉ dùng được trong thang “{kinds()[ASKED].title}”.")
        if self.key == DOSSIER and not {-1, 0} <= {rung.offset for rung in ladder.rungs}:
            raise ValueError("Hồ sơ một cửa phải được nhắc trước 1 ngày làm việc và vào ngày đến hạn.")
        return ladder

    def say(self, ladder: Ladder) -> str:
        return say_steps(ladder, self.usual)


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind by its key, in the order in which they are shown."""
    read = tomllib.loads(files("bot.rules").joinpath("ladders.toml").read_text("utf-8"))
    return {key: _kind(key, **fields) for key, fields in read.items()}


def _kind(key: str, title: str, words: list[str], steps: str, wording: str = "") -> Kind:
    called = frozenset(plain(name) for name in (title, *words))
    return Kind(key, title, called, wording, read_steps(steps, wording))


def kind_called(name: str) -> Kind | None:
    """The kind that a person names."""
    said = " ".join(plain(name).split())
    return next((kind for kind in kinds().values() if said in kind.called), None)


def kind_of_duty(sort: str, key: str, days: int, content: str) -> str:
    """`sort` and `key` of the occurrence; `days` from the start of its period to the printed day."""
    if sort == "check_in":
        return "check_in"
    if key.startswith(EVENT):
        return "event"
    if key == GIVEN:
        return "given"
    if 0 < days < SHORT_DAYS:
        return "short"
    return "report" if names_report(content) else "deadline"


def kind_of_step(step: str) -> str:
    """The ladder of a step of a case; KeyError for what is none."""
    if step not in STEPS:
        raise KeyError(step)
    return _OF_STEP.get(step, f"case_{step}")


def ladder_for(kind: str, own: Mapping[str, Any]) -> Ladder:
    """`own`: the office's ladders in JSON, by kind."""
    return read_ladder(own[kind]) if kind in own else kinds()[kind].ladder


def with_ladder(own: Mapping[str, Any], kind: str, ladder: Ladder) -> dict[str, Any]:
    """The office's ladders with this one; one that is like the packaged one is no longer its own."""
    others = {key: fields for key, fields in own.items() if key != kind}
    return others if ladder == kinds()[kind].ladder else {**others, kind: ladder_fields(ladder)}
