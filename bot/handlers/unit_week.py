"""A unit's week: seen by its people, added to by its head."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.acts.summing import unit_names
from bot.acts.unit_weeks import PROGRESS, UnitWeek, unit_weeks, week_shown, week_to_write
from bot.desk import Desk
from bot.rules.numbers import read_number
from bot.rules.states import Role
from bot.talk import Reply
from storage.people import holders, office_posts
from storage.week_rounds import WeekRound, round_before, week_round
from storage.weeks import WeekNote, drop_remark, week_notes

LONGEST, MOST = 1000, 10  # characters of a note; notes in one message


def show_unit_week(desk: Desk, words: str) -> Reply:
    """ "": the newest week · "2026-11-16": that week · "2026-11-16 3": of that week the unit 3."""
    asked = words.split()
    around = _week_named(desk, asked[0]) if asked else week_shown(desk)
    if around is None:
        return desk.say("week_none")
    seen = None if desk.rights.oversees else desk.rights.units
    found = [one for one in unit_weeks(desk, around) if seen is None or one.unit_id in seen]
    wanted = read_number(asked[1]) if len(asked) > 1 else None
    chosen = [one for one in found if (one.unit_id or 0) == wanted] if wanted is not None else found
    before = round_before(desk.session, desk.office.id, around.first)
    if len(chosen) == 1 or len(found) <= 1:
        one = chosen[0] if chosen else None
        writes = _may_write(desk, around, one)
        return desk.say("unit_week", week=around, unit=one, before=before, writes=writes, progress=PROGRESS)
    return desk.say("unit_weeks", week=around, units=found, before=before)


def _week_named(desk: Desk, words: str) -> WeekRound | None:
    try:
        first = date.fromisoformat(words)
    except ValueError:
        return None
    now = week_to_write(desk)
    return now if now.first == first else week_round(desk.session, desk.office.id, first)


def _may_write(desk: Desk, around: WeekRound, unit: UnitWeek | None) -> bool:
    """The head, as long as the week has not gone to the lead."""
    mine = _spoken_for(desk)
    return around.sent_at is None and bool(mine) and (unit is None or unit.unit_id in mine)


def _spoken_for(desk: Desk) -> list[int]:
    """The units for which the speaker may say something: as their head, or as theirs where nobody is head."""
    posts = [post for post in office_posts(desk.session, desk.office.id) if post.id in desk.rights.posts]
    units = dict.fromkeys(
        post.unit_id
        for post in posts
        if post.unit_id
        and (post.role == Role.UNIT_HEAD or not holders(desk.session, desk.office.id, Role.UNIT_HEAD, post.unit_id))
    )
    return list(units)


# --- adding ---


@dataclass(frozen=True)
class _Said:
    """Of which unit (None: not yet said) something is told, and in which words."""

    unit: int | None
    words: str


def add_remark(desk: Desk, words: str) -> Reply:
    """ "": ask for the unit's own words about its week · "dv3": those of unit 3."""
    return _add(desk, "remark", words)


def add_extra(desk: Desk, words: str) -> Reply:
    """The same for work that no plan has, one a line."""
    return _add(desk, "extra", words)


def _add(desk: Desk, kind: str, words: str) -> Reply:
    mine = _spoken_for(desk)
    said = _read(words, mine)
    if not mine:
        return desk.say("unit_words_refused")
    if said.unit is None:
        return desk.say("unit_words_whose", kind=kind, units=mine, names=unit_names(desk))
    if said.words:
        return _keep(desk, kind, said.unit, said.words)
    desk.ask("unit_words", kind=kind, unit=said.unit)
    around = week_to_write(desk)
    return desk.say("ask_unit_words", kind=kind, week=around, unit=unit_names(desk)[said.unit])


def _read(words: str, mine: list[int]) -> _Said:
    head, _, rest = words.partition(" ")
    number = read_number(head.removeprefix("dv")) if head.startswith("dv") else None
    if number in mine:
        return _Said(number, rest)
    return _Said(mine[0] if len(mine) == 1 else None, words)


def unit_words_said(desk: Desk, data: dict[str, Any]) -> Reply:
    desk.forget()
    if data["unit"] not in _spoken_for(desk):
        return desk.say("unit_words_refused")
    if not desk.heard.text:
        return _add(desk, data["kind"], f"dv{data['unit']}")
    return _keep(desk, data["kind"], data["unit"], desk.heard.text)


def _keep(desk: Desk, kind: str, unit: int, words: str) -> Reply:
    around = week_to_write(desk)
    lines = [" ".join(words.split())] if kind == "remark" else [line.strip(" -•*+") for line in words.splitlines()]
    if kind == "remark":
        drop_remark(desk.session, desk.office.id, unit, around.first)
    for line in [line[:LONGEST] for line in lines if line][:MOST]:
        desk.session.add(
            WeekNote(
                office_id=desk.office.id,
                unit_id=unit,
                first=around.first,
                kind=kind,
                words=line,
                person_id=desk.person.id,
                at=desk.now,
            )
        )
    desk.session.flush()
    notes = [one for one in week_notes(desk.session, desk.office.id, around.first) if one.unit_id == unit]
    kept = [one for one in notes if one.kind == kind]
    return desk.say("unit_words_kept", kind=kind, week=around, unit=unit_names(desk)[unit], notes=kept)


def take_back(desk: Desk, words: str) -> Reply:
    """ "17": this note is no longer said, as long as its week has not gone to the lead."""
    number = read_number(words)
    note = desk.session.get(WeekNote, number) if number is not None else None
    around = week_to_write(desk)
    if note is None or note.unit_id not in _spoken_for(desk) or note.first != around.first:
        return desk.say("unit_words_refused")
    desk.session.delete(note)
    desk.session.flush()
    return show_unit_week(desk, f"{around.first} {note.unit_id}")
