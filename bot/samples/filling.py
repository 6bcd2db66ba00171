"""Every message filled with the story, by who reads it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.samples import (
    admins,
    citizens,
    citizens_else,
    clerks_cases,
    clerks_figures,
    clerks_plans,
    groups,
    leads,
    officials,
    officials_cases,
)
from bot.samples.common import COMMON
from bot.samples.story import Samples, Values
from messages import BAD_WORDING, Message, filled, own_names, problem_of, problems_in

READERS: Mapping[str, Sequence[Samples]] = {
    "Người dân": (citizens.SAMPLES, citizens_else.SAMPLES),
    "Cán bộ": (officials.SAMPLES, officials_cases.SAMPLES),
    "Lãnh đạo": (leads.SAMPLES,),
    "Văn thư": (clerks_cases.SAMPLES, clerks_plans.SAMPLES, clerks_figures.SAMPLES),
    "Quản trị": (admins.SAMPLES,),
    "Nhóm": (groups.GROUPS,),
    "Giấy tờ": (groups.PAPERS,),
}


@dataclass(frozen=True)
class Sample:
    """One filling of a message for one kind of reader."""

    name: str
    reader: str
    values: Values

    def shown(self, own: Path | None = None, **instead: object) -> Message:
        """In the wording of an office's folder or in ours; raises BAD_WORDING where it cannot be filled."""
        words = own if own is not None and self.name in own_names(own) else None
        return filled(self.name, words, {**COMMON, **self.values, **instead})


@cache
def samples() -> tuple[Sample, ...]:
    """All of them, reader by reader, by name."""
    return tuple(_read())


def faults_in(folder: Path) -> Iterator[tuple[str, str]]:
    """Name of a file of an office's wordings and, in Vietnamese, why it cannot be used."""
    told = dict(problems_in(folder))
    yield from told.items()
    for name in sorted(own_names(folder) - told.keys()):
        if fault := _fault(folder, name):
            yield name, fault


def _fault(folder: Path, name: str) -> str:
    try:
        for one in samples():
            if one.name == name:
                one.shown(folder)
    except BAD_WORDING as error:
        return problem_of(error)
    return ""


def _read() -> Iterator[Sample]:
    for reader, listed in READERS.items():
        every = {name: fillings for part in listed for name, fillings in part.items()}
        for name, fillings in sorted(every.items()):
            several = [fillings] if isinstance(fillings, Mapping) else fillings
            yield from (Sample(name, reader, values) for values in several)
