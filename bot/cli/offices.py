"""office template, office import, invite."""

from argparse import Namespace
from pathlib import Path

from sqlmodel import Session

from bot.acts.founding import FoundingError, OfficePlan, found, refound
from bot.acts.periods import fit_reports
from bot.acts.reminders import renew_reminders
from bot.app import Kit, utc_now
from bot.cli.environment import StopError, chosen_office, migrated_store, read_file, settings, told
from bot.cli.invitation import invite_to
from bot.cli.terminal import out
from bot.desk import OfficeDay
from bot.papers.workbook import write_template
from bot.plans.workbook import WorkbookRefused, read_workbook
from bot.settings import Settings
from storage.offices import the_office, unit_named
from storage.people import Post, office_posts
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


@told
def invite(options: Namespace) -> int:
    """List the posts, or give one a one-time code and link."""
    known = settings()
    store = migrated_store(known)
    if options.post is None:
        return _list_posts(store, options.office)
    return _invite(store, known, options.office, options.post)


def _list_posts(store: Store, code: str | None) -> int:
    with store.transaction() as session:
        office = chosen_office(session, code)
        for post in office_posts(session, office.id):
            joined = "đã liên kết" if post.person_id else "chưa liên kết"
            unit = unit_named(session, office.id, post.unit_id)
            words = " · ".join(part for part in (post.holder_name, post.title, unit, joined) if part)
            out.print(f"{post.id:4}  {words}", markup=False)
    out.print("\nMời một người: dondoc invite SỐ")
    return 0


def _invite(store: Store, known: Settings, code: str | None, number: int) -> int:
    with store.transaction() as session:
        office = chosen_office(session, code)
        post = session.get(Post, number)
        if post is None or post.office_id != office.id:
            raise StopError(f"Không có vị trí số {number}. Xem danh sách: dondoc invite")
    invite_to(known, store, office, post)
    return 0
