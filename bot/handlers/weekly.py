"""The weekly questions: one duty after the other, by taps, words if wanted."""

from datetime import timedelta

from bot.acts.weekly import open_questions, question
from bot.desk import Desk
from bot.handlers.duties import seen_duty
from bot.rules.numbers import read_number
from bot.talk import Reply
from storage.occurrences import Duty
from storage.weeks import WeekLine, WeekReport, newest_week_report, put_week_line

PROGRESS = {"dung": "đúng tiến độ", "sap": "sắp xong", "vuong": "có vướng mắc", "chua": "chưa bắt đầu"}


def answer_week(desk: Desk, words: str) -> Reply:
    """ "42 dung": of duty 42 · "tatca": all on schedule · "xong": nothing to add."""
    report = newest_week_report(desk.session, desk.person.id)
    if report is None:
        return desk.say("week_none")
    first, _, progress = words.partition(" ")
    if first == "tatca":
        for one in open_questions(desk, report):
            _say(desk, report, one, "dung")
    elif read_number(first) is not None and progress in PROGRESS:
        found = seen_duty(desk, first)
        if found:
            _say(desk, report, found, progress)
    return _go_on(desk, report, finished=first == "xong")


def _say(desk: Desk, report: WeekReport, found: Duty, progress: str) -> None:
    line = WeekLine(
        office_id=desk.office.id,
        report_id=report.id,
        occurrence_id=found[0].id,
        progress=progress,
        at=desk.now,
    )
    put_week_line(desk.session, line)
    report.answered_at = desk.now
    desk.session.add(report)


def _go_on(desk: Desk, report: WeekReport, *, finished: bool) -> Reply:
    left = [] if finished else open_questions(desk, report)
    if left:
        return question(desk, report, left)
    report.answered_at = report.answered_at or desk.now
    desk.session.add(report)
    if finished:
        desk.forget()
        return desk.say("week_thanks")
    desk.ask("week_words", timedelta(days=3), report=report.id)
    return desk.say("week_more")


def week_words_said(desk: Desk, number: int) -> Reply:
    desk.forget()
    report = desk.session.get(WeekReport, number)
    if report is None or report.person_id != desk.person.id or not desk.heard.text:
        return desk.say("week_none")
    report.words, report.answered_at = desk.heard.text[:2000], desk.now
    desk.session.add(report)
    return desk.say("week_thanks")
