"""The pages of the overview: sums, units or people, lists, what happened in some days, what waits for a word."""

from dataclasses import dataclass, replace

from bot.acts.decisions import SHOWN, decisions
from bot.acts.places import Place, place_of
from bot.acts.standing import Counted, rows_of, standing, stretch
from bot.acts.summing import unit_names
from bot.desk import Desk
from bot.rules.access import KEEPERS, may_handle_case
from bot.rules.states import Role
from bot.rules.status_views import DAY_NAMES, WHOLE, View, ahead, days_of, parent
from bot.talk import Reply
from storage.indicators import count_warned
from storage.listed import Wanted, listed_cases, listed_duties
from storage.sums import Span

PAGE = 5  # with a way on, to the side and back that makes eight choices
ROWS = 6
WORST = 2  # units or people that are one tap away


@dataclass(frozen=True)
class Ways:
    """Where one can go from the sums of a place."""

    late: View
    week: View
    duties: View
    cases: View
    charts: View
    rows: View

    @classmethod
    def of(cls, view: View, place: Place) -> "Ways":
        at = view.place
        return cls(
            late=replace(at, late=True),
            week=replace(at, days="tuan"),
            duties=replace(at, about="viec"),
            cases=replace(at, about="pa"),
            charts=replace(at, show="bieudo"),
            rows=replace(at, show="donvi" if place.units else "nguoi"),
        )


def sums(desk: Desk, view: View, place: Place) -> Reply:
    """What needs a decision first, then the sums, then by unit or person."""
    found = standing(desk, place)
    return desk.say(
        "status",
        to=Ways.of(view, place),
        title=place.title,
        found=found,
        sums=found.sums,
        waits=decisions(desk) if view == WHOLE else None,
        rows=found.rows[:ROWS],
        near=[row for row in found.rows if row.sums.late or row.sums.case_late][:WORST],
        by_unit=bool(place.units),
        warned=_warned(desk) if view == WHOLE else 0,
        names=unit_names(desk),
        back=_back(desk, view),
    )


def _warned(desk: Desk) -> int:
    """Of the indicators that the speaker sees."""
    units = None if desk.rights.oversees else desk.rights.units
    return count_warned(desk.session, desk.office.id, desk.today.year, units)


def rows(desk: Desk, view: View, place: Place) -> Reply:
    found = rows_of(desk, place, Counted.of(desk, place.scope))
    start = view.page * ROWS
    return desk.say(
        "status_rows",
        title=place.title,
        rows=found[start : start + ROWS],
        by_unit=bool(place.units),
        on=view.at(view.page + 1) if start + ROWS < len(found) else None,
        back=_back(desk, view),
    )


def work_page(desk: Desk, view: View, place: Place) -> Reply:
    return case_page(desk, view, place) if view.about == "pa" else duty_page(desk, view, place)


def duty_page(desk: Desk, view: View, place: Place) -> Reply:
    """Late, due in some days, or all that has a date; where both are asked about, of the cases the sums."""
    wanted = _wanted(desk, view, place)
    found, total = listed_duties(desk.session, desk.office.id, desk.here, wanted)
    of_both = not view.about
    return desk.say(
        "status_list",
        view=view,
        title=place.title,
        duties=found,
        total=total,
        first=wanted.first,
        span=wanted.span,
        days=DAY_NAMES[view.days],
        so_far=stretch(desk, place.scope, view.days) if of_both and view.days and not view.late else None,
        beside=Counted.of(desk, place.scope).all.case_late if of_both and view.late and not view.days else 0,
        cases=replace(view, about="pa", page=0),
        names=unit_names(desk),
        on=_on(view, total),
        back=_back(desk, view),
    )


def case_page(desk: Desk, view: View, place: Place) -> Reply:
    wanted = _wanted(desk, view, place)
    found, total = listed_cases(desk.session, desk.office.id, desk.here, wanted)
    return desk.say(
        "status_cases",
        view=view,
        title=place.title,
        cases=[(case, may_handle_case(desk.rights, case.unit_id)) for case in found],
        total=total,
        first=wanted.first,
        span=wanted.span,
        days=DAY_NAMES[view.days],
        so_far=stretch(desk, place.scope, view.days) if view.days and not view.late else None,
        sums=Counted.of(desk, place.scope).all,
        titles=desk.topics,
        names=unit_names(desk),
        on=_on(view, total),
        back=_back(desk, view),
    )


def waiting(desk: Desk) -> Reply:
    found = decisions(desk)
    return desk.say(
        "status_waiting",
        waits=found,
        requests=found.requests[:SHOWN],
        more=len(found.requests[SHOWN:]),
        keeps=bool(desk.rights.roles & KEEPERS),
        sorts=Role.CLERK in desk.rights.roles,
    )


def _wanted(desk: Desk, view: View, place: Place) -> Wanted:
    return Wanted(place.scope, view.late, _span(desk, view), view.page * PAGE, PAGE)


def _span(desk: Desk, view: View) -> Span | None:
    """Of what is late the days that have passed too."""
    if not view.days:
        return None
    return days_of(view.days, desk.today) if view.late else ahead(view.days, desk.today)


def _on(view: View, total: int) -> View | None:
    return view.at(view.page + 1) if (view.page + 1) * PAGE < total else None


def _back(desk: Desk, view: View) -> View | None:
    """Where the speaker came from, or the nearest above it that they may see."""
    found = parent(view)
    while found is not None:
        place = place_of(desk, found)
        if place is not None and (place.units or found.show != "donvi"):
            break
        found = parent(found)
    return found
