"""zalo-oa: the consent of whoever administers the office's official account."""

import asyncio
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.parse import parse_qs, urlsplit

from bot.app import utc_now
from bot.channels.zalo_oa.oauth import GrantRefused, consent_link
from bot.cli.environment import StopError, chosen_office, migrated_store, settings, told
from bot.cli.terminal import out
from bot.places import places_of
from bot.settings import Settings
from bot.surfaces import Home
from bot.surfaces.zalo_oa import ZaloOaSurface, zalo_oa
from bot.talk import ChannelError
from storage.offices import all_offices
from storage.store import Store


@told
def link(options: Namespace) -> int:
    """Print the addresses for the app's page, and the link on which the administrator consents."""
    with _surface(options.office) as surface:
        known = surface.channel.tokens
        oauth = surface.settings.api or "https://oauth.zaloapp.com"
        out.print("Điền ở developers.zalo.me, nếu chưa điền:")
        out.print(f"  Callback URL: {surface.callback}\n  Webhook URL:  {surface.hook}", markup=False)
        out.print(f"  Code Challenge, nếu trang hỏi: {known.app.challenge}\n", markup=False)
        out.print("Người quản trị OA mở đường dẫn này trong một giờ và bấm đồng ý (dondoc serve đang chạy):")
        out.print(consent_link(oauth, known.app, surface.callback, utc_now()), markup=False)
    return 0


@told
def callback(options: Namespace) -> int:
    """For when Zalo's way back does not reach this machine: its address, as the browser shows it."""
    asked = {name: values[0] for name, values in parse_qs(urlsplit(options.address).query).items()}
    if not (asked.get("code") and asked.get("oa_id")):
        raise StopError("Địa chỉ này không có code và oa_id. Chép nguyên cả dòng địa chỉ của trình duyệt.")
    try:
        with _surface(options.office) as surface:
            asyncio.run(_take(surface, asked["code"], asked["oa_id"]))
    except (GrantRefused, ChannelError) as refusal:
        raise StopError("Zalo không nhận mã: đã dùng, quá 10 phút, hoặc khóa của ứng dụng sai.") from refusal
    out.print("Đã cấp quyền. Zalo OA nhận và gửi tin được từ bây giờ.")
    return 0


async def _take(surface: ZaloOaSurface, code: str, account: str) -> None:
    try:
        await surface.channel.tokens.take_code(code, account)
    finally:
        await surface.stop()


@contextmanager
def _surface(code: str | None) -> Iterator[ZaloOaSurface]:
    known = settings()
    with closing(migrated_store(known)) as store:
        found = _of_office(store, known, code)
        if found is None:
            raise StopError("Chưa đặt DONDOC_ZALO_OA_APP_ID. Xem .env.example và docs/huong-dan/zalo-oa.md.")
        yield found


def _of_office(store: Store, known: Settings, code: str | None) -> ZaloOaSurface | None:
    with store.transaction() as session:
        office = chosen_office(session, code)
        (place,) = (one for one in places_of(known, all_offices(session)) if one.office_id == office.id)
    return zalo_oa(Home(place.address, place.settings, store, office.id, utc_now))
