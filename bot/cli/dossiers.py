"""dossiers import."""

from argparse import Namespace
from contextlib import closing

from sqlmodel import Session

from bot.acts.dossiers.listing import Compared, compare
from bot.acts.dossiers.previewing import preview
from bot.acts.dossiers.storing import Stored, store
from bot.acts.dossiers.whose import whose
from bot.app import Kit, utc_now
from bot.channels.markup import plain
from bot.cli.environment import StopError, chosen_office, is_agreed, migrated_store, read_file, settings, told
from bot.cli.terminal import out
from bot.desk import OfficeDay
from bot.plans.dossiers.reader import read_due_list
from bot.plans.opening import PlanRefused
from bot.rules.dossier_list import ReadList, to_record
from storage.due_lists import DueList
from storage.files import digest_of
from storage.store import Store


@told
def take_in(options: Namespace) -> int:
    """Read, show, ask, store. All of it or nothing; again with a newer list brings the changes."""
    data = read_file(options.file)
    found = _read(options, data)
    known = settings()
    with closing(migrated_store(known)) as shop:
        return _take_in(shop, Kit.packaged(known.secret, {}), found, options, digest_of(data))


def _read(options: Namespace, data: bytes) -> ReadList:
    try:
        found = read_due_list(options.file.name, data)
    except PlanRefused as refusal:
        raise StopError(f"{options.file}: {refusal}") from refusal
    if found is None:
        raise StopError(f"{options.file}: không phải danh sách hồ sơ (cần cột mã hồ sơ và cột hạn trả).")
    if found.problems:
        lines = "\n".join(f"  • {problem}" for problem in found.problems)
        raise StopError(f"Chưa nhập gì, hãy sửa trong tệp:\n{lines}")
    return found


def _take_in(shop: Store, tools: Kit, found: ReadList, options: Namespace, digest: str) -> int:
    # The question stands between two transactions: while a person thinks, the office goes on working.
    with shop.transaction() as session:
        day = _day(session, tools, options.office)
        due_list = _list(day, found, options.file.name, digest)
        out.print(plain(preview(day, due_list).text), markup=False)
        changes = not _compared(day, found).changes_nothing
        session.rollback()
    if not changes:
        return 0
    if not options.yes and not is_agreed("Nhập danh sách này?"):
        out.print("Chưa lưu gì.")
        return 0
    with shop.transaction() as session:
        day = _day(session, tools, options.office)
        stored = store(day, _list(day, found, options.file.name, digest), _compared(day, found), None)
    out.print(_said(stored))
    return 0


def _day(session: Session, tools: Kit, code: str | None) -> OfficeDay:
    return OfficeDay(session, utc_now(), chosen_office(session, code), tools)


def _list(day: OfficeDay, found: ReadList, name: str, digest: str) -> DueList:
    rows, remarks = [to_record(row) for row in found.rows], list(found.remarks)
    due_list = DueList(
        office_id=day.office.id, source_name=name, digest=digest, sent_at=day.now, rows=rows, remarks=remarks
    )
    day.session.add(due_list)
    day.session.flush()
    return due_list


def _compared(day: OfficeDay, found: ReadList) -> Compared:
    return compare(day, found.rows, whose(day))


def _said(stored: Stored) -> str:
    words = f"Đã nhập: {stored.new} hồ sơ mới, {stored.changed} thay đổi, {stored.finished} vừa xong."
    if stored.vanished:
        words += f" {stored.vanished} hồ sơ không còn trong danh sách: vẫn theo dõi cho tới khi cán bộ báo xong."
    return words
