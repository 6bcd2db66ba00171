"""The weekly questions: one duty after the other, by taps, words if wanted."""

from datetime import timedelta
from typing import Any

from bot.acts.duty_events import record
from bot.acts.unit_weeks import PROGRESS, STUCK
from bot.acts.weekly import open_questions, question
from bot.desk import Desk
from bot.handlers.duties import seen_duty
from bot.rules.numbers import read_number
from bot.talk import Reply
from storage.drafts import waiting_draft
from storage.occurrences import Duty
from storage.week_rounds import week_round
from storage.weeks import WeekLine, WeekReport, newest_week_report, put_week_line, week_line

WAITS = timedelta(days=3)
LONGEST = 1000  # characters of a reason


def answer_week(desk: Desk, words: str) -> Reply:
    """ "42 dung": of duty 42 · "tatca": all on schedule · "xong": nothing to add · "": the next question."""
    first, _, progress = words.partition(" ")
    _let_go_of_reason(desk)
    report = _report_asking(desk, read_number(first))
    if report is None:
        return desk.say("week_none")
    if first == "tatca":
        for one in open_questions(desk, report):
            _say(desk, report, one, "dung")
    found = seen_duty(desk, first) if progress in PROGRESS else None
    if found and found[0].id in report.asked:
        _say(desk, report, found, progress)
        if progress == STUCK:
            desk.ask("week_reason", WAITS, report=report.id, duty=found[0].id)
            return desk.say("week_reason", task=found[1])
    return _go_on(desk, report, finished=first == "xong")


def _let_go_of_reason(desk: Desk) -> None:
    """Who taps on gives no reason for the duty before; later words are not meant for it."""
    draft = waiting_draft(desk.session, desk.office.id, desk.heard.channel, desk.heard.address, desk.now)
    if draft and draft.topic == "week_reason":
        desk.forget()


def _report_asking(desk: Desk, duty: int | None) -> WeekReport | None:
    """The speaker's own or that of somebody they stand in for: which asks about this duty, or is not complete."""
    found = [newest_week_report(desk.session, person) for person in (desk.person.id, *desk.absent)]
    reports = [report for report in found if report]
    about = [report for report in reports if duty in report.asked]
    waiting = [report for report in reports if report.answered_at is None]
    return next(iter([*about, *waiting, *reports]), None)


def _say(desk: Desk, report: WeekReport, found: Duty, progress: str) -> None:
    line = WeekLine(
        office_id=desk.office.id,
        report_id=report.id,
        occurrence_id=found[0].id,
        progress=progress,
        at=desk.now,
    )
    put_week_line(desk.session, line)


def _go_on(desk: Desk, report: WeekReport, *, finished: bool = False) -> Reply:
    left = [] if finished else open_questions(desk, report)
    if left:
        return question(desk, report, left)
    report.answered_at = report.answered_at or desk.now
    desk.session.add(report)
    if finished:
        desk.forget()
        return _thanks(desk, report)
    desk.ask("week_words", WAITS, report=report.id)
    return desk.say("week_more")


def _thanks(desk: Desk, report: WeekReport) -> Reply:
    around = week_round(desk.session, desk.office.id, report.first)
    sent = around.sent_at if around else None
    return desk.say("week_thanks", late=bool(sent and report.answered_at and report.answered_at > sent))


def reason_said(desk: Desk, data: dict[str, Any]) -> Reply:
    """Why a duty is stuck, and what would help."""
    report = _own_report(desk, data["report"])
    line = week_line(desk.session, data["report"], data["duty"]) if report else None
    found = seen_duty(desk, str(data["duty"]))
    if report is None or line is None or found is None:
        desk.forget()
        return desk.say("week_none")
    if not desk.heard.text:
        return desk.say("week_reason", task=found[1])
    desk.forget()
    line.words = desk.heard.text[:LONGEST]
    desk.session.add(line)
    record(desk, found, "note", f"Vướng mắc: {line.words}")
    return _go_on(desk, report)


def week_words_said(desk: Desk, number: int) -> Reply:
    desk.forget()
    report = _own_report(desk, number)
    if report is None or not desk.heard.text:
        return desk.say("week_none")
    report.words = desk.heard.text[:2000]
    desk.session.add(report)
    return _thanks(desk, report)


def _own_report(desk: Desk, number: int) -> WeekReport | None:
    report = desk.session.get(WeekReport, number)
    return report if report and report.person_id in (desk.person.id, *desk.absent) else None
