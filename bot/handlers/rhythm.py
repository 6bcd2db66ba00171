"""The office says on which day and at which hour its weeks are asked about and sent."""

from bot.acts.news import next_reminder_of_news
from bot.acts.rhythm import keep_rhythm, next_ask, rhythm_of, week_on
from bot.acts.unit_weeks import week_to_write
from bot.desk import Desk
from bot.rules.rhythm_said import EXAMPLE, check_open, read_rhythm, say_rhythm
from bot.talk import Reply


def set_rhythm(desk: Desk, words: str) -> Reply:
    """ "": as it is now · or a sentence that changes it. A week that was asked about already goes on as it began."""
    problem = ""
    if words:
        try:
            wanted = read_rhythm(words, rhythm_of(desk.office))
            check_open(wanted, desk.hours)
        except ValueError as unclear:
            problem = str(unclear)
        else:
            keep_rhythm(desk.office, wanted)
            desk.office.next_ask_at, desk.office.next_news_at = next_ask(desk), next_reminder_of_news(desk)
            desk.session.add(desk.office)
    upcoming = week_on(desk, desk.hours.local(next_ask(desk)).date())
    return desk.say(
        "week_rhythm",
        rhythm=say_rhythm(rhythm_of(desk.office)),
        week=upcoming,
        under_way=week_to_write(desk) if week_to_write(desk).next_at else None,
        changed=bool(words) and not problem,
        problem=problem,
        example=EXAMPLE,
    )
