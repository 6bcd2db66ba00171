"""What a line of a digest is about: a duty, a step of a case, a dossier, the report of a week, its news."""

from dataclasses import dataclass
from datetime import date, time

from bot.acts.news import lack_of
from bot.acts.reaching import Reach, reach_dossier
from bot.acts.rhythm import week_on
from bot.acts.weekly import open_questions
from bot.desk import OfficeDay
from bot.rules.dossier_words import reasons
from messages.words import cut
from storage.dossiers import Dossier
from storage.nudges import Nudge
from storage.week_rounds import week_round
from storage.weeks import WeekReport


@dataclass(frozen=True)
class About:
    """`is_over`: the hour of its day has passed.

    `section` "": by the ladder. `progress` names the case whose citizen should hear how it stands once it is late,
    `explain` the dossier about which nobody has said yet why it will be, or is.
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
    explain: str = ""


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
    first = date.fromordinal(nudge.subject_id)
    week, lack = week_on(day, first), lack_of(day, nudge.person_id, first)
    if lack is None or week.last < day.today:
        return None
    last = day.calendar.previous_workday(week.last)
    text = f"Tin, bài tuần này: đã gửi {lack[0]}, cần ít nhất {lack[1]}"
    return About(text, last, None, False, Reach(()), None, "/tin", "", "news")


def dossier_about(day: OfficeDay, nudge: Nudge) -> About:
    """By its code and procedure: whose it is stays out of letters. Those above the handler read why it is late."""
    dossier = day.session.get_one(Dossier, nudge.subject_id)
    text = f"Hồ sơ {dossier.code}{f': {dossier.procedure}' if dossier.procedure else ''}"
    reason = dossier.explanation or reasons().get(dossier.reason, "")
    return About(
        text=f"{cut(text, 80)} (lý do: {reason})" if reason and nudge.audience != "holder" else text,
        due=dossier.due or nudge.day,
        due_time=dossier.due_time,
        is_over=dossier.is_late(day.here),
        reach=reach_dossier(day, dossier),
        unit_id=dossier.unit_id,
        command=f"/hs {dossier.id}",
        again=f"hs {dossier.id}",
        explain="" if dossier.reason else str(dossier.id),
    )
