"""One office as a process serves it: its web chat, its platforms, its pages."""

import asyncio
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from starlette.routing import BaseRoute, Mount

from bot.app import LETTERS, App, Clock, Kit, branch_of
from bot.channels.web import WebChannel
from bot.jobs.shop import Branch
from bot.leases import Leases
from bot.places import Place, texts_of
from bot.rules.tracing import wordless
from bot.surfaces import Home, Surface, surfaces_of
from bot.talk import Channel, ChannelError
from bot.web import site
from bot.web.unfolding import Unfolding
from storage.files import FileShelf
from storage.store import Store

log = logging.getLogger(__name__)


class WrongTokenError(RuntimeError):
    """A platform refuses our token; its text is for the person at the terminal."""


@dataclass(frozen=True)
class Front:
    place: Place
    web: WebChannel
    surfaces: Sequence[Surface] = ()

    def branch(self, kit: Kit, shelf: FileShelf, data: Path) -> Branch:
        """`data`: where the installation keeps its files."""
        channels: dict[str, Channel] = {one.name: one for one in (self.web, *(one.channel for one in self.surfaces))}
        doors = {"Web": f"{self.place.address}/chat#", **{one.title: one.door() for one in self.surfaces if one.door()}}
        pages = {one.title: one.page() for one in self.surfaces if one.page()}
        texts = texts_of(data, self.place.code)
        own = replace(kit, doors=doors, pages=pages, site=self.place.address, texts=texts)
        return branch_of(own, shelf, channels)

    def routes(self, app: App) -> list[BaseRoute]:
        """What the platforms call; the web chat, the public register, the pages for officials."""
        intake, number = app.intake(self.place.office_id), self.place.office_id
        frames = " ".join(("'self'", *self.place.settings.embed_in))
        pages = partial(
            site.page_routes, self.web, app.shop, number, intake.office_name, intake.on_message, app.clock, frames
        )
        return [
            *(route for surface in self.surfaces for route in surface.routes(intake.on_message)),
            Mount("", app=Unfolding(pages)),
        ]

    def begin(self, app: App) -> None:
        """Let updates come in."""
        intake = app.intake(self.place.office_id)
        for surface in self.surfaces:
            surface.begin(intake)

    async def stop(self) -> None:
        for surface in self.surfaces:
            await surface.stop()


def closed_front(place: Place, store: Store, clock: Clock) -> Front:
    """With the web chat alone."""
    return Front(place, WebChannel(store, place.office_id, clock))


async def open_fronts(places: Sequence[Place], store: Store, clock: Clock, leases: Leases) -> list[Front]:
    """Each with the platforms that its settings name. WrongTokenError where the only office's token is refused."""
    fronts = [closed_front(place, store, clock) for place in places]
    is_alone = len(places) == 1
    return list(await asyncio.gather(*(_with_surfaces(one, store, clock, leases, is_alone) for one in fronts)))


async def _with_surfaces(front: Front, store: Store, clock: Clock, leases: Leases, is_alone: bool) -> Front:
    place = front.place
    share = partial(leases.share, f"{LETTERS}{place.office_id}")
    surfaces = surfaces_of(Home(place.address, place.settings, store, place.office_id, clock, share))
    problems = await asyncio.gather(*(_refusal(surface) for surface in surfaces))
    refused = dict(zip(surfaces, problems, strict=True))
    if is_alone and (told := _said(problems)):
        for surface in surfaces:
            await surface.stop()
        raise WrongTokenError(told)
    for surface in (one for one, problem in refused.items() if problem):
        log.error("office %s goes without %s: %s", place.code, surface.title, refused[surface])
        await surface.stop()
    return replace(front, surfaces=[one for one, problem in refused.items() if not problem])


def _said(problems: Iterable[str]) -> str:
    return "\n".join(problem for problem in problems if problem)


async def _refusal(surface: Surface) -> str:
    """Why a platform will never take us; a broken network need not keep an office from its web chat."""
    try:
        await surface.start()
    except ChannelError as error:
        if error.permanent:
            return f"{surface.title} không nhận mã của bot."
        log.warning("%s cannot be reached yet: %s", surface.title, error.reason)
    except Exception as error:  # what a platform answers is not ours to know: others must not miss theirs for it
        log.error("%s answers what cannot be read", surface.title, exc_info=wordless(error))
    return ""
