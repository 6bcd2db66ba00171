"""A post goes from one person to the next, and what was in hand goes with it."""

from bot.acts.summing import current
from bot.desk import OfficeDay
from bot.talk import Reply
from storage.absences import end_absences
from storage.feedback import Feedback, open_cases
from storage.feeds import end_feeds
from storage.handovers import Handover, open_handovers
from storage.invites import close_invites_by
from storage.nudges import close_nudges, nudges_of
from storage.occurrences import Duty, open_duties
from storage.offices import unit_named
from storage.page_passes import end_passes_of
from storage.people import Person, Post, duty_holders, posts_of

MOST = 30


def leave_post(day: OfficeDay, post: Post) -> None:
    """Nobody holds the post from now on: its cases wait for the next one, and the unit sees to them meanwhile."""
    left = post.person_id
    if left is None:
        return
    cases = _cases_in_hand(day, post, left)
    for case in cases:
        case.handler_id = None
        day.session.add(case)
    note = Handover(
        office_id=day.office.id, post_id=post.id, left_by=left, cases=[case.id for case in cases], at=day.now
    )
    post.person_id, post.holder_name = None, ""
    day.session.add_all([note, post])
    day.session.flush()
    if not posts_of(day.session, left):
        _let_go(day, left)


def _cases_in_hand(day: OfficeDay, post: Post, person_id: int) -> list[Feedback]:
    """Those the person works on; a second post of the same unit keeps them."""
    others = [other for other in posts_of(day.session, person_id) if other.id != post.id]
    units = {other.unit_id for other in others}
    mine = [case for case in open_cases(day.session, day.office.id) if case.handler_id == person_id]
    return [case for case in mine if not others or (case.unit_id == post.unit_id and case.unit_id not in units)]


def _let_go(day: OfficeDay, person_id: int) -> None:
    """Who holds no post any more gets nothing of the office's."""
    close_nudges(day.session, [nudge.id for nudge in nudges_of(day.session, day.office.id, [person_id])])
    end_absences(day.session, person_id, day.now)
    end_feeds(day.session, person_id, day.now)
    end_passes_of(day.session, person_id, day.now)
    close_invites_by(day.session, person_id, day.now)


def take_post(day: OfficeDay, post: Post, person_id: int) -> None:
    """What waited for the post is theirs now; they are told what it is."""
    waiting = open_handovers(day.session, post.id)
    for note in waiting:
        note.taken_by, note.taken_at = person_id, day.now
        day.session.add(note)
        for number in note.cases:
            _take_case(day, number, person_id)
    day.session.flush()
    if waiting:
        day.tell(person_id, f"handover:{waiting[-1].id}", handover_list(day, post), "bàn giao")


def _take_case(day: OfficeDay, number: int, person_id: int) -> None:
    """Unless somebody else took it up in between."""
    case = day.session.get(Feedback, number)
    if case and case.handler_id is None:
        case.handler_id = person_id
        day.session.add(case)


def handover_list(day: OfficeDay, post: Post) -> Reply:
    """What the holder of a post has to pass on: open duties, open cases."""
    duties = current(_duties(day, post), day.here)
    units = {post.unit_id} if post.unit_id else set()
    cases = [one for one in open_cases(day.session, day.office.id) if _is_of(one, post, units)]
    return day.say(
        "handover",
        post=post,
        unit=unit_named(day.session, day.office.id, post.unit_id),
        holder=day.session.get_one(Person, post.person_id).name if post.person_id else "",
        duties=duties[:MOST],
        duty_count=len(duties),
        cases=cases[:MOST],
        case_count=len(cases),
    )


def _duties(day: OfficeDay, post: Post) -> list[Duty]:
    units = {post.unit_id} if post.unit_id else set()
    found = open_duties(day.session, day.office.id, units, [post.id])
    return [one for one in found if _is_theirs(day, one, post)]


def _is_theirs(day: OfficeDay, found: Duty, post: Post) -> bool:
    """Given to the post, or the unit's while the holder is among those who work on it."""
    task = found[1]
    if task.post_id == post.id:
        return True
    return post.person_id in duty_holders(day.session, day.office.id, task.unit_id, task.post_id)


def _is_of(case: Feedback, post: Post, units: set[int]) -> bool:
    if case.handler_id is not None:
        return case.handler_id == post.person_id
    return case.unit_id in units
