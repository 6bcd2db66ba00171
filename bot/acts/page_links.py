"""One-time links from the chat to the pages for officials."""

import secrets
from datetime import timedelta

from bot.desk import Desk
from bot.rules.tokens import digest
from storage.page_passes import PagePass

PLAN_TABLE, WORK_DESK = "ra-soat", "ban-lam-viec"  # the paths of the pages


def make_page_link(desk: Desk, page: str, life: timedelta, plan_id: int | None = None) -> str:
    """The address that opens a page for the speaker, once, within `life`."""
    token = secrets.token_urlsafe(32)
    desk.session.add(
        PagePass(
            office_id=desk.office.id,
            page=page,
            plan_id=plan_id,
            person_id=desk.person.id,
            link=digest(desk.tools.secret, token),
            link_ends_at=desk.now + life,
        )
    )
    return f"{desk.tools.site}/{page}/{token}"
