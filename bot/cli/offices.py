"""office template, office export, office import."""

from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from sqlmodel import Session

from bot.acts.describing import workbook_of
from bot.acts.founding import Changes, FoundingError, OfficePlan, found, refound
from bot.acts.periods import fit_reports
from bot.acts.reminders import renew_reminders
from bot.app import Kit, utc_now
from bot.cli.environment import StopError, chosen_office, is_agreed, migrated_store, read_file, settings, told
from bot.cli.terminal import out
from bot.desk import OfficeDay
from bot.papers.workbook import write_template
from bot.plans.workbook import WorkbookRefused, read_workbook
from bot.rules.sheet_changes import Listing, changes
from bot.settings import Settings
from storage.audit import act_as, note_act
from storage.offices import Office, all_offices, the_office
from storage.store import Store

MOST = 40  # changes that are shown
NOTHING = "Chưa ghi gì."


@told
def template(options: Namespace) -> int:
    if options.file.exists():
        raise StopError(f"{options.file}: đã có tệp này, không ghi đè.")
    write_template(options.file)
    out.print(f"Đã viết {options.file}. Hãy điền rồi nhập: dondoc office import {options.file}", markup=False)
    return 0


@told
def export(options: Namespace) -> int:
    """The office as it is now, in the workbook in which it can be changed and brought in again."""
    if options.file.exists():
        raise StopError(f"{options.file}: đã có tệp này, không ghi đè.")
    known = settings()
    with closing(migrated_store(known)) as store, store.transaction() as session:
        office = chosen_office(session, options.office)
        sheets = workbook_of(_day(session, known, office))
        act_as(session, None, "", utc_now())
        note_act(session, office.id, "office_exported")
    write_template(options.file, {title: [line.cells for line in sheet.lines] for title, sheet in sheets.items()})
    options.file.chmod(0o600)  # telephone numbers stand in it
    out.print(f"Đã viết {options.file}. Sửa xong thì nhập lại: dondoc office import {options.file}", markup=False)
    return 0


@told
def take_in(options: Namespace) -> int:
    known = settings()
    agree = (lambda _question: True) if options.yes else is_agreed
    with closing(migrated_store(known)) as store:
        out.print(bring_in(known, store, options.file, agree), markup=False)
    out.print("Bước sau: dondoc invite")
    return 0


def bring_in(known: Settings, store: Store, file: Path, agree: Callable[[str], bool]) -> str:
    """Write the whole workbook or nothing. What is there already changes only once that was shown and agreed to.

    StopError names each problem.
    """
    try:
        plan = read_workbook(read_file(file))
        with store.transaction() as session:
            office = the_office(session, plan.code)
            others = [] if office else all_offices(session)
        if office is None:
            return _begin(store, plan, others, agree)
        return _bring_on(known, store, plan, agree)
    except (WorkbookRefused, FoundingError) as refusal:
        lines = "\n".join(f"  • {problem}" for problem in refusal.problems)
        raise StopError(f"Chưa nhập gì, hãy sửa trong tệp:\n{lines}") from refusal


def _begin(store: Store, plan: OfficePlan, others: Sequence[Office], agree: Callable[[str], bool]) -> str:
    listed = ", ".join(f"{one.code} ({one.name})" for one in others)
    if others and not agree(f"Đang có {listed}. Lập thêm cơ quan mới, mã {plan.code}?"):
        return NOTHING
    with store.transaction() as session:
        office = found(session, plan, utc_now())
    return f"Đã lập {office.name}: {len(plan.units)} đơn vị, {len(plan.posts)} vị trí."


def _bring_on(known: Settings, store: Store, plan: OfficePlan, agree: Callable[[str], bool]) -> str:
    """Tried and taken back first: while a person reads what would change, the office goes on working."""
    with store.transaction() as session:
        before, done, after = _changed(session, known, plan)
        session.rollback()
    told = list(changes(before, after))
    for line in [*told[:MOST], *([f"… và {len(told) - MOST} thay đổi nữa"] if len(told) > MOST else [])]:
        out.print(f"  • {line}", markup=False)
    if told and not agree("Ghi những thay đổi này?"):
        return NOTHING
    if told:
        with store.transaction() as session:
            _, done, _ = _changed(session, known, plan)
    return str(done)


def _changed(
    session: Session, known: Settings, plan: OfficePlan
) -> tuple[Mapping[str, Listing], Changes, Mapping[str, Listing]]:
    """The office before, what was done, and the office afterwards."""
    office = the_office(session, plan.code)
    assert office is not None
    day = _day(session, known, office)
    before = workbook_of(day)
    done = refound(session, office, plan, day.now)
    fit_reports(day)
    renew_reminders(day)
    session.flush()
    return before, done, workbook_of(day)


def _day(session: Session, known: Settings, office: Office) -> OfficeDay:
    return OfficeDay(session, utc_now(), office, Kit.packaged(known.secret, {}))
