"""The lead, or a head within the unit, gives work in one sentence."""

from datetime import date, timedelta

from bot.acts.duty_events import record
from bot.acts.giving import Until, add_given, addressed, move, tell_receivers, withdraw
from bot.desk import Desk
from bot.handlers.duties import seen_duty
from bot.rules.days_said import days_said
from bot.rules.giving import Order, Target, is_order, read_order, settled, still_ahead
from bot.rules.states import Role, Work
from bot.rules.workdays import DAY
from bot.talk import Reply
from storage.drafts import waiting_draft
from storage.occurrences import Duty
from storage.offices import aliases_of, unit_named, units_of
from storage.people import Person, Post, office_posts
from storage.plans import task_events

MOST = 10


def give(desk: Desk, words: str) -> Reply:
    """ "chị Lan nộp báo cáo trước thứ Sáu"; "ai post 7" and "han 2026-11-27" answer the one question."""
    first, _, rest = words.partition(" ")
    draft = waiting_draft(desk.session, desk.office.id, desk.heard.channel, desk.heard.address, desk.now)
    if first in ("ai", "han") and draft and draft.topic == "giving":
        return _chosen(desk, draft.data["text"], first, rest)
    return order(desk, f"giao {words}") if words else desk.say("give_unclear")


def ordered(desk: Desk) -> Reply | None:
    """Where free words are an order."""
    return order(desk, desk.heard.text) if is_order(desk.heard.text) else None


def order(desk: Desk, text: str) -> Reply:
    """Carry out what is clear; else ask once, with the likely answers."""
    targets = _targets(desk)
    found = _read(desk, text, targets)
    if not found.task:
        return desk.say("give_unclear")
    if len(found.targets) != 1:
        desk.ask("giving", text=text)
        return _ask_whom(desk, found, targets)
    if len(found.days) != 1:
        desk.ask("giving", text=text)
        return desk.say("give_until", order=found, name=_shown(desk, found.targets[0]), days=_likely(desk, found))
    return _give(desk, found)


def answered(desk: Desk, text: str) -> Reply:
    """Words instead of a tap: a whole new sentence, or what was missing."""
    desk.forget()
    said = desk.heard.text
    if not said or is_order(said):
        return order(desk, said)
    before = _read(desk, text, _targets(desk))
    if len(before.targets) == 1:
        return order(desk, f"{text}, {said}")
    return order(desk, f"giao {said} {text.split(' ', 1)[-1]}")


def _read(desk: Desk, text: str, targets: list[Target]) -> Order:
    return still_ahead(read_order(text, targets, desk.today, desk.calendar), desk.here)


def _chosen(desk: Desk, text: str, what: str, words: str) -> Reply:
    targets = _targets(desk)
    found = _read(desk, text, targets)
    if what == "ai":
        kind, _, number = words.partition(" ")
        target = next((one for one in targets if one.kind == kind and str(one.number) == number), None)
        found = settled(found, target, None if len(found.days) == 1 else _likely(desk, found)[0])
    else:
        days = [day for day in _likely(desk, found) if day.isoformat() == words]
        found = settled(found, None, days[0] if days else None)
    if len(found.targets) != 1 or len(found.days) != 1:
        return desk.say("give_unclear")
    desk.forget()
    return _give(desk, found)


def _give(desk: Desk, found: Order) -> Reply:
    target = found.targets[0]
    post = desk.session.get_one(Post, target.number) if target.kind == "post" else None
    unit_id = post.unit_id if post else target.number
    until = Until(found.days[0], found.hour, found.when)
    beside = [_shown(desk, other).partition(" · ")[0] for other in found.named if other != target]
    task = f"{found.task} (cùng {', '.join(beside)})" if beside else found.task
    duty = add_given(desk, task, until, unit_id, post.id if post else None)
    tell_receivers(desk, duty, "")
    return back(desk, duty)


def back(desk: Desk, found: Duty) -> Reply:
    """What was understood, with the ways to take it back."""
    item, task = found
    return desk.say("given_back", item=item, task=task, whom=addressed(desk, task))


