"""A citizen asks how a dossier stands: by its code only the state is told, never whose it is."""

from datetime import timedelta

from bot.acts.consents import has_agreed, write_consent
from bot.acts.dossiers.steps import place_of
from bot.acts.keep_times import keep_time
from bot.acts.limits import limit
from bot.desk import Desk
from bot.rules.dossier_codes import LONGEST, code_within, key_of
from bot.rules.states import DossierState
from bot.talk import Reply
from storage.dossier_follows import (
    DossierFollow,
    DossierLook,
    count_looks,
    count_wrong_looks,
    followed,
    follows,
    unfollow,
)
from storage.dossiers import Dossier, dossier_keyed

WITHIN = timedelta(hours=1)
MOST = 20  # of one person


def mine(desk: Desk, _words: str) -> Reply:
    """What this person asked to be told of."""
    return desk.say("my_dossiers", found=followed(desk.session, desk.person.id)[:MOST])


def look_up(desk: Desk, words: str) -> Reply:
    """How it stands; who tries one code after another is asked to wait."""
    key = code_within(words) or key_of(words[:LONGEST])
    if not key:
        return desk.say("dossier_code_unclear", said=words[:LONGEST])
    known = dossier_keyed(desk.session, desk.office.id, key)
    if known and follows(desk.session, desk.person.id, known.id):
        return _state(desk, known)
    if _is_guessing(desk):
        return desk.say("dossier_too_many", hotline=desk.office.phone)
    _count(desk, known)
    return _state(desk, known) if known else desk.say("dossier_not_found", code=key, place=place_of(desk))


def _is_guessing(desk: Desk) -> bool:
    """One person's looks of an hour, and wrong codes of everybody together: a thousand accounts guess no better."""
    own = count_looks(desk.session, desk.person.id, desk.now - WITHIN)
    wrong = count_wrong_looks(desk.session, desk.office.id, desk.now - WITHIN)
    return own >= limit(desk, "lookups") or wrong >= limit(desk, "wrong_lookups")


def _count(desk: Desk, known: Dossier | None) -> None:
    look = DossierLook(office_id=desk.office.id, person_id=desk.person.id, at=desk.now, found=known is not None)
    desk.session.add(look)


def _state(desk: Desk, dossier: Dossier) -> Reply:
    return desk.say(
        "dossier_state",
        dossier=dossier,
        running=dossier.state == DossierState.OPEN,
        late=dossier.is_late(desk.here),
        place=place_of(desk),
        hours=desk.office.hours,
        told=follows(desk.session, desk.person.id, dossier.id),
        may_ask=not dossier.is_over,
    )


def follow(desk: Desk, words: str) -> Reply:
    """ "H29.155-261128-0005": what that means for one's data; with "dongy": from now on the news comes here."""
    code, _, agreed = words.partition(" ")
    dossier = dossier_keyed(desk.session, desk.office.id, key_of(code[:LONGEST]))
    if dossier is None or not follows(desk.session, desk.person.id, dossier.id):
        if _is_guessing(desk):
            return desk.say("dossier_too_many", hotline=desk.office.phone)
        _count(desk, dossier)
    if dossier is None or dossier.is_over:
        return desk.say("dossier_not_found", code=code[:LONGEST], place=place_of(desk))
    if not has_agreed(desk, desk.person.id) and agreed != "dongy":
        return desk.say("dossier_consent", dossier=dossier, kept=keep_time(desk, "dossiers"))
    write_consent(desk)
    if not follows(desk.session, desk.person.id, dossier.id):
        desk.session.add(
            DossierFollow(office_id=desk.office.id, dossier_id=dossier.id, person_id=desk.person.id, at=desk.now)
        )
        desk.session.flush()
    return desk.say("dossier_followed", dossier=dossier)


def leave(desk: Desk, words: str) -> Reply:
    """No more news of it, and nothing kept of who asked."""
    dossier = dossier_keyed(desk.session, desk.office.id, key_of(words[:LONGEST]))
    if dossier is not None:
        unfollow(desk.session, desk.person.id, dossier.id)
    return mine(desk, "")
