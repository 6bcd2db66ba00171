"""plan read, plan import."""

import hashlib
import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing, contextmanager

from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from sqlmodel import Session

from bot.acts.adopting import Adopted, adopt
from bot.acts.periods import ask_meaning
from bot.acts.previewing import preview
from bot.acts.taking_in import fill
from bot.app import Kit, utc_now
from bot.channels.markup import plain
from bot.cli.environment import StopError, chosen_office, is_agreed, migrated_store, read_file, settings, told
from bot.cli.terminal import err, out
from bot.desk import OfficeDay
from bot.plans.opening import PlanRefused
from bot.plans.reader import PlanDocument, read_plan, to_record
from storage.plans import Plan, plan_with_digest
from storage.store import Store


@told
def read(options: Namespace) -> int:
    found = _read(options, read_file(options.file))
    if options.json:
        for row in found.rows:
            sys.stdout.write(json.dumps(to_record(row), ensure_ascii=False) + "\n")
        return 0
    out.print(_table(found))
    return 0


def _read(options: Namespace, data: bytes) -> PlanDocument:
    try:
        with _bar(f"Đang đọc {options.file.name}"):
            return read_plan(options.file.name, data, year=options.year)
    except PlanRefused as refusal:
        raise StopError(f"{options.file}: {refusal}") from refusal


@contextmanager
def _bar(words: str) -> Iterator[None]:
    """A moving bar with the time, on the error stream and only where a person is looking."""
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err.console, transient=True, disable=not err.console.is_terminal) as progress:
        progress.add_task(words, total=None)
        yield


def _table(found: PlanDocument) -> Table:
    table = Table(title=found.title or None, show_lines=True)
    for name in ("Mục", "Nội dung", "Chủ trì", "Thời hạn", "Cần xem"):
        table.add_column(name)
    for row in found.rows:
        record = to_record(row)
        number = " ".join(part for part in (record["section"], record["no"]) if part)
        doubt = " ".join(record["why"]) if record["needs_review"] else ""
        table.add_row(number, record["content"], "; ".join(record["lead"]), record["deadline_text"], doubt)
    return table


@told
def take_in(options: Namespace) -> int:
    """Read, show, ask, store. The same file a second time changes nothing."""
    known = settings()
    data = read_file(options.file)
    found = _read(options, data)
    with closing(migrated_store(known)) as store:
        return _take_in(store, Kit.packaged(known.secret, {}), found, options, hashlib.sha256(data).hexdigest())


def _take_in(store: Store, tools: Kit, found: PlanDocument, options: Namespace, digest: str) -> int:
    # The question stands between two transactions: while a person thinks, the office goes on working.
    with store.transaction() as session:
        day = _day(session, tools, options.office)
        plan = _plan(day, found, options.file.name, digest)
        out.print(plain(preview(day, plan).text), markup=False)
        question = "Lưu thay đổi này?" if plan.replaces_id else "Lưu kế hoạch này?"
        session.rollback()
    if not options.yes and not is_agreed(question):
        out.print("Chưa lưu gì.")
        return 0
    with store.transaction() as session, _bar("Đang lưu"):
        day = _day(session, tools, options.office)
        plan = _plan(day, found, options.file.name, digest)
        done = adopt(day, plan, day.today)
        ask_meaning(day, plan)
    out.print(_told(done))
    return 0


def _day(session: Session, tools: Kit, code: str | None) -> OfficeDay:
    return OfficeDay(session, utc_now(), chosen_office(session, code), tools)


def _plan(day: OfficeDay, found: PlanDocument, name: str, digest: str) -> Plan:
    if plan_with_digest(day.session, day.office.id, digest):
        raise StopError("Tệp này đã được nhập, không có gì thay đổi.")
    plan = Plan(office_id=day.office.id, source_name=name, digest=digest, sent_at=day.now)
    fill(day, plan, found)
    return plan


def _told(done: Adopted) -> str:
    if done.is_version:
        return (
            f"Đã lưu bản mới: {done.added} việc thêm, {done.changed} việc sửa, {done.dropped} việc bỏ; "
            f"báo cho {done.told} cán bộ."
        )
    return f"Đã lưu {done.tasks} nhiệm vụ, {done.dues} mốc thời hạn; {done.to_review} việc chờ xem lại thời hạn."
