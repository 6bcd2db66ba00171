"""A report from its draft to the lead: counted anew each time until it is sent, kept as it was from then on."""

from dataclasses import replace

from bot.acts.reports import built
from bot.acts.rhythm import reporting_periods
from bot.desk import OfficeDay
from bot.papers.kinds import DOCX, XLSX, ZIP
from bot.rules.addresses import read_name
from bot.rules.figures import NOTHING, Section, Window
from bot.rules.figures_kept import kept, read_kept
from bot.rules.report_windows import Period, window_of
from bot.rules.states import ReportState, Role
from bot.talk import Kept, Reply
from storage.people import overseers
from storage.reports import Report, add_report, newest_report

Parts = tuple[Section, ...]


def report_for(day: OfficeDay, period: Period, by: int | None) -> Report:
    """The last one on a period, or a new draft. One that is not sent yet follows what the office means by it."""
    known = newest_report(day.session, day.office.id, period.key)
    window = window_of(period, reporting_periods(day))
    if known is None:
        return add_report(day.session, _new(day, period.kind, period.key, window, by))
    if not known.is_sent and (known.first, known.last) != (window.first, window.last):
        known.first, known.last = window.first, window.last
        known.coming_first, known.coming_last = window.coming or (None, None)
        day.session.add(known)
    return known


def begin_again(day: OfficeDay, sent: Report, by: int) -> Report:
    """Another round of a report that was sent, with the words of the one before."""
    newest = newest_report(day.session, day.office.id, sent.key)
    if newest and not newest.is_sent:
        return newest
    again = _new(day, sent.kind, sent.key, window_of_report(sent), by)
    again.round, again.words = (newest or sent).round + 1, dict(sent.words)
    return add_report(day.session, again)


def _new(day: OfficeDay, kind: str, key: str, window: Window, by: int | None) -> Report:
    first, last = window.coming or (None, None)
    return Report(
        office_id=day.office.id,
        kind=kind,
        key=key,
        title=window.title,
        first=window.first,
        last=window.last,
        coming_first=first,
        coming_last=last,
        made_by=by,
        made_at=day.now,
    )


def window_of_report(report: Report) -> Window:
    first, last = report.coming_first, report.coming_last
    return Window(report.first, report.last, report.title, (first, last) if first and last else None)


def parts_of(day: OfficeDay, report: Report) -> Parts:
    """With the words that somebody put in the place of the bot's own."""
    told = read_kept(report.told) if report.is_sent else built(day, window_of_report(report))
    return tuple(_corrected(section, report.words.get(section.key)) for section in told)


def _corrected(section: Section, words: str | None) -> Section:
    return replace(section, lines=(words,)) if words else section


def put_words(day: OfficeDay, report: Report, part: str, words: str, by: int) -> None:
    """Words in the place of a part's own sentences; "": its own again. Figures are never written by hand."""
    others = {key: said for key, said in report.words.items() if key != part}
    report.words = {**others, part: words} if words else others
    report.state, report.seen_by = ReportState.CORRECTED, by
    day.session.add(report)


def look_at(day: OfficeDay, report: Report, by: int) -> None:
    """Somebody who keeps the office's papers has seen the draft."""
    if report.seen_by is None and not report.is_sent:
        report.seen_by = by
        day.session.add(report)


def papers_of(day: OfficeDay, report: Report, parts: Parts) -> tuple[Kept, ...]:
    """The paper to be signed, and its annex with the codes behind every figure."""
    from bot.papers.annex import annex_xlsx
    from bot.papers.report import ReportPaper, report_paper

    paper = ReportPaper(
        office=read_name(day.office.name),
        period=report.title,
        first=report.first,
        last=report.last,
        sections=parts,
        unseen=report.seen_by is None,
        year=day.today.year,
    )
    name = file_name(report)
    return (
        day.paper(f"Báo cáo {name}.docx", DOCX, report_paper(paper)),
        day.paper(f"Phụ lục số liệu {name}.xlsx", XLSX, annex_xlsx(parts)),
    )


def tables_of(day: OfficeDay, report: Report, parts: Parts) -> Kept:
    from bot.papers.annex import annex_csv

    return day.paper(f"Số liệu {file_name(report)}.zip", ZIP, annex_csv(parts))


def file_name(report: Report) -> str:
    return report.title.replace("/", "-").lower()


def send(day: OfficeDay, report: Report, by: int | None) -> int:
    """To the lead, with its papers; its figures are kept as they are now. How many people it goes to."""
    report.told = kept(built(day, window_of_report(report)))
    report.state, report.sent_at, report.sent_by, report.next_at = ReportState.SENT, day.now, by, None
    day.session.add(report)
    parts = parts_of(day, report)
    leads = overseers(day.session, day.office.id, Role.LEAD)
    letter = shown(day, report, parts)
    day.tell_all(leads, f"report:{report.id}", replace(letter, files=papers_of(day, report, parts)), "báo cáo định kỳ")
    return len(leads)


def shown(day: OfficeDay, report: Report, parts: Parts, *, corrects: bool = False, sends: bool = False) -> Reply:
    """The report as a chat tells it, to who may put words into it or send it on."""
    return day.say("report", report=report, parts=parts, nothing=NOTHING, corrects=corrects, sends=sends)
