"""Reading a document that a clerk sent, outside any transaction: it may take seconds."""

import asyncio
from datetime import datetime

from bot.acts.previewing import preview
from bot.acts.versions import carry_over, predecessor
from bot.desk import OfficeDay
from bot.jobs.shop import Shop
from bot.plans.opening import PlanRefused
from bot.plans.reader import PlanDocument, read_plan, to_record
from storage.letters import ANSWER
from storage.plans import Plan, next_unread_plan

PATIENCE = 6.0  # seconds after which the sender is told that reading goes on


async def read_one_plan(shop: Shop, now: datetime, patience: float = PATIENCE) -> bool:
    """Read one waiting document and tell its sender what was understood, or why it was refused."""
    waiting = await asyncio.to_thread(_next, shop)
    if waiting is None:
        return False
    try:
        data = await asyncio.to_thread(_bytes_of, shop, waiting)
        found = await _read(shop, now, waiting, data, patience)
        _refuse_empty(found)
    except PlanRefused as refusal:
        await asyncio.to_thread(_refuse, shop, now, waiting.id, str(refusal))
    else:
        await asyncio.to_thread(_keep, shop, now, waiting.id, found)
    return True


def _bytes_of(shop: Shop, waiting: Plan) -> bytes:
    try:
        return shop.shelf.path(waiting.digest).read_bytes()
    except FileNotFoundError:  # as where only the database was restored
        raise PlanRefused("Tệp không còn trong kho tệp của máy chủ.") from None


async def _read(shop: Shop, now: datetime, waiting: Plan, data: bytes, patience: float) -> PlanDocument:
    reading = asyncio.create_task(asyncio.to_thread(read_plan, waiting.source_name, data))
    done, _ = await asyncio.wait({reading}, timeout=patience)
    if not done:
        await asyncio.to_thread(_say_it_goes_on, shop, now, waiting)
    return await reading


def _say_it_goes_on(shop: Shop, now: datetime, waiting: Plan) -> None:
    if waiting.sent_by is None:
        return
    with shop.store.transaction() as session:
        day = shop.day(session, waiting.office_id, now)
        said = day.say("plan_still_reading", name=waiting.source_name)
        key = f"plan:{waiting.digest}:{waiting.id}:still"  # the same after a restart, so it is said once
        day.tell(waiting.sent_by, key, said, "đang đọc kế hoạch", ANSWER)


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
        day = shop.day(session, plan.office_id, now)
        fill(day, plan, found)
        if plan.sent_by:
            day.tell(plan.sent_by, f"plan:{plan.digest}:{plan.id}", preview(day, plan), "kế hoạch đã đọc")


def fill(day: OfficeDay, plan: Plan, found: PlanDocument) -> None:
    """Keep what was read, and which plan in force it is a new version of."""
    plan.title, plan.number, plan.year, plan.issued_on = found.title, found.number, found.year, found.issued
    plan.rows = [to_record(row) for row in found.rows]
    plan.warnings = list(found.warnings)
    plan.read_at = day.now
    day.session.add(plan)
    day.session.flush()
    old = predecessor(day, plan)
    if old is not None:
        plan.replaces_id = old.id
        carry_over(day, plan, old)
        day.session.add(plan)
        day.session.flush()
