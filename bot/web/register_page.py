"""The pages of the public register, filled in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any
from urllib.parse import urlencode

from bot.acts.register import PublicCase, Wanted
from bot.rules.addresses import PARTS, Addresses
from bot.rules.listings import KINDS, Kind, PublicList
from bot.rules.public_sums import Table
from bot.web.page import HERE, pages_of
from bot.web.sums_chart import chart_of
from messages.words import cut, plain_day

PER_PAGE = 20
STATES = (("xong", "Đã giải quyết"), ("xem-lai", "Đang xem xét lại"))
_PAGES = pages_of(HERE / "pages")


@dataclass(frozen=True)
class Site:
    """What every page needs: the office, and the path under which all is served."""

    office: str
    root: str
    lists: tuple[Kind, ...] = ()  # what somebody released to be read here

    @property
    def parts(self) -> str:
        return f"{self.root}/congkhai/static"

    @property
    def place(self) -> str:
        """The commune itself, for what lies nowhere in particular: "xã Thanh Bình"."""
        return self.office.removeprefix("UBND ").removeprefix("Ủy ban nhân dân ")


def month_name(month: str) -> str:
    """tháng 11/2026"""
    year, _, number = month.partition("-")
    return f"tháng {number}/{year}"


def list_page(site: Site, cases: Sequence[PublicCase], wanted: Wanted, page: int) -> str:
    found = wanted.among(cases)
    pages = max(1, ceil(len(found) / PER_PAGE))
    page = min(max(page, 1), pages)
    return _render(
        "register.html",
        site=site,
        options=_options(cases),
        wanted=wanted,
        filtered=wanted != Wanted(),
        cases=found[(page - 1) * PER_PAGE : page * PER_PAGE],
        total=len(found),
        page=page,
        pages=pages,
        link=lambda number: f"{site.root}/congkhai?{_query(wanted, number)}",
    )


def _options(cases: Sequence[PublicCase]) -> Mapping[str, list[tuple[str, str]]]:
    """What there is to choose from: only what leads to something."""
    months = sorted({case.month for case in cases}, reverse=True)
    topics = {case.row.category: case.topic for case in cases}
    units = {str(case.row.unit_id): case.unit for case in cases if case.unit}
    return {
        "months": [(month, month_name(month)) for month in months],
        "topics": sorted(topics.items(), key=lambda item: item[1]),
        "units": sorted(units.items(), key=lambda item: item[1]),
        "states": list(STATES),
    }


def _query(wanted: Wanted, page: int) -> str:
    asked = {"thang": wanted.month, "linhvuc": wanted.topic, "donvi": wanted.unit, "tinhtrang": wanted.state}
    return urlencode({**{key: value for key, value in asked.items() if value}, "trang": page})


def case_page(site: Site, case: PublicCase) -> str:
    return _render("register_case.html", site=site, case=case)


def sums_page(site: Site, sums: Mapping[str, Table[str]], month: str) -> str:
    """`month` is one of the months told of; else the newest is shown."""
    shown = month if month in sums else next(iter(sums))
    return _render(
        "register_sums.html",
        site=site,
        month=shown,
        months=list(sums),
        table=sums[shown],
        all=sums,
        chart=chart_of(sums),
        month_name=month_name,
    )


def addresses_page(site: Site, told: Addresses) -> str:
    """The web chat is linked as a path of our own, so only the other doors by their address."""
    doors = [(name, link) for name, link in told.doors if not link.endswith("/chat")]
    return _render("addresses.html", site=site, told=told, parts=PARTS, doors=doors)


def public_list_page(site: Site, found: PublicList) -> str:
    return _render("public_list.html", site=site, kind=KINDS[found.kind], found=found)


def refused_html(site: Site, words: str) -> str:
    return _render("public_refused.html", site=site, words=words)


def _render(template: str, **values: Any) -> str:
    return _PAGES.get_template(template).render(date=plain_day, cut=cut, **values)
