"""Reading a document that was sent, outside any transaction: it may take seconds. What it is, it says itself."""

import asyncio
from datetime import datetime
from secrets import token_hex

from sqlmodel import Session

from bot.acts.taking_in import take_in
from bot.jobs.refusing import refusing
from bot.jobs.shop import Shop
from bot.plans.documents import Document, read_document
from bot.plans.opening import PlanRefused
from storage.letters import ANSWER
from storage.plans import Plan, next_unread_plan

PATIENCE = 6.0  # seconds after which the sender is told that reading goes on


async def read_one_plan(shop: Shop, now: datetime, patience: float = PATIENCE) -> bool:
    """Read one waiting document and tell its sender what was understood, or why it was refused."""
    waiting = await asyncio.to_thread(_next, shop)
    if waiting is None:
        return False
    try:
        with refusing():
            data = await asyncio.to_thread(_bytes_of, shop, waiting)
            found = await _read(shop, now, waiting, data, patience)
            await asyncio.to_thread(_keep, shop, now, waiting.id, found)
    except PlanRefused as refusal:
        await asyncio.to_thread(_refuse, shop, now, waiting.id, str(refusal))
    return True


def _bytes_of(shop: Shop, waiting: Plan) -> bytes:
    try:
        return shop.shelf.content(waiting.digest).read_bytes()
    except FileNotFoundError:  # as where only the database was restored
        raise PlanRefused("Tệp không còn trong kho tệp của máy chủ.") from None


async def _read(shop: Shop, now: datetime, waiting: Plan, data: bytes, patience: float) -> Document:
    reading = asyncio.create_task(asyncio.to_thread(read_document, waiting.source_name, data))
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


def _next(shop: Shop) -> Plan | None:
    with shop.store.transaction() as session:
        return next_unread_plan(session)


def _refuse(shop: Shop, now: datetime, plan_id: int, reason: str) -> None:
    with shop.store.transaction() as session:
        plan = _locked(session, plan_id)
        if plan is None:
            return
        day = shop.day(session, plan.office_id, now)
        if plan.sent_by:
            said = day.say("plan_refused", name=plan.source_name, reason=reason)
            day.tell(plan.sent_by, _key(plan), said, "không đọc được kế hoạch")
        session.delete(plan)


def _keep(shop: Shop, now: datetime, plan_id: int, found: Document) -> None:
    with shop.store.transaction() as session:
        plan = _locked(session, plan_id)
        if plan is None:
            return
        day = shop.day(session, plan.office_id, now)
        key = _key(plan)
        said, why = take_in(day, plan, found)
        if plan.sent_by:
            day.tell(plan.sent_by, key, said, why)


def _locked(session: Session, plan_id: int) -> Plan | None:
    """The document as long as nobody else has read it; the other process waits, and finds it read or gone."""
    plan = session.get(Plan, plan_id, with_for_update=True, populate_existing=True)
    return plan if plan and plan.read_at is None else None


def _key(plan: Plan) -> str:
    """New each time: SQLite gives the number of a row that is gone to the next one, which may be the same file."""
    return f"plan:{plan.digest}:{plan.id}:{token_hex(8)}"
