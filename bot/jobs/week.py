"""The weekly report: asked of everybody, who is silent is reminded twice, then it is sent to the lead."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.acts.news import news_week, told_news
from bot.acts.rhythm import next_ask, week_on
from bot.acts.slots import digest_moment
from bot.acts.week_letter import compiled
from bot.acts.week_rounds import next_step
from bot.acts.weekly import question, unanswered, worth_asking
from bot.desk import OfficeDay
from bot.jobs.shop import Shop
from bot.rules.covering import told_instead
from bot.rules.reporting import Week
from bot.rules.states import Role
from bot.talk import Reply
from storage.letters import ROUND
from storage.nudges import Nudge, add_nudge
from storage.occurrences import Duty, open_duties
from storage.offices import next_office_to_ask
from storage.people import Person, Post, duty_holders, holders, office_posts
from storage.week_rounds import WeekRound, next_round_due, week_round
from storage.weeks import WeekReport, week_notes, week_report, week_reports

Place = tuple[int | None, int | None]  # the unit and the post that a task was given to
ASKED = frozenset({Role.OFFICIAL, Role.UNIT_HEAD, Role.CLERK})
AFTER_DIGEST = timedelta(minutes=1)


# --- asking ---


def ask_one_office(shop: Shop, now: datetime) -> bool:
    """Ask every official of one office whose hour has come; nobody outside office hours or of a week gone by."""
    with shop.store.transaction() as session:
        office = next_office_to_ask(session, now)
        if office is None:
            return False
        day = shop.day(session, office.id, now)
        week = week_on(day, day.today)
        if week.ask_at and week.ask_at <= now and day.hours.is_open(day.calendar, now):
            _begin(day, week)
        office.next_ask_at = next_ask(day)
        session.add(office)
        return True


def _begin(day: OfficeDay, week: Week) -> None:
    """A week is asked about once, also where the office has changed its hour meanwhile."""
    if week.send_at is None or week_round(day.session, day.office.id, week.first):
        return
    around = WeekRound(
        office_id=day.office.id, first=week.first, last=week.last, asked_at=day.now, send_at=week.send_at
    )
    around.next_at = next_step(day, around)
    day.session.add(around)
    _ask_everybody(day, around)


def _ask_everybody(day: OfficeDay, around: WeekRound) -> None:
    """Each about their own duties; who is away is asked through who stands in."""
    mine: dict[int, list[Post]] = {}
    for post in office_posts(day.session, day.office.id):
        if post.person_id and post.role in ASKED:
            mine.setdefault(post.person_id, []).append(post)
    asked: dict[int, dict[int, Duty]] = {}
    absent: dict[int, list[int]] = {}
    for person_id, found in _duties_by_person(day, mine).items():
        ((told, away),) = told_instead([person_id], day.cover).items()
        questions = worth_asking(day, found)
        asked.setdefault(told, {}).update({one[0].id: one for one in questions})
        if away and questions:
            absent.setdefault(told, []).append(away)
    for person_id, questions_of in asked.items():
        _ask(day, around, person_id, list(questions_of.values()), absent.get(person_id, []))


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


def _ask(day: OfficeDay, around: WeekRound, person_id: int, questions: list[Duty], absent: list[int]) -> None:
    """One letter, also when asked again."""
    if not questions or week_report(day.session, person_id, around.first):
        return
    report = WeekReport(
        office_id=day.office.id,
        person_id=person_id,
        first=around.first,
        asked=[item.id for item, _ in questions],
        asked_at=day.now,
    )
    day.session.add(report)
    day.session.flush()
    said = question(day, report, questions, [day.session.get_one(Person, one).name for one in absent])
    day.tell(person_id, f"week:{person_id}:{around.first}", said, "báo cáo tuần", ROUND)


# --- reminding and sending ---


def go_on_one_week(shop: Shop, now: datetime) -> bool:
    """Take one round of an office a step further: remind who is silent, or send the week to the lead."""
    with shop.store.transaction() as session:
        around = next_round_due(session, now)
        if around is None:
            return False
        day = shop.day(session, around.office_id, now)
        if around.send_at <= now:
            _send(day, around)
            around.sent_at, around.next_at = now, None
        else:
            if day.hours.is_open(day.calendar, now):
                _remind(day, around)
            around.next_at = next_step(day, around)
        session.add(around)
        return True


def _remind(day: OfficeDay, around: WeekRound) -> None:
    """On the day of asking by a letter of its own, the next morning by a line in the digest."""
    reports = week_reports(day.session, day.office.id, around.first)
    open_ones = unanswered(day, reports)
    same_day = day.hours.local(around.asked_at).date() == day.today
    for report in reports:
        left = open_ones.get(report.id, 0)
        if left and same_day:
            reply = day.say("week_nudge", left=left, send_at=around.send_at, all=left == len(report.asked))
            _nudge(day, report.person_id, f"week-nudge:{around.first}", reply)
        elif left:
            _add_line(day, report)


def _nudge(day: OfficeDay, person_id: int, key: str, reply: Reply) -> None:
    """Like a digest it never leaves at night, also where it could not leave before."""
    ((told, absent),) = told_instead([person_id], day.cover).items()
    said = replace(reply, text=f"{day.instead(absent)}\n{reply.text}") if absent else reply
    day.tell(told, f"{key}:{person_id}", said, "nhắc báo cáo tuần", ROUND)


def _add_line(day: OfficeDay, report: WeekReport) -> None:
    nudge = Nudge(
        office_id=day.office.id,
        person_id=report.person_id,
        subject="week",
        subject_id=report.id,
        day=day.today,
        rung=0,
        audience="holder",
        made_at=day.now,
        why="báo cáo tuần chưa đủ",
    )
    add_nudge(day.session, nudge)


def _complete(day: OfficeDay, around: WeekRound) -> None:
    """Who has finished or answered all that was asked has reported, also without having said so."""
    reports = week_reports(day.session, day.office.id, around.first)
    left = unanswered(day, reports)
    for report in reports:
        if report.answered_at is None and report.id not in left:
            report.answered_at = day.now
            day.session.add(report)


def _send(day: OfficeDay, around: WeekRound) -> None:
    """After the digest of that morning, so that the two are read in one go."""
    _complete(day, around)
    news = news_week(day, around.last)
    if news.is_worth_telling:
        clerks = holders(day.session, day.office.id, Role.CLERK)
        day.tell_all(clerks, f"news:{around.first}", told_news(day, news), "tin, bài trong tuần")
    reports = week_reports(day.session, day.office.id, around.first)
    if not (reports or news.is_worth_telling or week_notes(day.session, day.office.id, around.first)):
        return
    reply = compiled(day, around)
    for lead in holders(day.session, day.office.id, Role.LEAD):
        ((told, _),) = told_instead([lead], day.cover).items()
        morning = digest_moment(day, told)
        at = morning + AFTER_DIGEST if morning else None
        day.tell_all([lead], f"week-compiled:{around.first}", reply, "tổng hợp tuần", at)
