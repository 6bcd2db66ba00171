"""An invitation at the terminal: a code to scan, links, words to type."""

import io
from collections.abc import Sequence
from urllib.parse import urlsplit

from bot.app import Kit, utc_now
from bot.cli.doors import kit_with_doors
from bot.cli.terminal import out
from bot.desk import OfficeDay
from bot.handlers.joining import INVITE_LIFE, write_invite
from bot.places import places_of
from bot.settings import Settings
from storage.offices import Office, all_offices
from storage.people import Post
from storage.store import Store

_INK = ("\033[97;40m", "\033[0m")  # light on dark as drawn, whatever the terminal's own colours


def invite_to(known: Settings, store: Store, office: Office, post: Post) -> None:
    """A new invitation to a post, shown; earlier ones end."""
    (place,) = (one for one in places_of(known, _offices(store)) if one.office_id == office.id)
    kit = kit_with_doors(known, place, store)
    with store.transaction() as session:
        link, code = write_invite(OfficeDay(session, utc_now(), office, kit), post, None)
    _show(kit, post.holder_name or post.title, link, code)


def _offices(store: Store) -> list[Office]:
    with store.transaction() as session:
        return all_offices(session)


def _show(kit: Kit, holder: str, link: str, code: str) -> None:
    """The first door that others can open is drawn, all are written."""
    ways = kit.links(link)
    drawn = next(((name, address) for name, address in ways if _is_for_others(address)), None)
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


def _is_for_others(address: str) -> bool:
    """A telephone cannot open what only this machine answers."""
    return urlsplit(address).hostname not in ("127.0.0.1", "localhost", "::1")
