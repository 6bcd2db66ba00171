"""An office's plan comes in as a file, is shown as understood, and becomes tasks when confirmed."""

from datetime import date

from bot.acts.adopting import adopt
from bot.desk import Desk
from bot.talk import Kept, Reply
from storage.plans import Plan, plan_with_digest, plan_with_id


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
    """ "3": follow what is due from today on; "3 ca": what is already overdue too."""
    plan = _waiting_plan(desk, words)
    if plan is None:
        return desk.say("plan_gone")
    overdue_too = words.endswith(" ca")
    done = adopt(desk, plan, date(plan.year or desk.today.year, 1, 1) if overdue_too else desk.today)
    return desk.say("plan_adopted", plan=plan, done=done)


def drop(desk: Desk, words: str) -> Reply:
    plan = _waiting_plan(desk, words)
    if plan is None:
        return desk.say("plan_gone")
    desk.session.delete(plan)
    return desk.say("plan_dropped")


def _waiting_plan(desk: Desk, words: str) -> Plan | None:
    number = words.split(" ")[0]
    plan = plan_with_id(desk.session, desk.office.id, int(number)) if number.isdigit() else None
    return plan if plan and plan.read_at and not plan.confirmed_at else None
