"""The official account on Zalo for one office: its webhook, its consent, tokens kept fresh."""

import asyncio
import logging
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError
from starlette.routing import BaseRoute

from bot.acts.delivery_news import tell_shut_out
from bot.channels.zalo_oa import Credentials, Hosts, OaInbox, Tokens, Wire, ZaloOaChannel
from bot.intake import Intake
from bot.settings.zalo_oa import ZaloOaSettings
from bot.surfaces.lending import Lender
from bot.surfaces.surface import Home, OnMessage
from bot.talk import ChannelError
from bot.web.zalo_oa import CALLBACK, PATH, zalo_oa_callback, zalo_oa_webhook

log = logging.getLogger(__name__)
FRESHEN_SECONDS = 120


def zalo_oa(home: Home) -> "ZaloOaSurface | None":
    known = home.settings.zalo_oa
    if known is None:
        return None
    wire = Wire(Hosts.at(known.api))
    app = Credentials(known.app_id, known.app_secret)
    tokens = Tokens(home.store, home.office_id, app, wire, home.clock)
    # Where a double is used a browser on this machine opens our links; people elsewhere need a public address.
    site = home.address if known.api or home.address.startswith("https://") else ""
    lender = Lender(site, f"oa-{known.app_id}", known.app_secret, home.clock)
    channel = ZaloOaChannel(tokens, wire, home.clock, lender, buttons=known.buttons, proves=known.proof)
    inbox = OaInbox(home.store, home.office_id, home.clock, known.step_back)
    return ZaloOaSurface(channel, inbox, lender, known, home)


@dataclass(eq=False)
class ZaloOaSurface:
    channel: ZaloOaChannel
    inbox: OaInbox
    lender: Lender
    settings: ZaloOaSettings
    home: Home
    title = "Zalo OA"

    @property
    def hook(self) -> str:
        """The address that Zalo calls."""
        return self.home.address + PATH

    @property
    def callback(self) -> str:
        """Where Zalo sends the administrator back to."""
        return self.home.address + CALLBACK

    async def start(self) -> None:
        """As long as nobody consented, events come in and letters wait."""
        told = await self.channel.about()
        log.info("Zalo OA: kind %s, package until %s", told.get("oa_type"), told.get("package_valid_through_date"))

    def door(self) -> str:
        """Zalo brings no start word along."""
        return ""

    def page(self) -> str:
        account = self.channel.tokens.account()
        return f"https://zalo.me/{account}" if account else ""

    async def doubts(self) -> list[tuple[str, str]]:
        told = await self.channel.about()
        doubts = []
        if not self.settings.strict:
            doubts.append(
                ("Zalo OA còn nhận cả tin sai chữ ký.", "Tin thật đã vào được thì bỏ DONDOC_ZALO_OA_SIGNATURE=log")
            )
        if told.get("is_verified") is False:
            doubts.append(("Zalo OA chưa xác thực.", "Xác thực ở oa.zalo.me"))
        if not self.lender.site:
            doubts.append(("Zalo OA chưa gửi được ảnh, tệp lớn.", "Đặt DONDOC_PUBLIC_URL"))
        return doubts

    def routes(self, on_message: OnMessage) -> list[BaseRoute]:
        known = self.settings
        hook = zalo_oa_webhook(self.inbox, known.app_id, known.webhook_secret, strict=known.strict)
        return [hook, zalo_oa_callback(self.channel.tokens, self.home.clock), self.lender.route()]

    def begin(self, intake: Intake) -> None:
        self.lender.shelf = intake.shop.shelf
        intake.beside.begin(self.inbox.run(intake.on_message), lasting=True)
        intake.beside.begin(self._freshen(intake), lasting=True)

    async def stop(self) -> None:
        await self.channel.stop()

    async def _freshen(self, intake: Intake) -> None:
        """Renew the tokens in time, also while nothing is sent; whoever looks after the bot hears where that ends."""
        while True:
            try:
                await self.channel.tokens.grant()
            except ChannelError as error:
                if error.shut_out:
                    await asyncio.to_thread(_alarm, intake)
            except SQLAlchemyError as error:
                log.error("Zalo's tokens were not looked after: %s", type(error).__name__)
            await asyncio.sleep(FRESHEN_SECONDS)


def _alarm(intake: Intake) -> None:
    with intake.shop.store.transaction() as session:
        tell_shut_out(intake.shop.day(session, intake.office_id, intake.clock()), ZaloOaChannel.name)
