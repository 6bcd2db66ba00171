"""What a line of a digest is about: a duty, a step of a case, the report of a week, its news."""

from dataclasses import dataclass
from datetime import date, time

from bot.acts.news import news_week
from bot.acts.reaching import Reach
from bot.acts.weekly import open_questions
from bot.desk import OfficeDay
from storage.nudges import Nudge
from storage.week_rounds import week_round
from storage.weeks import WeekReport


@dataclass(frozen=True)
class About:
    """`is_over`: the hour of its day has passed.

    `section` "": by the ladder. `progress` names the case whose citizen should hear how it stands once it is late.
    """

    text: str
    due: date
    due_time: time | None
    is_over: bool
    reach: Reach
    unit_id: int | None
    command: str
    again: str
    section: str = ""
    progress: str = ""


def week_about(day: OfficeDay, nudge: Nudge) -> About | None:
    """The questions of the week that are left; None where there are none, or the week has gone to the lead."""
    report = day.session.get_one(WeekReport, nudge.subject_id)
    around = week_round(day.session, day.office.id, report.first)
    left = 0 if report.answered_at else len(open_questions(day, report))
    if not left or around is None or around.sent_at is not None:
        return None
    until = day.hours.local(around.send_at)
    text = f"Báo cáo tuần {around.first:%d/%m} – {around.last:%d/%m}: còn {left} việc chưa trả lời"
    return About(text, until.date(), until.time(), False, Reach(()), None, "/tuan", "", "week")


def news_about(day: OfficeDay, nudge: Nudge) -> About | None:
    """The news that are still wanted of somebody; None where nothing lacks, or the week is over."""
    found = news_week(day, date.fromordinal(nudge.subject_id))
    lack = next((one for one in found.lacking if one.writer.person_id == nudge.person_id), None)
    if lack is None or found.week.last < day.today:
        return None
    last = day.calendar.previous_workday(found.week.last)
    text = f"Tin, bài tuần này: đã gửi {lack.sent}, cần ít nhất {found.wanted}"
    return About(text, last, None, False, Reach(()), None, "/tin", "", "news")
