"""All lines of one person become one letter, which says only what is true when it leaves."""

from collections.abc import Sequence
from datetime import time, timedelta

from bot.acts.digest_lines import SECTIONS, Line, is_moot, line_of
from bot.acts.group_digests import group_words
from bot.acts.unreached import cases_unreached
from bot.desk import OfficeDay
from bot.rules.states import Role
from bot.talk import Reply
from storage.groups import is_group
from storage.letters import ROUND, add_letter, supersede, unsent_letters
from storage.nudges import Nudge, close_nudges, nudges_in
from storage.occurrences import Duty, duties
from storage.offices import units_of
from storage.outbox import Outgoing, reword
from storage.people import posts_of

MOST = 15
FRESH = timedelta(minutes=5)  # longer than a round takes to leave; after it things may stand otherwise
DIGEST = "digest:"  # how their keys begin


def write_digest(day: OfficeDay, nudges: Sequence[Nudge]) -> None:
    """One letter of one person's lines, which are closed with it; none where nothing is left to say."""
    person_id, letter_id = nudges[0].person_id, None
    reply = digest(day, person_id, nudges)
    if reply:
        key = f"{DIGEST}{person_id}:{day.hours.local(day.now):%Y-%m-%dT%H:%M}:{nudges[0].id}"
        letter = day.letter(person_id, key, reply, _why(nudges), ROUND)
        add_letter(day.session, letter)
        letter_id = letter.id
    close_nudges(day.session, [nudge.id for nudge in nudges], letter_id)


def _why(nudges: Sequence[Nudge]) -> str:
    return "; ".join(f"{nudge.subject} {nudge.subject_id}: {nudge.why}" for nudge in nudges)


def digest(day: OfficeDay, person_id: int, nudges: Sequence[Nudge]) -> Reply | None:
    """What these lines say now; None where all they are about is finished."""
    # Read at once, and held so that the session remembers them: each line then finds its own without a question.
    _held = _things_of(day, nudges), units_of(day.session, day.office.id)
    if is_group(day.session, person_id):
        return group_words(day, person_id, [nudge for nudge in nudges if not is_moot(day, nudge)])
    lines = [line_of(day, nudge) for nudge in nudges if not is_moot(day, nudge)]
    if not lines:
        return None
    return _worded(day, person_id, lines, dossiers=any(nudge.subject == "dossier" for nudge in nudges))


def _worded(day: OfficeDay, person_id: int, lines: list[Line], *, dossiers: bool) -> Reply:
    lines.sort(key=lambda line: (SECTIONS.index(line.section), -line.late, line.due, line.due_time or time.max))
    roles = {post.role for post in posts_of(day.session, person_id)}
    works, rounds = [one for one in lines if not one.is_round], [one for one in lines if one.is_round]
    return day.say(
        "digest",
        lines=[*works[:MOST], *rounds],
        more=max(len(works) - MOST, 0),
        works=len(works),
        missed=any(line.missed for line in lines),
        dossiers=dossiers,
        keeps=bool(roles & {Role.CLERK, Role.ADMIN}),
        unreached=len(cases_unreached(day)) if Role.CLERK in roles else 0,
    )


def _things_of(day: OfficeDay, nudges: Sequence[Nudge]) -> list[Duty]:
    return duties(day.session, [nudge.subject_id for nudge in nudges if nudge.subject == "occurrence"])


def refresh(day: OfficeDay, letter: Outgoing) -> Outgoing | None:
    """Bring a digest that is about to leave to what is true now; None: nothing of it is, and it never leaves.

    Other digests of this person that have not left are taken up in it: one letter, however long it waited.
    """
    others = unsent_letters(day.session, letter.person_id, DIGEST, letter.id)
    nudges = nudges_in(day.session, [letter.id, *others])
    _held = _things_of(day, nudges)
    if not others and not _is_stale(day, letter, nudges):
        return letter
    newest = {(nudge.subject, nudge.subject_id): nudge for nudge in nudges}
    close_nudges(day.session, [nudge.id for nudge in nudges], letter.id)
    supersede(day.session, others)
    belongs = is_group(day.session, letter.person_id) or posts_of(day.session, letter.person_id)
    reply = digest(day, letter.person_id, list(newest.values())) if belongs else None
    if reply is None:
        return None
    fresh = day.letter(letter.person_id, letter.key, reply, _why(nudges), ROUND)
    told = letter._replace(text=fresh.text, choices=fresh.choices)
    reword(day.session, told, fresh.why)
    return told


def _is_stale(day: OfficeDay, letter: Outgoing, nudges: Sequence[Nudge]) -> bool:
    return day.now - letter.created_at > FRESH or any(is_moot(day, nudge) for nudge in nudges)
