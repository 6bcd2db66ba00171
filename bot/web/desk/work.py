"""This week's tasks by unit: what is late, due, done, and what comes next week."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.acts.decisions import decisions
from bot.acts.places import Place, own_place, place_of
from bot.acts.summing import unit_names
from bot.desk import Desk
from bot.rules.access import may_handle_duty
from bot.rules.states import Work
from bot.rules.status_views import View, ahead, days_of
from bot.rules.workdays import DAY
from bot.web.desk.visit import Page, Visit, not_here
from storage.listed import Wanted, listed_duties
from storage.occurrences import Duty, Occurrence, done_duties
from storage.plans import Task

SHOWN = 40  # lines of a page
MOST = 400  # of a kind; an office with more looks at its units one by one
# Word in the address -> the name of the tab, and the kinds of lines it has.
TABS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "": ("Tuần này", ("late", "due", "done")),
    "tre": ("Trễ hạn", ("late",)),
    "den": ("Đến hạn", ("due",)),
    "xong": ("Đã xong", ("done",)),
    "sau": ("Tuần sau", ("soon",)),
}


@dataclass(frozen=True)
class Line:
    """`kind`: late, due, done or soon · `mine`: the visitor may say that it is done."""

    item: Occurrence
    task: Task
    kind: str
    mine: bool


def show_work(visit: Visit) -> Page:
    desk, unit = visit.desk, visit.number("dv")
    place = place_of(desk, View(unit=unit)) if unit is not None else own_place(desk)
    if place is None:
        raise not_here()
    names, kinds = unit_names(desk), _kinds(desk, place)
    shown = _page(visit, kinds, names)
    is_next = shown["tab"] == "sau"
    heading = "Việc tuần sau" if is_next else "Việc tuần này"
    monday, sunday = days_of("tuansau" if is_next else "tuan", desk.today)
    values = {
        "place": place,
        "heading": heading,
        "monday": monday,
        "sunday": sunday,
        "tabs": [(word, name, sum(len(kinds[kind]) for kind in parts)) for word, (name, parts) in TABS.items()],
        "unit": unit,
        "units": [(number or 0, names[number]) for number in own_place(desk).units],
        "waits": decisions(desk),
        **shown,
    }
    return Page("desk_work.html", "viec", heading, values)


def _page(visit: Visit, kinds: Mapping[str, list[Line]], names: Mapping[int | None, str]) -> Mapping[str, object]:
    """The lines of the tab that is asked for, unit by unit."""
    asked = visit.asked.get("loc", "")
    tab = asked if asked in TABS else ""
    lines = _by_unit((line for kind in TABS[tab][1] for line in kinds[kind]), names)
    first = (visit.number("tr") or 0) * SHOWN
    return {
        "tab": tab,
        "groups": _groups(lines[first : first + SHOWN], names),
        "page": first // SHOWN,
        "more": first + SHOWN < len(lines),
    }


def _kinds(desk: Desk, place: Place) -> Mapping[str, list[Line]]:
    found = {
        "late": _listed(desk, Wanted(place.scope, late=True, most=MOST)),
        "due": _listed(desk, Wanted(place.scope, span=ahead("tuan", desk.today), most=MOST)),
        "soon": _listed(desk, Wanted(place.scope, span=days_of("tuansau", desk.today), most=MOST)),
        "done": _done(desk, place),
    }
    late = {item.id for item, _ in found["late"]}
    found["due"] = [duty for duty in found["due"] if duty[0].id not in late]  # an hour of today may have passed
    return {kind: [_line(desk, duty, kind) for duty in duties] for kind, duties in found.items()}


def _listed(desk: Desk, wanted: Wanted) -> list[Duty]:
    return listed_duties(desk.session, desk.office.id, desk.here, wanted)[0]


def _done(desk: Desk, place: Place) -> list[Duty]:
    monday, sunday = (desk.hours.at(day, "00:00") for day in days_of("tuan", desk.today))
    found = done_duties(desk.session, desk.office.id, monday, sunday + DAY)
    return [duty for duty in found if place.scope.has_duty(duty[1].unit_id, duty[1].post_id)]


def _line(desk: Desk, duty: Duty, kind: str) -> Line:
    item, task = duty
    mine = item.state != Work.DONE and may_handle_duty(desk.rights, task.unit_id, task.post_id)
    return Line(item, task, kind, mine)


def _by_unit(lines: Iterable[Line], names: Mapping[int | None, str]) -> list[Line]:
    """Within a unit as they stand."""
    order = {unit: place for place, unit in enumerate(names)}
    return sorted(lines, key=lambda line: order.get(line.task.unit_id, len(order)))


def _groups(lines: Iterable[Line], names: Mapping[int | None, str]) -> list[tuple[str, list[Line]]]:
    found: dict[int | None, list[Line]] = {}
    for line in lines:
        found.setdefault(line.task.unit_id, []).append(line)
    return [(names.get(unit, ""), group) for unit, group in found.items()]
