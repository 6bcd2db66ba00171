"""Reasons that can be tapped instead of written."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

When = Literal["silent", "return"]


@cache
def reasons_for(when: When) -> tuple[str, ...]:
    read = tomllib.loads(files("bot.rules").joinpath("case_reasons.toml").read_text("utf-8"))
    return tuple(read[when])
