"""The page on which the coming year is tried out, filled month by month while it is lived through."""

from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.demo.replay import Replay
from bot.demo.wishes import read_wish
from bot.rehearsal.findings import NAMES
from bot.rehearsal.finishing import Pace
from bot.rules.workdays import DAY
from bot.web.guard import RefusedError, data_headers, page_headers
from bot.web.page import pages_of
from messages.words import day

PACES: dict[str, tuple[Pace, str]] = {
    "on_time": (0, "Đúng hạn"),
    "late": (3, "Trễ 3 ngày"),
    "never": (None, "Không ai báo xong"),
}
UNKNOWN = "Không có lựa chọn này."
BUSY = "Đang chạy thử, xin chờ một chút."
CELL, WEEK = 13, 7  # of the picture of the year: pixels from cell to cell, days in a column
HEAD = 16  # pixels above the cells, for the months' names
LEVELS = (1, 3, 6, 10)  # letters of a day from which its cell is one shade darker

_PAGES = pages_of(Path(__file__).parent / "pages")


@dataclass(frozen=True)
class Cell:
    x: int
    y: int
    level: int
    title: str


def year_routes(replay: Replay, begin: Callable[[Coroutine[Any, Any, None]], None]) -> list[BaseRoute]:
    """The page at /demo/year; `begin` lets the replay run beside."""

    async def show(_request: Request) -> Response:
        page = _PAGES.get_template("year.html").render(paces=PACES)
        return HTMLResponse(page, headers=page_headers("'none'"))

    async def start(request: Request) -> Response:
        try:
            pace = PACES[await read_wish(request, "pace", PACES, UNKNOWN)][0]
        except RefusedError as refusal:
            return refusal.answer()
        if replay.state == "running":
            return RefusedError(409, BUSY).answer()
        replay.state = "running"
        begin(replay.play(pace))
        return JSONResponse({"state": replay.state}, headers=data_headers())

    async def tell(request: Request) -> Response:
        have = request.query_params.get("have", "0")
        return JSONResponse(progress(replay, int(have) if have.isdecimal() else 0), headers=data_headers())

    return [
        Route("/demo/year", show, methods=["GET"]),
        Route("/demo/year", start, methods=["POST"]),
        Route("/demo/year/progress", tell, methods=["GET"]),
    ]


def progress(replay: Replay, have: int) -> dict[str, object]:
    """How far it is, and the months after the first `have` as pieces of the page."""
    month = _PAGES.get_template("year_month.html")
    months = [month.render(month=one) for one in replay.months[have:]]
    whole = (replay.last - replay.first).days
    share = 1.0 if replay.state == "done" else (replay.reached - replay.first).days / whole if whole else 0.0
    sums = _PAGES.get_template("year_sums.html").render(**sums_of(replay)) if replay.months else ""
    return {"state": replay.state, "share": share, "count": have + len(months), "months": months, "sums": sums}


def sums_of(replay: Replay) -> dict[str, object]:
    """What the page's summary shows: totals, each person by month, the year's picture, what to look at."""
    people = replay.findings.people
    months = [one.first for one in replay.months]
    by_month = {
        one.name: Counter((on.year, on.month) for on, count in one.days for _ in range(count)) for one in people
    }
    return {
        "total": f"{sum(one.total for one in people):,}".replace(",", "."),
        "most": max((one.most for one in people), default=0),
        "people": people,
        "months": months,
        "by_month": by_month,
        "flags": replay.findings.flags,
        "names": NAMES,
        "cells": cells_of(replay),
        "labels": [(_column(replay, one) * CELL, f"T{one.month}") for one in months],
        "head": HEAD,
        "width": CELL * (_column(replay, replay.last) + 1),
        "height": CELL * WEEK + HEAD,
    }


def cells_of(replay: Replay) -> list[Cell]:
    """A square for each day lived through, a column for each week."""
    letters = Counter[date]()
    for person in replay.findings.people:
        letters.update(dict(person.days))
    found = []
    for number in range((replay.reached - replay.first).days):
        on = replay.first + number * DAY
        level = sum(letters[on] >= least for least in LEVELS)
        found.append(Cell(_column(replay, on) * CELL, on.weekday() * CELL, level, f"{day(on)}: {letters[on]} tin"))
    return found


def _column(replay: Replay, on: date) -> int:
    """Which week of the picture a day lies in."""
    return (on - replay.first + replay.first.weekday() * DAY).days // WEEK
