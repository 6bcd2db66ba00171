"""invite: the posts, an invitation to one of them, a sheet for all that nobody has joined."""

import io
import os
from argparse import Namespace
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from bot.acts.inviting import INVITE_LIFE, LONGEST_SHEET_DAYS, cards_of, missing_posts, write_invite
from bot.app import Kit, utc_now
from bot.cli.doors import kit_with_doors
from bot.cli.environment import StopError, chosen_office, migrated_store, settings, told
from bot.cli.terminal import out
from bot.desk import OfficeDay
from bot.papers.invitations import Card, Way
from bot.places import places_of
from bot.settings import Settings
from storage.offices import Office, all_offices, unit_named
from storage.people import Post, office_posts
from storage.store import Store

_INK = ("\033[97;40m", "\033[0m")  # light on dark as drawn, whatever the terminal's own colours


@told
def invite(options: Namespace) -> int:
    known = settings()
    with closing(migrated_store(known)) as store:
        with store.transaction() as session:
            office = chosen_office(session, options.office)
        if options.sheet is not None:
            return _print_sheet(known, store, office, options)
        if options.post is None:
            return _list_posts(store, office)
        return _invite(known, store, office, options.post)


def _list_posts(store: Store, office: Office) -> int:
    with store.transaction() as session:
        posts = office_posts(session, office.id)
        for post in posts:
            joined = "đã liên kết" if post.person_id else "chưa liên kết"
            unit = unit_named(session, office.id, post.unit_id)
            words = " · ".join(part for part in (post.holder_name, post.title, unit, joined) if part)
            out.print(f"{post.id:4}  {words}", markup=False)
    out.print(f"\nĐã liên kết {sum(post.person_id is not None for post in posts)}/{len(posts)} vị trí.")
    out.print("Mời một người: dondoc invite SỐ. In giấy mời cho mọi người chưa liên kết: dondoc invite --sheet TỆP.pdf")
    return 0


def _invite(known: Settings, store: Store, office: Office, number: int) -> int:
    with store.transaction() as session:
        post = session.get(Post, number)
        if post is None or post.office_id != office.id:
            raise StopError(f"Không có vị trí số {number}. Xem danh sách: dondoc invite")
    invite_to(known, store, office, post)
    return 0


def _print_sheet(known: Settings, store: Store, office: Office, options: Namespace) -> int:
    write = _writer(options.sheet)
    if not 1 <= options.days <= LONGEST_SHEET_DAYS:
        raise StopError(f"--days phải từ 1 đến {LONGEST_SHEET_DAYS}.")
    kit = _kit(known, store, office)
    with store.transaction() as session:
        day = OfficeDay(session, utc_now(), office, kit)
        posts = [post for of_unit in missing_posts(day).values() for post in of_unit]
        cards = cards_of(day, posts, None, options.days)
        if not cards:
            raise StopError("Mọi vị trí đã liên kết, không còn ai để mời.")
        _keep(options.sheet, write(cards))
    out.print(f"Đã ghi {options.sheet}: {len(cards)} giấy mời, dùng được {options.days} ngày.", markup=False)
    out.print("In, cắt, đưa tận tay từng người. Mã và giấy mời cấp cho họ trước đây hết hiệu lực.")
    return 0


def _writer(file: Path) -> Callable[[Sequence[Card]], bytes]:
    if file.suffix.lower() == ".pdf":
        from bot.papers.invitations_pdf import sheet_pdf

        return sheet_pdf
    if file.suffix.lower() == ".docx":
        from bot.papers.invitations_docx import sheet_docx

        return sheet_docx
    raise StopError("Giấy mời ghi được ra tệp .pdf hoặc .docx.")


def _keep(file: Path, data: bytes) -> None:
    """Whoever reads it could come in everybody's stead."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as paper:
        paper.write(data)


def invite_to(known: Settings, store: Store, office: Office, post: Post) -> None:
    """A new invitation to a post, shown; earlier ones end."""
    kit = _kit(known, store, office)
    with store.transaction() as session:
        link, code = write_invite(OfficeDay(session, utc_now(), office, kit), post, None)
    _show(kit, post.holder_name or post.title, link, code)


def _kit(known: Settings, store: Store, office: Office) -> Kit:
    with store.transaction() as session:
        (place,) = (one for one in places_of(known, all_offices(session)) if one.office_id == office.id)
    return kit_with_doors(known, place, store)


def _show(kit: Kit, holder: str, link: str, code: str) -> None:
    """The first door that others can open is drawn, all are written."""
    ways = kit.links(link)
    drawn = next(((name, address) for name, address in ways if Way(name, address).is_drawn), None)
    if drawn:
        out.print(f"\nMời {holder}: quét bằng điện thoại ({drawn[0]})", markup=False)
        _draw(drawn[1])
    out.print(f"\nMời {holder}. Một trong các cách sau, dùng một lần, trong {INVITE_LIFE.days * 24} giờ:", markup=False)
    for name, address in (*ways, *_typed(kit, code)):
        out.print(f"  {name}: {address}", markup=False)
    out.print(f"  Hoặc nhắn riêng cho bot: /lienket {code}", markup=False)


def _typed(kit: Kit, code: str) -> Sequence[tuple[str, str]]:
    return [(name, f"mở {page} rồi nhắn /lienket {code}") for name, page in kit.pages.items()]


def _draw(address: str) -> None:
    import segno

    held = io.StringIO()
    segno.make(address, error="m", micro=False).terminal(held, compact=True)
    before, after = _INK if out.console.is_terminal else ("", "")
    for line in held.getvalue().splitlines():
        out.console.file.write(f"{before}{line}{after}\n")
