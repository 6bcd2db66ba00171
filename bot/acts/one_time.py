"""One-time words: a link and six digits that open an invitation."""

import secrets
from datetime import timedelta

from bot.desk import OfficeDay
from bot.rules.tokens import digest
from storage.invites import Invite, open_invite


def invite_by(
    day: OfficeDay, made_by: int | None, life: timedelta, *, post_id: int | None = None, account_id: int | None = None
) -> tuple[str, str]:
    """Write down an invitation to a post, or to become one with an account's person; its link word and its code."""
    link, code = secrets.token_urlsafe(16), f"{secrets.randbelow(1_000_000):06d}"
    while open_invite(day.session, day.office.id, digest(day.tools.secret, code), day.now):
        code = f"{secrets.randbelow(1_000_000):06d}"
    day.session.add(
        Invite(
            office_id=day.office.id,
            post_id=post_id,
            account_id=account_id,
            link_digest=digest(day.tools.secret, link),
            code_digest=digest(day.tools.secret, code),
            made_by=made_by,
            made_at=day.now,
            expires_at=day.now + life,
        )
    )
    return link, code
