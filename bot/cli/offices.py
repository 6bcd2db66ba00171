"""office template, office import."""

from argparse import Namespace
from pathlib import Path

from sqlmodel import Session

from bot.acts.founding import FoundingError, OfficePlan, found, refound
from bot.acts.periods import fit_reports
from bot.acts.reminders import renew_reminders
from bot.app import Kit, utc_now
from bot.cli.environment import StopError, migrated_store, read_file, settings, told
from bot.cli.terminal import out
from bot.desk import OfficeDay
from bot.papers.workbook import write_template
from bot.plans.workbook import WorkbookRefused, read_workbook
from bot.settings import Settings
from storage.offices import the_office
from storage.store import Store


@told
def template(options: Namespace) -> int:
    if options.file.exists():
        raise StopError(f"{options.file}: đã có tệp này, không ghi đè.")
    write_template(options.file)
    out.print(f"Đã viết {options.file}. Hãy điền rồi nhập: dondoc office import {options.file}", markup=False)
    return 0


@told
def take_in(options: Namespace) -> int:
    known = settings()
    out.print(bring_in(known, migrated_store(known), options.file), markup=False)
    out.print("Bước sau: dondoc invite")
    return 0


def bring_in(known: Settings, store: Store, file: Path) -> str:
    """Write the whole workbook or nothing; a changed one brings its changes. StopError names each problem."""
    try:
        plan = read_workbook(read_file(file))
        with store.transaction() as session:
            return _write(session, known, plan)
    except (WorkbookRefused, FoundingError) as refusal:
        lines = "\n".join(f"  • {problem}" for problem in refusal.problems)
        raise StopError(f"Chưa nhập gì, hãy sửa trong tệp:\n{lines}") from refusal


def _write(session: Session, known: Settings, plan: OfficePlan) -> str:
    office = the_office(session, plan.code)
    if office is not None:
        now = utc_now()
        changes = refound(session, office, plan, now)
        day = OfficeDay(session, now, office, Kit.packaged(known.secret, {}))
        fit_reports(day)
        renew_reminders(day)
        return str(changes)
    office = found(session, plan, utc_now())
    return f"Đã lập {office.name}: {len(plan.units)} đơn vị, {len(plan.posts)} vị trí."
