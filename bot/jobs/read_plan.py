"""Reading a document that a clerk sent, outside any transaction: it may take seconds."""

import asyncio
from datetime import date, datetime

from bot.acts.adopting import preview
from bot.jobs.shop import Shop
from bot.plans.opening import PlanRefused
from bot.plans.reader import PlanDocument, read_plan, to_record
from storage.plans import Plan, next_unread_plan


async def read_one_plan(shop: Shop, now: datetime) -> bool:
    """Read one waiting document and tell its sender what was understood, or why it was refused."""
    waiting = await asyncio.to_thread(_next, shop)
    if waiting is None:
        return False
    data = await asyncio.to_thread(shop.shelf.path(waiting.digest).read_bytes)
    try:
        found = await asyncio.to_thread(read_plan, waiting.source_name, data)
        _refuse_empty(found)
    except PlanRefused as refusal:
        await asyncio.to_thread(_refuse, shop, now, waiting.id, str(refusal))
    else:
        await asyncio.to_thread(_keep, shop, now, waiting.id, found)
    return True


def _refuse_empty(found: PlanDocument) -> None:
    if not found.rows:
        raise PlanRefused("Không tìm thấy bảng nhiệm vụ nào trong tệp.")


def _next(shop: Shop) -> Plan | None:
    with shop.store.transaction() as session:
        return next_unread_plan(session)


def _refuse(shop: Shop, now: datetime, plan_id: int, reason: str) -> None:
    with shop.store.transaction() as session:
        plan = session.get(Plan, plan_id)
        if plan is None:
            return
        day = shop.day(session, plan.office_id, now)
        if plan.sent_by:
            said = day.say("plan_refused", name=plan.source_name, reason=reason)
            day.tell(plan.sent_by, f"plan:{plan.digest}:{plan.id}", said, "không đọc được kế hoạch")
        session.delete(plan)


def _keep(shop: Shop, now: datetime, plan_id: int, found: PlanDocument) -> None:
    with shop.store.transaction() as session:
        plan = session.get(Plan, plan_id)
        if plan is None or plan.read_at:
            return
        fill(plan, found, now)
        session.add(plan)
        day = shop.day(session, plan.office_id, now)
        if plan.sent_by:
            day.tell(plan.sent_by, f"plan:{plan.digest}:{plan.id}", preview(day, plan), "kế hoạch đã đọc")


def fill(plan: Plan, found: PlanDocument, now: datetime) -> None:
    issued: date | None = found.issued
    plan.title, plan.number, plan.year, plan.issued_on = found.title, found.number, found.year, issued
    plan.rows = [to_record(row) for row in found.rows]
    plan.warnings = list(found.warnings)
    plan.read_at = now