def _targets(desk: Desk) -> list[Target]:
    """Whom the speaker may give work to: of one person with two posts the first post."""
    own = desk.rights.units
    everybody = Role.LEAD in desk.rights.roles
    aliases = aliases_of(desk.session, desk.office.id)
    names = {
        unit.id: (unit.name, *(alias for alias, number in aliases.items() if number == unit.id))
        for unit in units_of(desk.session, desk.office.id)
        if not unit.external and (everybody or unit.id in own)
    }
    posts = [one for one in office_posts(desk.session, desk.office.id) if everybody or one.unit_id in own]
    people: dict[object, Target] = {}
    for post in posts:
        name = _holder(desk, post)
        target = Target("post", post.id, (name,), names.get(post.unit_id or 0, ()), (post.title,))
        people.setdefault(post.person_id or (name, post.title), target)
    return [*people.values(), *(Target("unit", number, known) for number, known in names.items())]


def _holder(desk: Desk, post: Post) -> str:
    return desk.session.get_one(Person, post.person_id).name if post.person_id else post.holder_name


def _shown(desk: Desk, target: Target) -> str:
    if target.kind == "unit":
        return unit_named(desk.session, desk.office.id, target.number)
    post = desk.session.get_one(Post, target.number)
    unit = unit_named(desk.session, desk.office.id, post.unit_id)
    name = _holder(desk, post) or post.title
    return f"{name} · {unit}" if unit else name


def _ask_whom(desk: Desk, found: Order, targets: list[Target]) -> Reply:
    likely = found.targets or targets
    shown = [(one.kind, one.number, _shown(desk, one)) for one in likely[:MOST]]
    day = found.days[0] if len(found.days) == 1 else _likely(desk, found)[0]
    return desk.say("give_whom", order=found, people=shown, day=day, said=len(found.days) == 1)


def _likely(desk: Desk, found: Order) -> list[date]:
    """The days that may be meant; without any: the end of this week, of the next, of the month.

    Of an hour alone that is over today, also the next worked day.
    """
    if found.days:
        return list(found.days)
    next_day = desk.calendar.next_workday(desk.today + DAY)
    friday = desk.calendar.previous_workday(desk.today + (6 - desk.today.weekday()) * DAY)
    week = timedelta(days=7)
    first = (desk.today.replace(day=1) + 32 * DAY).replace(day=1)
    ends = [friday, desk.calendar.previous_workday(friday + week), desk.calendar.previous_workday(first - DAY)]
    return sorted({day for day in (*ends, *([next_day] if found.hour else [])) if day > desk.today})


def take_back(desk: Desk, words: str) -> Reply:
    found = _given(desk, words)
    if found is None:
        return desk.say("give_gone")
    withdraw(desk, found)
    tell_receivers(desk, found, "withdrawn")
    return desk.say("given_withdrawn", task=found[1])


def ask_change(desk: Desk, words: str) -> Reply:
    found = _given(desk, words)
    if found is None:
        return desk.say("give_gone")
    desk.ask("given_change", duty=found[0].id)
    return desk.say("ask_given_change", task=found[1], item=found[0])


def change_said(desk: Desk, number: int) -> Reply:
    """A whole new sentence replaces it; a day moves it; other words reword it."""
    desk.forget()
    found = _given(desk, str(number))
    if found is None or not desk.heard.text:
        return desk.say("give_gone")
    if is_order(desk.heard.text):
        new = _read(desk, desk.heard.text, _targets(desk))
        if new.task:
            withdraw(desk, found)
            tell_receivers(desk, found, "withdrawn")
        return order(desk, desk.heard.text)
    return _change(desk, found)


def _change(desk: Desk, found: Duty) -> Reply:
    said = read_order(desk.heard.text, [], desk.today, desk.calendar)
    if said.days:
        # "trước 15h" alone is another hour of the same day.
        named = days_said(said.when, desk.today, desk.calendar) or not said.hour
        move(desk, found, Until(said.days[-1] if named else found[0].printed, said.hour, said.when))
    if said.task:
        found[1].content = said.task
        desk.session.add(found[1])
        record(desk, found, "changed", said.task)
    tell_receivers(desk, found, "changed")
    return back(desk, found)


def _given(desk: Desk, words: str) -> Duty | None:
    """Work that the speaker gave and that is still open."""
    found = seen_duty(desk, words)
    if found is None or found[0].state not in (Work.OPEN, Work.DOING):
        return None
    givers = {event.person_id for event in task_events(desk.session, found[1].id) if event.what == "given"}
    return found if desk.person.id in givers else None
