"""What headers and states in a one-stop system's lists mean, and the reasons for being late that can be tapped."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal, cast

from bot.rules.states import DossierState
from bot.rules.vietnamese import plain

Column = Literal["code", "due", "finished", "received", "state", "phone", "handler", "unit", "applicant", "procedure"]

OTHER = "khac"  # the reason where somebody only wrote words


def bare(text: str) -> str:
    """Only the words, without accents."""
    return " ".join(re.findall(r"\w+", plain(text)))


@lru_cache(1024)
def column_called(header: str) -> Column | None:
    """What a header says its column holds."""
    words = bare(header)
    found = (
        line for line in _read()["columns"] if _says(words, line["words"]) and not _says(words, line.get("not", ()))
    )
    return next((cast(Column, line["key"]) for line in found), None)


@lru_cache(1024)
def state_called(said: str) -> DossierState | None:
    words = bare(said)
    return next((DossierState(line["state"]) for line in _read()["states"] if _says(words, line["words"])), None)


@cache
def reasons() -> Mapping[str, str]:
    """Why it is late: key -> as it is said."""
    return {line["key"]: line["title"] for line in _read()["reasons"]}


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(files("bot.rules").joinpath("dossier_words.toml").read_text("utf-8"))


def _says(words: str, wanted: Sequence[str]) -> bool:
    return any(f" {one} " in f" {words} " for one in wanted)
