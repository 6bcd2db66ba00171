"""The week in one letter for the lead."""

from bot.acts.news import news_week
from bot.acts.summing import current, in_week, unit_names
from bot.acts.unit_weeks import unit_weeks
from bot.desk import OfficeDay
from bot.rules.workdays import DAY
from bot.talk import Reply
from storage.feedback import answered_cases, count_received, open_feedback
from storage.occurrences import done_duties, open_duties
from storage.week_rounds import WeekRound


def compiled(day: OfficeDay, week: WeekRound) -> Reply:
    """The office's week: done, late, due next, stuck and why, remarks, who has not reported."""
    start, end = day.hours.at(week.first, "00:00"), day.hours.at(week.last + DAY, "00:00")
    found = [one for one in current(open_duties(day.session, day.office.id), day.here) if one[0].kind == "due"]
    units = unit_weeks(day, week)
    return day.say(
        "week_compiled",
        week=week,
        done=done_duties(day.session, day.office.id, start, end),
        late=[one for one in found if one[0].is_late(day.here)],
        coming=[one for one in found if in_week(one, day.today)],
        stuck=[(unit.name, one) for unit in units for one in unit.stuck],
        extras=[(unit.name, note) for unit in units for note in unit.extras],
        notes=[(unit.name, note.words) for unit in units for note in unit.notes],
        remarks=[one for unit in units for one in unit.words],
        silent=[one for unit in units for one in unit.silent],
        news=news_week(day, week.last),
        received=count_received(day.session, day.office.id, start, end),
        answered=len(answered_cases(day.session, day.office.id, start, end)),
        waiting=len(open_feedback(day.session, day.office.id)),
        names=unit_names(day),
    )
