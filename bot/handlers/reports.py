"""Periodic reports: asked for by their period, corrected part by part, sent to the lead."""

from datetime import timedelta
from typing import Any

from bot.acts.reports import schedule
from bot.acts.reports.drafts import (
    begin_again,
    look_at,
    papers_of,
    parts_of,
    put_words,
    report_for,
    send,
    shown,
    tables_of,
)
from bot.acts.rhythm import reporting_periods
from bot.acts.wanted import office_periods
from bot.desk import Desk
from bot.rules.access import KEEPERS
from bot.rules.figures import Section
from bot.rules.numbers import read_number
from bot.rules.report_asked import read_asked, read_period
from bot.rules.report_windows import KINDS, Kind, Period, period_in, window_of
from bot.rules.workdays import DAY
from bot.talk import Reply
from storage.reports import Report, last_reports, report_with_id

OFFERED: tuple[Kind, ...] = ("week", "month", "quarter", "half-year", "nine-months", "year")
WORDS_LIFE = timedelta(hours=2)
LONGEST = 4000  # characters of what is written into a part
SHOWN = 6


def reports(desk: Desk, words: str) -> Reply:
    """ "": which there are · "2026-Q3", "quý 3", "từ 01/3 đến 15/4": the report on these days."""
    if not words:
        return _menu(desk)
    try:
        period = read_period(words, desk.today, reporting_periods(desk))
    except ValueError as unclear:
        return desk.say("report_unclear", problem=str(unclear))
    return _draft(desk, period) if period else desk.say("report_unclear", problem="")


def asked_for(desk: Desk, words: str) -> Reply | None:
    """The answer to a whole utterance such as "báo cáo tháng 11"; None where it asks for no report."""
    try:
        period = read_asked(words, desk.today, reporting_periods(desk))
    except ValueError as unclear:
        return desk.say("report_unclear", problem=str(unclear))
    return _draft(desk, period) if period else None


def is_asked_for(desk: Desk, words: str) -> bool:
    """Whether a whole utterance asks for a report, of whatever days."""
    try:
        return read_asked(words, desk.today, reporting_periods(desk)) is not None
    except ValueError:
        return True


def _menu(desk: Desk) -> Reply:
    periods = [period_in(kind, desk.today) for kind in OFFERED]
    before = [period_in(kind, period.first - DAY) for kind, period in zip(OFFERED, periods, strict=True)]
    found = last_reports(desk.session, desk.office.id, SHOWN)
    said = office_periods(desk.office).base is not None
    keeps = bool(desk.rights.roles & KEEPERS)
    return desk.say("reports", periods=periods, before=before, reports=found, said=said, keeps=keeps)


def _draft(desk: Desk, period: Period) -> Reply:
    window = window_of(period, reporting_periods(desk))
    if window.first > desk.today:
        return desk.say("report_unclear", problem=f"Kỳ này bắt đầu từ {window.first:%d/%m/%Y}, chưa có số liệu.")
    return _show(desk, report_for(desk, period, desk.person.id))


def show(desk: Desk, words: str) -> Reply:
    report = found_report(desk, words)
    return _show(desk, report) if report else desk.say("report_unknown")


def _show(desk: Desk, report: Report) -> Reply:
    keeps = bool(desk.rights.roles & KEEPERS)
    if keeps:
        look_at(desk, report, desk.person.id)
    return shown(desk, report, parts_of(desk, report), corrects=not report.is_sent, sends=keeps)


def papers(desk: Desk, words: str) -> Reply:
    """ "12": the paper and its annex · "12 csv": every table as CSV."""
    report = found_report(desk, words)
    if report is None:
        return desk.say("report_unknown")
    parts = parts_of(desk, report)
    files = (tables_of(desk, report, parts),) if words.endswith(" csv") else papers_of(desk, report, parts)
    return desk.say("report_papers", attached=files, report=report)


def correct(desk: Desk, words: str) -> Reply:
    """ "12": which part? "12 pakn": its words; "12 pakn bo": the bot's own again."""
    report = _open_report(desk, words)
    if report is None:
        return desk.say("report_unknown")
    _, _, rest = words.partition(" ")
    key, _, verb = rest.partition(" ")
    parts = parts_of(desk, report)
    part = next((one for one in parts if one.key == key), None)
    if part is None:
        return desk.say("report_parts", report=report, parts=parts)
    if verb == "bo":
        desk.forget()
        put_words(desk, report, key, "", desk.person.id)
        return _show(desk, report)
    return _ask_words(desk, report, part)


def _ask_words(desk: Desk, report: Report, part: Section) -> Reply:
    desk.ask("report_words", WORDS_LIFE, report=report.id, part=part.key)
    return desk.say("ask_report_words", report=report, part=part, own=part.key not in report.words)


def words_said(desk: Desk, data: dict[str, Any]) -> Reply:
    report = _open_report(desk, str(data["report"]))
    if report is None:
        desk.forget()
        return desk.say("report_unknown")
    said = desk.heard.text.strip()
    part = next((one for one in parts_of(desk, report) if one.key == data["part"]), None)
    if part is None or not said or len(said) > LONGEST:
        return desk.say("report_words_unusable", longest=LONGEST)
    desk.forget()
    put_words(desk, report, part.key, said, desk.person.id)
    return _show(desk, report)


def send_up(desk: Desk, words: str) -> Reply:
    """ "12": to the lead now · "12 khoan": not by itself any more."""
    report = _open_report(desk, words)
    if report is None:
        return desk.say("report_unknown")
    if words.endswith(" khoan"):
        schedule.hold_back(desk, report)
        return desk.say("report_held", report=report)
    look_at(desk, report, desk.person.id)
    count = send(desk, report, desk.person.id)
    return desk.say("report_sent", report=report, count=count)


def again(desk: Desk, words: str) -> Reply:
    """A new draft of what was sent, counted anew."""
    report = found_report(desk, words)
    if report is None:
        return desk.say("report_unknown")
    return _show(desk, begin_again(desk, report, desk.person.id) if report.is_sent else report)


def automatic(desk: Desk, words: str) -> Reply:
    """Which reports are drafted by themselves; "month": the other way round from now on."""
    kind = next((one for one in schedule.KINDS if one == words), None)
    if kind:
        schedule.turn(desk.office, kind)
        desk.session.add(desk.office)
    coming = [plan for plan in schedule.planned_reports(desk) if plan.send_at > desk.now]
    names = {one: KINDS[one] for one in schedule.KINDS}
    wanted = schedule.kinds_wanted(desk.office)
    return desk.say("reports_auto", kinds=names, wanted=wanted, coming=coming[:SHOWN])


def found_report(desk: Desk, words: str) -> Report | None:
    number = read_number(words.split(" ")[0])
    return report_with_id(desk.session, desk.office.id, number) if number is not None else None


def _open_report(desk: Desk, words: str) -> Report | None:
    report = found_report(desk, words)
    return report if report and not report.is_sent else None
