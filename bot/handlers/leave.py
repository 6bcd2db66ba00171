"""Away for some days, with somebody standing in."""

from datetime import date

from bot.desk import Desk
from bot.rules.leave import read_leave
from bot.rules.numbers import read_number
from bot.rules.people_named import people_named
from bot.talk import Reply
from storage.absences import Absence, absence, absences_from
from storage.offices import unit_named
from storage.people import Person, Post, office_posts, posts_of

MOST = 12


def go_away(desk: Desk, words: str) -> Reply:
    """ "từ 25/11 đến 27/11 thay: Lan", "2026-11-25 2026-11-27 12" (a choice), "het 3", or nothing: what is set."""
    first, _, rest = words.partition(" ")
    if first == "het":
        return _end(desk, rest)
    if not words:
        return _show(desk)
    chosen = _chosen(words)
    return _settle(desk, *chosen) if chosen else _read(desk, words)


def _show(desk: Desk) -> Reply:
    set_ = absences_from(desk.session, desk.person.id, desk.today)
    if not set_:
        return _ask_days(desk)
    return desk.say("away", absences=[(one, desk.session.get_one(Person, one.stand_in_id)) for one in set_])


def _ask_days(desk: Desk) -> Reply:
    desk.ask("leave")
    return desk.say("ask_leave")


def leave_said(desk: Desk, _data: object) -> Reply:
    desk.forget()
    return _read(desk, desk.heard.text)


def _read(desk: Desk, words: str) -> Reply:
    said = read_leave(words, desk.today, desk.calendar)
    if said.first is None or said.last is None:
        return _ask_days(desk)
    posts = _others(desk)
    found = people_named(said.stand_in, {post.id: _name(desk, post) for post in posts}) if said.stand_in else ()
    people = list(dict.fromkeys(post.person_id for post in posts if post.id in found))
    if len(people) == 1 and people[0]:
        return _settle(desk, said.first, said.last, people[0])
    return _ask_stand_in(desk, said.first, said.last, [post for post in posts if post.id in found] or posts)


def _others(desk: Desk) -> list[Post]:
    """Who could stand in: those of the own unit first."""
    posts = [post for post in office_posts(desk.session, desk.office.id) if post.person_id]
    others = [post for post in posts if post.person_id != desk.person.id]
    return sorted(others, key=lambda post: post.unit_id not in desk.rights.units)


def _name(desk: Desk, post: Post) -> str:
    return desk.session.get_one(Person, post.person_id).name or post.holder_name


def _ask_stand_in(desk: Desk, first: date, last: date, posts: list[Post]) -> Reply:
    people = {post.person_id: post for post in reversed(posts)}
    named = [
        (person_id, _name(desk, post), unit_named(desk.session, desk.office.id, post.unit_id) or post.title)
        for person_id, post in reversed(people.items())
    ]
    return desk.say("ask_stand_in", first=first, last=last, people=named[:MOST])


def _chosen(words: str) -> tuple[date, date, int] | None:
    try:
        first, last, number = words.split(" ")
        person_id = read_number(number)
        return (date.fromisoformat(first), date.fromisoformat(last), person_id) if person_id else None
    except ValueError:
        return None


def _settle(desk: Desk, first: date, last: date, person_id: int) -> Reply:
    """Set it, end what was set before for these days, and tell who stands in."""
    other = desk.session.get(Person, person_id)
    is_official = other and other.office_id == desk.office.id and posts_of(desk.session, other.id)
    if other is None or not is_official or other.id == desk.person.id or last < max(first, desk.today):
        return _ask_days(desk)
    for earlier in absences_from(desk.session, desk.person.id, first):
        if earlier.first <= last:
            _close(desk, earlier)
    row = Absence(
        office_id=desk.office.id,
        person_id=desk.person.id,
        stand_in_id=other.id,
        first=first,
        last=last,
        made_at=desk.now,
    )
    desk.session.add(row)
    desk.session.flush()
    news = desk.say("stand_in_asked", absence=row, who=desk.person.name)
    desk.tell(other.id, f"stand-in:{row.id}", news, "nhờ thay")
    return desk.say("away_kept", absence=row, name=other.name)


def _end(desk: Desk, words: str) -> Reply:
    number = read_number(words)
    row = absence(desk.session, desk.office.id, number) if number is not None else None
    if row is None or row.person_id != desk.person.id:
        return _show(desk)
    _close(desk, row)
    return desk.say("away_ended")


def _close(desk: Desk, row: Absence) -> None:
    row.ended_at = desk.now
    desk.session.add(row)
    news = desk.say("stand_in_freed", absence=row, who=desk.person.name)
    desk.tell(row.stand_in_id, f"stand-in:{row.id}:over", news, "thôi thay")
