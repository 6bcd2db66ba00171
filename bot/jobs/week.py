"""The weekly report: asked on the week's last worked day, compiled for the lead on the next first one."""

from datetime import date, datetime, timedelta

from bot.acts.summing import current, in_week, unit_names
from bot.acts.weekly import question, worth_asking
from bot.desk import OfficeDay
from bot.jobs.shop import Shop
from bot.rules.reporting import Week, week_of
from bot.rules.states import Role
from bot.rules.workdays import DAY
from bot.talk import Reply
from storage.feedback import answered_cases, count_received, open_feedback
from storage.letters import ROUND
from storage.occurrences import Duty, done_duties, duty, open_duties
from storage.offices import next_office_to_ask, next_office_to_compile
from storage.people import Person, Post, duty_holders, holders, office_posts
from storage.weeks import WeekReport, week_lines, week_report, week_reports

WEEK = timedelta(days=7)
Place = tuple[int | None, int | None]  # the unit and the post that a task was given to
ASKED = frozenset({Role.OFFICIAL, Role.UNIT_HEAD, Role.CLERK})


def ask_one_office(shop: Shop, now: datetime) -> bool:
    """Ask every official of one office whose hour has come; nobody outside office hours or of a week gone by."""
    with shop.store.transaction() as session:
        office = next_office_to_ask(session, now)
        if office is None:
            return False
        day = shop.day(session, office.id, now)
        week = week_of(day.today, day.calendar, day.hours)
        if week.ask_at and week.ask_at <= now and day.hours.is_open(day.calendar, now):
            _ask_everybody(day, week)
        office.next_ask_at = _next_ask(day, now)
        session.add(office)
        return True


def _next_ask(day: OfficeDay, now: datetime) -> datetime:
    week = week_of(day.today, day.calendar, day.hours)
    while week.ask_at is None or week.ask_at <= now:
        week = week_of(week.monday + WEEK, day.calendar, day.hours)
    return week.ask_at


def _ask_everybody(day: OfficeDay, week: Week) -> None:
    mine: dict[int, list[Post]] = {}
    for post in office_posts(day.session, day.office.id):
        if post.person_id and post.role in ASKED:
            mine.setdefault(post.person_id, []).append(post)
    own = _duties_by_person(day, mine)
    for person_id, found in own.items():
        if person_id not in day.cover:
            _ask(day, week.monday, person_id, found)


def _duties_by_person(day: OfficeDay, mine: dict[int, list[Post]]) -> dict[int, list[Duty]]:
    """What each of these people works on, nearest first, where it belongs to one of their own posts."""
    own: dict[int, list[Duty]] = {person: [] for person in mine}
    people: dict[Place, list[int]] = {}
    for item, task in open_duties(day.session, day.office.id):
        place = (task.unit_id, task.post_id)
        if place not in people:
            found = duty_holders(day.session, day.office.id, *place)
            people[place] = [person for person in found if _is_at(mine.get(person, []), place)]
        for person in people[place]:
            own[person].append((item, task))
    return own


def _is_at(posts: list[Post], place: Place) -> bool:
    unit, given = place
    return any(post.id == given or (unit and post.unit_id == unit) for post in posts)


def _ask(day: OfficeDay, monday: date, person_id: int, own: list[Duty]) -> None:
    """One letter, also when asked again."""
    questions = worth_asking(day, own)
    if not questions or week_report(day.session, person_id, monday):
        return
    asked = [item.id for item, _ in questions]
    report = WeekReport(office_id=day.office.id, person_id=person_id, monday=monday, asked=asked, asked_at=day.now)
    day.session.add(report)
    day.session.flush()
    key = f"week:{person_id}:{monday}"
    day.tell(person_id, key, question(day, report, questions), "báo cáo tuần", ROUND)


def compile_one_office(shop: Shop, now: datetime) -> bool:
    """Compile last week of one office for its lead."""
    with shop.store.transaction() as session:
        office = next_office_to_compile(session, now)
        if office is None:
            return False
        day = shop.day(session, office.id, now)
        last = week_of(day.today - WEEK, day.calendar, day.hours)
        if last.send_at and last.send_at <= now and week_reports(session, office.id, last.monday):
            report = compiled(day, last)
            leads = holders(session, office.id, Role.LEAD)
            day.tell_all(leads, f"week-compiled:{last.monday}", report, "tổng hợp tuần")
        office.next_compile_at = _next_send(day, now)
        session.add(office)
        return True


def _next_send(day: OfficeDay, now: datetime) -> datetime:
    week = week_of(day.today - WEEK, day.calendar, day.hours)
    while week.send_at is None or week.send_at <= now:
        week = week_of(week.monday + WEEK, day.calendar, day.hours)
    return week.send_at


def compiled(day: OfficeDay, week: Week) -> Reply:
    """The office's week: done, late, due next, stuck, remarks, who has not reported."""
    start, end = day.hours.at(week.monday, "00:00"), day.hours.at(week.sunday + DAY, "00:00")
    found = [one for one in current(open_duties(day.session, day.office.id), day.here) if one[0].kind == "due"]
    reports = week_reports(day.session, day.office.id, week.monday)
    return day.say(
        "week_compiled",
        monday=week.monday,
        sunday=week.sunday,
        done=done_duties(day.session, day.office.id, start, end),
        late=[one for one in found if one[0].is_late(day.here)],
        coming=[one for one in found if in_week(one, day.today)],
        stuck=_stuck(day, reports),
        remarks=[(_name(day, one), one.words) for one in reports if one.words],
        silent=[_name(day, one) for one in reports if one.answered_at is None],
        received=count_received(day.session, day.office.id, start, end),
        answered=len(answered_cases(day.session, day.office.id, start, end)),
        waiting=len(open_feedback(day.session, day.office.id)),
        names=unit_names(day),
    )


def _stuck(day: OfficeDay, reports: list[WeekReport]) -> list[tuple[str, str]]:
    names = {one.id: _name(day, one) for one in reports}
    lines = [line for line in week_lines(day.session, list(names)) if line.progress == "vuong"]
    found = [(duty(day.session, day.office.id, line.occurrence_id), line) for line in lines]
    return [(one[1].content, names[line.report_id]) for one, line in found if one]


def _name(day: OfficeDay, report: WeekReport) -> str:
    return day.session.get_one(Person, report.person_id).name
