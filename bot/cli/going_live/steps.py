"""The steps of `init`, each of which may be left and taken up again."""

import asyncio
import logging
from argparse import Namespace
from collections.abc import Mapping
from contextlib import closing

from bot.app import utc_now
from bot.cli.environment import StopError, given_settings, migrated_store, settings, told
from bot.cli.going_live.asking import Asker
from bot.cli.going_live.office import set_up_office
from bot.cli.going_live.probing import drop_zalo_calls, zalo_calls
from bot.cli.going_live.tokens import said_tokens
from bot.cli.going_live.wanted import folders_of, wanted_settings
from bot.cli.going_live.welcoming import welcome
from bot.cli.going_live.writing import make_folder, write_env
from bot.cli.inviting import invite_to
from bot.cli.terminal import out
from bot.front import WrongTokenError
from bot.rules.states import Role
from bot.settings import Settings, read_settings
from bot.upkeep.logs import start_logging
from storage.offices import Office
from storage.people import Post, office_posts
from storage.store import Store

_FIRST = (Role.ADMIN, Role.CLERK)  # who may invite the others, best first
_NEXT = """
Bước sau:
  dondoc plan import KẾ_HOẠCH.docx    nhập kế hoạch năm
  dondoc invite --sheet giay-moi.pdf  in giấy mời cho mọi cán bộ
  dondoc check                        xem còn thiếu gì
  dondoc serve                        chạy thật"""


@told
def init(options: Namespace) -> int:
    """Settings, store, office, first invitation, first message."""
    ask = Asker(silent=options.yes)
    out.print("Đôn Đốc: thiết lập lần đầu. Enter: lấy giá trị trong ngoặc vuông. Ctrl+C: dừng, làm tiếp sau.\n")
    if not _settle(ask, options):
        return 1
    known = settings()
    start_logging("WARNING", known.upkeep.log_format, known.secrets)
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)  # who stops waiting need not read of ticks cut short
    out.print("\nCơ sở dữ liệu …")
    with closing(migrated_store(known)) as store:
        out.print("  ✓ Sẵn sàng.\n\nCơ quan, đơn vị, cán bộ …")
        office = set_up_office(ask, options.workbook, known, store)
        if office is None:
            return 0
        done = _invite_first(ask, options, known, store, office)
    out.print(_NEXT)
    return 0 if done else 1


def _settle(ask: Asker, options: Namespace) -> bool:
    """Ask for the settings and write them down; False where that was refused."""
    there = given_settings()
    said = {**_said(options.set), **said_tokens(options.channel, options.token_file)}
    changes = wanted_settings(ask, there, said, options.channel)
    values = {**there, **changes}
    read_settings(values)
    if changes and not write_env(ask, changes, utc_now()):
        return False
    if not changes:
        out.print("  ✓ Thiết lập đã đủ, không đổi gì.")
    for folder in folders_of(values):
        make_folder(folder)
    _let_zalo_be_asked(ask, values)
    return True


def _let_zalo_be_asked(ask: Asker, values: Mapping[str, str]) -> None:
    """As long as Zalo calls somebody, its messages cannot be asked for."""
    token, api = values.get("DONDOC_ZALO_BOT_TOKEN", ""), values.get("DONDOC_ZALO_BOT_API", "")
    if not token or values.get("DONDOC_ZALO_BOT_MODE") == "webhook":
        return
    called = zalo_calls(token, api)
    if called and ask.agree(f"Zalo đang gọi {called}. Bỏ, để máy này tự hỏi tin?", usual=True):
        drop_zalo_calls(token, api)


def _said(given: list[str]) -> dict[str, str]:
    said = dict(one.partition("=")[::2] for one in given)
    if any("=" not in one for one in given):
        raise StopError("--set cần dạng TÊN=GIÁ_TRỊ, ví dụ DONDOC_PUBLIC_URL=https://bot.xa.example")
    return {name.strip(): value.strip() for name, value in said.items()}


def _invite_first(ask: Asker, options: Namespace, known: Settings, store: Store, office: Office) -> bool:
    """Invite who shall look after the bot, and wait until they have come; False where nobody came in the given time."""
    posts = _posts_to_invite(store, office.id)
    if not posts:
        out.print("  ✓ Người quản trị đã liên kết.")
        return True
    post = posts[ask.choose("Mời ai trước (người sẽ mời những người khác)", [_named(post) for post in posts])]
    invite_to(known, store, office, post)
    wait = None if options.wait is None and not ask.silent else float(options.wait or 0)
    if wait == 0:
        return True
    if known.office.public_url:
        out.print(
            f"\nnginx hay Caddy phải chuyển {known.office.public_url} vào {known.host}:{known.port}.", markup=False
        )
    out.print("\nMở máy chủ …")
    try:
        has_come = asyncio.run(welcome(known, store, post.id, wait))
    except WrongTokenError as refused:
        raise StopError(str(refused)) from refused
    except KeyboardInterrupt:
        has_come = False
    if has_come:
        out.print("  ✓ Tin đầu tiên đã đến.")
    else:
        out.print("  ! Chưa có ai liên kết. Mã vẫn dùng được khi dondoc serve chạy.")
    return has_come or wait is None


def _posts_to_invite(store: Store, office_id: int) -> list[Post]:
    """None where one who may invite has joined; else those who may, best first."""
    with store.transaction() as session:
        posts = [post for post in office_posts(session, office_id) if post.role in _FIRST]
    if any(post.person_id for post in posts):
        return []
    return sorted(posts, key=lambda post: _FIRST.index(Role(post.role)))


def _named(post: Post) -> str:
    return ", ".join(part for part in (post.holder_name, post.title) if part)
