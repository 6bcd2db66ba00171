"""The state of the office in one answer, and from there down to the single duty or case."""

from datetime import date

from bot.acts.summing import by_unit, current, feedback_sums, in_week, unit_names
from bot.desk import Desk
from bot.rules.access import may_see_duty
from bot.rules.numbers import read_number
from bot.rules.states import Work
from bot.talk import Reply
from storage.feedback import open_cases
from storage.occurrences import Duty, count_done, open_duties
from storage.plans import tasks_to_review

PAGE = 10


def status(desk: Desk, words: str) -> Reply:
    """ "": the sums · "tre", "tuan", "pakn": one list · "dv 3": one unit · "chua": without a unit."""
    view, _, rest = words.partition(" ")
    found = visible(desk)
    if view == "tre":
        return late_list(desk, found, rest)
    if view == "tuan":
        return week_list(desk, found, rest)
    if view == "dv" and read_number(rest.split(" ")[0]) is not None:
        return unit_list(desk, found, rest)
    if view == "pakn":
        return feedback_state(desk)
    return sums(desk, found)


def late_now(desk: Desk, _words: str) -> Reply:
    return status(desk, "tre")


def visible(desk: Desk) -> list[Duty]:
    """Open duties that the speaker may see, nearest first."""
    rights = desk.rights
    if rights.oversees:
        return current(open_duties(desk.session, desk.office.id), desk.here)
    found = open_duties(desk.session, desk.office.id, rights.units, rights.posts)
    seen = [duty for duty in found if may_see_duty(rights, duty[1].unit_id, duty[1].post_id)]
    return current(seen, desk.here)


def sums(desk: Desk, found: list[Duty]) -> Reply:
    units = None if desk.rights.oversees else desk.rights.units
    dated = [duty for duty in found if duty[0].kind == "due"]
    late = [duty for duty in dated if duty[0].is_late(desk.here)]
    return desk.say(
        "status",
        open=len(dated),
        doing=sum(item.state == Work.DOING for item, _ in dated),
        late=late[:5],
        late_count=len(late),
        standing=len(found) - len(dated),
        week=len([duty for duty in dated if in_week(duty, desk.today)]),
        done=count_done(desk.session, desk.office.id, units, desk.hours.at(date(desk.today.year, 1, 1), "00:00")),
        by_unit=by_unit(desk, dated),
        names=unit_names(desk),
        feedback=feedback_sums(desk, units),
        doubts=len(tasks_to_review(desk.session, desk.office.id)) if desk.rights.oversees else 0,
    )


def late_list(desk: Desk, found: list[Duty], rest: str) -> Reply:
    return _list(desk, "Việc trễ hạn", "tre", [duty for duty in found if duty[0].is_late(desk.here)], rest)


def week_list(desk: Desk, found: list[Duty], rest: str) -> Reply:
    return _list(desk, "Việc đến hạn tuần này", "tuan", [duty for duty in found if in_week(duty, desk.today)], rest)


def unit_list(desk: Desk, found: list[Duty], rest: str) -> Reply:
    number, _, page = rest.partition(" ")
    names = unit_names(desk)
    wanted = int(number) if int(number) in names else None
    chosen = [duty for duty in found if duty[1].unit_id == wanted and duty[0].kind == "due"]
    return _list(desk, names[wanted], f"dv {number}", chosen, page)


def _list(desk: Desk, title: str, view: str, found: list[Duty], rest: str) -> Reply:
    page = read_number(rest) or 0
    shown = found[page * PAGE : (page + 1) * PAGE]
    return desk.say(
        "status_list",
        title=title,
        view=view,
        duties=shown,
        first=page * PAGE,
        total=len(found),
        page=page,
        names=unit_names(desk),
    )


def feedback_state(desk: Desk) -> Reply:
    units = None if desk.rights.oversees else desk.rights.units
    waiting = open_cases(desk.session, desk.office.id, units)
    return desk.say("status_feedback", sums=feedback_sums(desk, units), cases=waiting[:PAGE], names=unit_names(desk))
