"""check: what is missing or wrong before going live, on one screen."""

import asyncio
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date

from sqlalchemy.exc import SQLAlchemyError

from bot.app import utc_now
from bot.cli import checking_trust, checking_upkeep
from bot.cli.environment import FOREIGN_KEY, migrated_store, newer_form, settings
from bot.cli.finding import Finding, show
from bot.places import Place, places_of, texts_of
from bot.rules.states import Role
from bot.rules.workdays import Calendar
from bot.samples.filling import faults_in
from bot.settings import Settings, SettingsError
from bot.surfaces import Home, Surface, surfaces_of
from bot.talk import ChannelError
from storage.keys import SealedError
from storage.offices import all_offices, units_of
from storage.people import holders, office_posts
from storage.plans import tasks_to_review
from storage.put_off import put_off_now
from storage.revisions import NewerFormError
from storage.store import Store

MOST_PUT_OFF = 5  # are named


def check(options: Namespace) -> int:
    """Print every finding; 1 where something grave is among them."""
    try:
        known = settings()
    except SettingsError as error:
        found = [Finding(problem, "Chạy dondoc init, hoặc sửa .env theo .env.example") for problem in error.problems]
    else:
        found = list(checking_upkeep.soundness(known)) or [
            *_store_findings(known, options.office),
            *_calendar_findings(utc_now().date()),
            *checking_upkeep.room(known),
            *checking_upkeep.copies(known, utc_now()),
            *checking_trust.trust(known),
        ]
    show(found)
    return int(any(finding.grave for finding in found))


def _store_findings(known: Settings, code: str | None) -> Iterator[Finding]:
    """Of the office of this code, or of all."""
    try:
        store = migrated_store(known)
    except (SQLAlchemyError, OSError) as error:
        yield Finding(f"Không mở được cơ sở dữ liệu ({type(error).__name__}).", "Xem DONDOC_DATABASE và quyền thư mục")
    except SealedError:
        yield Finding(FOREIGN_KEY)
    except NewerFormError as newer:
        yield Finding(newer_form(newer))
    else:
        with closing(store):
            yield from _offices_findings(known, store, code)


def _offices_findings(known: Settings, store: Store, code: str | None) -> Iterator[Finding]:
    with store.transaction() as session:
        offices = all_offices(session)
    if not offices:
        yield Finding(
            "Chưa có cơ quan nào.",
            "dondoc init, hoặc dondoc office template mau.xlsx, điền, dondoc office import mau.xlsx",
        )
    yield from _folder_findings(known, {office.code for office in offices})
    for place in places_of(known, offices):
        if code in (None, place.code):
            found = [
                *_office_findings(store, place.office_id),
                *_text_findings(known, place.code),
                *_surface_findings(place, store),
            ]
            several = f"{place.code}: " if len(offices) > 1 else ""
            yield from (replace(one, words=f"{several}{one.words}") for one in found)


def _folder_findings(known: Settings, codes: set[str]) -> Iterator[Finding]:
    if known.offices is None and len(codes) > 1:
        yield Finding("Có nhiều cơ quan, chỉ cơ quan đầu dùng các kênh trong .env.", "Đặt DONDOC_OFFICES", grave=False)
    for code in sorted(set(known.offices or ()) - codes):
        yield Finding(f"{code}.env: chưa có cơ quan mang mã {code}.", "Sửa tên tệp, hoặc nhập cơ quan", grave=False)


def _office_findings(store: Store, office_id: int) -> Iterator[Finding]:
    with store.transaction() as session:
        posts = office_posts(session, office_id)
        if not units_of(session, office_id):
            yield Finding("Cơ quan chưa có đơn vị nào.", "Bổ sung trong tệp Excel rồi nhập lại")
        for role, name in ((Role.LEAD, "lãnh đạo"), (Role.CLERK, "văn thư")):
            if not any(post.role == role for post in posts):
                yield Finding(f"Chưa có ai giữ vai trò {name}.", "Bổ sung trong tệp Excel rồi nhập lại", grave=False)
            elif not holders(session, office_id, role):
                yield Finding(f"Chưa có {name} nào liên kết tài khoản.", "dondoc invite", grave=False)
        missing = [post for post in posts if post.person_id is None]
        if missing:
            yield Finding(
                f"{len(missing)} vị trí chưa có người liên kết.",
                "In giấy mời: dondoc invite --sheet giay-moi.pdf",
                grave=False,
            )
        if tasks_to_review(session, office_id):
            yield Finding("Còn thời hạn chờ xem lại.", "Văn thư gõ /ra_soat", grave=False)
        for one in put_off_now(session, office_id, utc_now(), MOST_PUT_OFF):
            yield Finding(
                f"Việc tự động lần nào chạy cũng lỗi, đang thử lại dần: {one.kind} {one.number} ({one.error}).",
                "Xem nhật ký máy chủ, báo lỗi kèm dòng này",
                grave=False,
            )


def _text_findings(known: Settings, code: str) -> Iterator[Finding]:
    folder = texts_of(known.data, code)
    for name, why in faults_in(folder):
        yield Finding(
            f"{folder / name}.j2, {why}", "Sửa hoặc xóa tệp này; khi chưa sửa, lời nhắn có sẵn được dùng", grave=False
        )


def _surface_findings(place: Place, store: Store) -> Iterator[Finding]:
    surfaces = surfaces_of(Home(place.address, place.settings, store, place.office_id, utc_now))
    if not surfaces:
        yield Finding("Chưa nối kênh nào, chỉ có trang web.", "Đặt mã bot, xem .env.example", grave=False)
    for surface in surfaces:
        try:
            trouble = asyncio.run(_probe(surface))
        except ChannelError as error:
            yield _refusal(surface, error)
        else:
            yield from (Finding(words, remedy, grave=False) for words, remedy in trouble)


def _refusal(surface: Surface, error: ChannelError) -> Finding:
    if error.shut_out:
        return Finding(f"{surface.title} chưa được cấp quyền, hoặc quyền đã mất.", "dondoc zalo-oa link")
    if error.permanent:
        return Finding(f"{surface.title} không nhận mã bot.", "Xem mã bot trong .env, hoặc chạy lại dondoc init")
    return Finding(f"Không kết nối được với {surface.title} ({error.reason}).", "Xem kết nối mạng của máy chủ")


async def _probe(surface: Surface) -> list[tuple[str, str]]:
    try:
        await surface.start()
        return await surface.doubts()
    finally:
        await surface.stop()


def _calendar_findings(today: date) -> Iterator[Finding]:
    calendar = Calendar.vietnam()
    for year in calendar.missing_years(today):
        yield Finding(f"Lịch nghỉ năm {year} chưa có.", "Cập nhật phiên bản mới")
    for year in (today.year, today.year + 1):
        if year in calendar.years() and calendar.is_expected(date(year, 1, 1)):
            yield Finding(f"Lịch nghỉ năm {year} mới là dự kiến.", "Bổ sung khi có thông báo chính thức", grave=False)
