"""An office's plan comes in as a file, is shown as understood, and becomes tasks when confirmed."""

from datetime import date, timedelta

from bot.acts.adopting import adopt
from bot.acts.page_links import PLAN_TABLE, make_page_link
from bot.acts.plan_lines import lines_of
from bot.acts.previewing import asked_mark, preview
from bot.desk import Desk
from bot.talk import Kept, Reply
from storage.page_passes import drop_passes
from storage.plans import Plan, lock_plan, plan_with_digest, plan_with_id, plans_in_force, plans_waiting

PAGE = 8
LINK_LIFE = timedelta(hours=2)


def receive(desk: Desk, file: Kept) -> Reply:
    """A clerk sent a document: it is read outside this transaction, the result comes as a letter."""
    if file.problem:
        return desk.say("plan_refused", name=file.name, reason="Tệp không tải được hoặc lớn hơn 20 MB.")
    known = plan_with_digest(desk.session, desk.office.id, file.digest)
    if known:
        return desk.say("plan_known", plan=known)
    plan = Plan(
        office_id=desk.office.id,
        source_name=file.name or "ke-hoach",
        digest=file.digest,
        sent_by=desk.person.id,
        sent_at=desk.now,
    )
    desk.session.add(plan)
    return desk.say("plan_reading", name=plan.source_name)


def confirm(desk: Desk, words: str) -> Reply:
    """ "3 1a2b3c4d": plan 3 as it was shown, what is due from today on; "… ca": what is already overdue too."""
    plan = waiting_plan(desk, words)
    if plan is None:
        return desk.say("plan_gone")
    mark, _, rest = words.partition(" ")[2].partition(" ")
    if mark != asked_mark(desk, plan):
        return preview(desk, plan, changed=bool(mark))
    overdue_too = rest == "ca"
    done = adopt(desk, plan, date(plan.year or desk.today.year, 1, 1) if overdue_too else desk.today)
    return desk.say("plan_adopted", plan=plan, done=done)


def drop(desk: Desk, words: str) -> Reply:
    plan = waiting_plan(desk, words)
    if plan is None:
        return desk.say("plan_gone")
    drop_passes(desk.session, plan.id)
    desk.session.delete(plan)
    return desk.say("plan_dropped")


def set_apart(desk: Desk, words: str) -> Reply:
    """It is a plan of its own, not a new version of one that is followed."""
    plan = waiting_plan(desk, words)
    if plan is None:
        return desk.say("plan_gone")
    plan.replaces_id = None
    desk.session.add(plan)
    return preview(desk, plan)


def list_plans(desk: Desk, words: str) -> Reply:
    """ "": the plans · "3": the rows of plan 3 · "3 2": their third page."""
    plan = known_plan(desk, words)
    if plan is None:
        waiting = plans_waiting(desk.session, desk.office.id)[:5]
        followed = [plan for plan in plans_in_force(desk.session, desk.office.id) if plan.rows][:10]
        return desk.say("plans", waiting=waiting, plans=followed)
    rest = words.partition(" ")[2]
    page = int(rest) if rest.isdecimal() and len(rest) < 4 else 0
    lines = [line for line in lines_of(desk, plan) if line.is_task]
    shown = lines[page * PAGE : (page + 1) * PAGE]
    return desk.say("plan_rows", plan=plan, lines=shown, first=page * PAGE, total=len(lines), page=page)


def show_preview(desk: Desk, words: str) -> Reply:
    plan = waiting_plan(desk, words)
    return preview(desk, plan) if plan else desk.say("plan_gone")


def make_link(desk: Desk, words: str) -> Reply:
    """A link that opens the plan's table in a browser, once, within two hours."""
    plan = known_plan(desk, words)
    if plan is None or plan.read_at is None:
        return desk.say("plan_gone")
    url = make_page_link(desk, PLAN_TABLE, LINK_LIFE, plan.id)
    return desk.say("plan_link", plan=plan, url=url, until=desk.now + LINK_LIFE)


def known_plan(desk: Desk, words: str) -> Plan | None:
    number = words.split(" ")[0]
    return plan_with_id(desk.session, desk.office.id, int(number)) if number.isdecimal() and len(number) < 10 else None


def waiting_plan(desk: Desk, words: str) -> Plan | None:
    """The plan of this number that was read and not yet confirmed; nobody else changes it meanwhile."""
    found = known_plan(desk, words)
    plan = lock_plan(desk.session, desk.office.id, found.id) if found else None
    return plan if plan and plan.read_at and not plan.confirmed_at else None
