"""One-time words: a link and a code that open an invitation."""

import secrets
from datetime import timedelta

from bot.desk import OfficeDay
from bot.rules.tokens import digest, new_letters
from storage.invites import Invite, open_invite


def invite_by(
    day: OfficeDay,
    made_by: int | None,
    life: timedelta,
    *,
    post_id: int | None = None,
    account_id: int | None = None,
    on_paper: bool = False,
) -> tuple[str, str]:
    """Write down an invitation to a post, or to become one with an account's person; its link word and its code.

    Six digits are few for what lies about `on_paper` for days beside others of its kind: those are letters.
    """
    link, code = secrets.token_urlsafe(16), _code(on_paper)
    while open_invite(day.session, day.office.id, digest(day.tools.secret, code), day.now):
        code = _code(on_paper)
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


def _code(on_paper: bool) -> str:
    return new_letters() if on_paper else f"{secrets.randbelow(1_000_000):06d}"
