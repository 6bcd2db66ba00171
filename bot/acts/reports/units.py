"""What the units told of their weeks: who reported in time, what is stuck and why, work that no plan has."""

from collections.abc import Iterable
from datetime import date

from bot.acts.summing import unit_names
from bot.acts.unit_weeks import STUCK
from bot.desk import OfficeDay
from bot.rules.figures import UNKNOWN, Cell, Figure, Section, Table, Window, duty_code
from messages.words import cut
from storage.occurrences import duties
from storage.people import Person, office_posts
from storage.week_rounds import WeekRound, rounds_ending
from storage.weeks import SaidRow, WeekNote, WeekReport, reports_between, said_between, week_notes

_WORDS = 300  # characters
_BY_UNIT = ("Mã", "Đơn vị", "Được hỏi", "Đúng hẹn", "Muộn", "Chưa báo cáo")
_STUCK = ("Mã", "Nhiệm vụ", "Đơn vị", "Vướng mắc, đề nghị", "Người báo", "Ngày báo")
_EXTRAS = ("Mã", "Việc phát sinh", "Đơn vị", "Tuần")


def units(day: OfficeDay, window: Window) -> Section | None:
    """Of the weeks that end in these days."""
    rounds = rounds_ending(day.session, day.office.id, window.first, window.last)
    if not rounds:
        return None
    first, last = rounds[0].first, rounds[-1].first
    sent = {one.first: one for one in rounds if one.sent_at}
    reports = [one for one in reports_between(day.session, day.office.id, first, last) if one.first in sent]
    notes = week_notes(day.session, day.office.id, first, last)
    extras = [note for note in notes if note.kind == "extra"]
    stuck = _stuck(said_between(day.session, day.office.id, first, last))
    if not (reports or notes or stuck):
        return None
    tables = (_by_unit(day, reports, sent), _stuck_table(day, stuck), _extras_table(day, extras))
    return Section(
        "don_vi",
        "Báo cáo của các đơn vị",
        lines=tuple(_remark(day, note) for note in notes if note.kind == "remark"),
        figures=(
            *_figures("don_vi", reports, sent),
            Figure("don_vi.vuong", "Nhiệm vụ đang vướng mắc", tuple(duty_code(one.number) for one in stuck)),
            Figure("don_vi.phat_sinh", "Việc phát sinh ngoài kế hoạch", tuple(_extra(note) for note in extras)),
        ),
        tables=tuple(table for table in tables if table.rows),
    )


def _stuck(said: Iterable[SaidRow]) -> list[SaidRow]:
    """Of each duty what was said last, where that is that it is stuck."""
    last = {one.number: one for one in said}
    return sorted((one for one in last.values() if one.progress == STUCK), key=lambda one: one.number)


def _figures(key: str, reports: list[WeekReport], sent: dict[date, WeekRound]) -> tuple[Figure, ...]:
    asked, on_time, late, silent = _codes(reports, sent)
    return (
        Figure(f"{key}.duoc_hoi", "Lượt báo cáo tuần được hỏi", asked),
        Figure(f"{key}.dung_hen", "Báo cáo đúng hẹn (%)", on_time, asked),
        Figure(f"{key}.muon", "Báo cáo muộn", late),
        Figure(f"{key}.thieu", "Chưa báo cáo", silent),
    )


def _codes(reports: list[WeekReport], sent: dict[date, WeekRound]) -> tuple[tuple[str, ...], ...]:
    """Of all, of those in time, of those after the week had gone to the lead, of those that never came."""
    kinds: dict[str, list[str]] = {"on_time": [], "late": [], "silent": []}
    for one in reports:
        kinds[_kind(one, sent[one.first])].append(f"BT-{one.id}")
    return tuple(f"BT-{one.id}" for one in reports), *(tuple(codes) for codes in kinds.values())


def _kind(report: WeekReport, around: WeekRound) -> str:
    if report.answered_at is None or around.sent_at is None:
        return "silent"
    return "on_time" if report.answered_at <= around.sent_at else "late"


def _by_unit(day: OfficeDay, reports: list[WeekReport], sent: dict[date, WeekRound]) -> Table:
    names = unit_names(day)
    posts = [post for post in office_posts(day.session, day.office.id) if post.unit_id and post.person_id]
    unit_of = {post.person_id: post.unit_id for post in reversed(posts)}
    rows: list[tuple[Cell, ...]] = []
    for unit_id, name in names.items():
        own = [one for one in reports if unit_of.get(one.person_id) == unit_id]
        if own:
            asked, on_time, late, silent = _codes(own, sent)
            key = f"don_vi.{unit_id or 0}"
            figures = (Figure(f"{key}.duoc_hoi", "Được hỏi", asked), Figure(f"{key}.dung_hen", "Đúng hẹn", on_time))
            rows.append(
                ("", name, *figures, Figure(f"{key}.muon", "Muộn", late), Figure(f"{key}.thieu", "Thiếu", silent))
            )
    return Table("Báo cáo tuần theo đơn vị", _BY_UNIT, tuple(rows))


def _stuck_table(day: OfficeDay, stuck: list[SaidRow]) -> Table:
    names = unit_names(day)
    held = {item.id: (item, task) for item, task in duties(day.session, [one.number for one in stuck])}
    rows: list[tuple[Cell, ...]] = []
    for one in stuck:
        item, task = held[one.number]
        content = f"{task.content} ({item.label})" if item.label else task.content
        who = day.session.get_one(Person, one.person_id).name
        words = cut(" ".join(one.words.split()), _WORDS) or UNKNOWN
        rows.append((duty_code(item.id), content, names[task.unit_id], words, who, day.hours.local(one.at).date()))
    return Table("Nhiệm vụ đang vướng mắc", _STUCK, tuple(rows))


def _extras_table(day: OfficeDay, extras: list[WeekNote]) -> Table:
    names = unit_names(day)
    rows = ((_extra(note), note.words, names[note.unit_id], note.first) for note in extras)
    return Table("Việc phát sinh ngoài kế hoạch", _EXTRAS, tuple(rows))


def _extra(note: WeekNote) -> str:
    return f"PS-{note.id}"


def _remark(day: OfficeDay, note: WeekNote) -> str:
    unit = unit_names(day)[note.unit_id]
    return f"Ý kiến của {unit} (tuần từ {note.first:%d/%m/%Y}): {cut(' '.join(note.words.split()), _WORDS)}"
