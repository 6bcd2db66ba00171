"""plan read, plan import."""

import hashlib
import json
import sys
from argparse import Namespace

from rich.prompt import Confirm
from rich.table import Table

from bot.acts.adopting import Adopted, adopt, preview
from bot.app import Kit, utc_now
from bot.channels.markup import plain
from bot.cli.environment import StopError, migrated_store, out, read_file, settings, told
from bot.desk import OfficeDay
from bot.plans.opening import PlanRefused
from bot.plans.reader import PlanDocument, read_plan, to_record
from storage.offices import the_office
from storage.plans import Plan, plan_with_digest


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
        return read_plan(options.file.name, data, year=options.year)
    except PlanRefused as refusal:
        raise StopError(f"{options.file}: {refusal}") from refusal


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
    store = migrated_store(known)
    digest = hashlib.sha256(data).hexdigest()
    with store.transaction() as session:
        office = the_office(session)
        if office is None:
            raise StopError("Chưa có cơ quan nào. Hãy nhập trước: dondoc office import FILE.xlsx")
        if plan_with_digest(session, office.id, digest):
            raise StopError("Tệp này đã được nhập, không có gì thay đổi.")
        day = OfficeDay(session, utc_now(), office, Kit.packaged(known.secret, {}))
        plan = _plan(found, options.file.name, digest, day)
        session.add(plan)
        session.flush()
        out.print(plain(preview(day, plan).text), markup=False)
        if not options.yes and not Confirm.ask("Lưu kế hoạch này?", console=out, default=False):
            session.rollback()
            out.print("Chưa lưu gì.")
            return 0
        out.print(_told(adopt(day, plan, day.today)))
    return 0


def _told(done: Adopted) -> str:
    return f"Đã lưu {done.tasks} nhiệm vụ, {done.dues} mốc thời hạn; {done.to_review} việc chờ xem lại thời hạn."


def _plan(found: PlanDocument, name: str, digest: str, day: OfficeDay) -> Plan:
    return Plan(
        office_id=day.office.id,
        title=found.title,
        number=found.number,
        year=found.year,
        issued_on=found.issued,
        source_name=name,
        digest=digest,
        rows=[to_record(row) for row in found.rows],
        warnings=list(found.warnings),
        sent_at=day.now,
        read_at=day.now,
    )
