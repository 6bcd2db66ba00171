"""Reading an export with the points of the 766 index, outside any transaction."""

import asyncio
from datetime import datetime, timedelta

from sqlmodel import Session

from bot.desk import OfficeDay
from bot.jobs.refusing import refusing
from bot.jobs.shop import Shop
from bot.plans.index_scores import read_scores
from bot.plans.opening import PlanRefused
from bot.rules.amounts import say_amount
from bot.rules.index766 import groups, total
from bot.talk import Reply
from storage.drafts import Draft, draft_on, put_draft
from storage.letters import ANSWER
from storage.offices import Office

TOPIC, AGAIN = "index_file", "index766"
LIFE = timedelta(hours=2)


async def read_one_index(shop: Shop, now: datetime) -> bool:
    """Read one waiting export and show its points to its sender, or say why not."""
    waiting = await asyncio.to_thread(_next, shop, now)
    if waiting is None:
        return False
    draft, office = waiting
    try:
        with refusing():
            points = await asyncio.to_thread(_points, shop, draft, office)
            await asyncio.to_thread(_show, shop, now, draft, points)
    except PlanRefused as refused:
        await asyncio.to_thread(_refuse, shop, now, draft, str(refused))
    return True


def _next(shop: Shop, now: datetime) -> tuple[Draft, str] | None:
    with shop.store.transaction() as session:
        draft = draft_on(session, TOPIC, now)
        if draft is None:
            return None
        office = session.get_one(Office, draft.office_id).name
        session.expunge(draft)
        return draft, office


def _points(shop: Shop, draft: Draft, office: str) -> dict[str, float]:
    try:
        data = shop.shelf.content(draft.data["digest"]).read_bytes()
    except FileNotFoundError:  # as where only the database was restored
        raise PlanRefused("Tệp không còn trong kho tệp của máy chủ.") from None
    return read_scores(draft.data["name"], data, office)


def _refuse(shop: Shop, now: datetime, draft: Draft, reason: str) -> None:
    with shop.store.transaction() as session:
        if _is_there(session, draft):
            day = shop.day(session, draft.office_id, now)
            _tell(day, draft, day.say("index_unclear", problem=reason, groups=groups()))


def _show(shop: Shop, now: datetime, draft: Draft, points: dict[str, float]) -> None:
    """Nothing counts before its sender has seen it."""
    with shop.store.transaction() as session:
        if _is_there(session, draft):
            day = shop.day(session, draft.office_id, now)
            typed = ";".join(say_amount(points[group.key]) for group in groups())
            read = {"points": points, "total": total(points), "typed": typed, "name": draft.data["name"]}
            _tell(day, draft, day.say("index_imported", groups=groups(), **read))


def _is_there(session: Session, draft: Draft) -> bool:
    """Neither read by another process nor given up for another conversation."""
    found = session.get(Draft, draft.id, with_for_update=True, populate_existing=True)
    return found is not None and (found.topic, found.data) == (draft.topic, draft.data)


def _tell(day: OfficeDay, draft: Draft, said: Reply) -> None:
    fields = draft.model_dump(exclude={"id"})
    put_draft(day.session, Draft(**{**fields, "topic": AGAIN, "data": {}, "ends_at": day.now + LIFE}))
    key = f"index766-file:{draft.data['digest']}:{draft.ends_at:%Y%m%d%H%M%S}"
    day.tell(draft.person_id, key, said, "tệp chỉ số 766", ANSWER)
