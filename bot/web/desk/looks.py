"""The pages of the desk, filled in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.channels.markup import Run, read_runs
from bot.commands import WORDS
from bot.desk import Desk
from bot.rules.case_names import CASE_NAMES
from bot.rules.states import Role
from bot.talk import Choice, Kept
from bot.web.desk.acting import Said
from bot.web.desk.visit import Page, Visit
from bot.web.page import HERE, pages_of
from messages.words import cut, day, moment, plain_day, short_day, size

_PAGES = pages_of(HERE / "pages")
_PAGES.filters |= {"day": day, "short_day": short_day, "moment": moment, "cut": cut, "size": size, "date": plain_day}
_LINK = re.compile(r"https?://[^\s<>\"]+")
ROLE_NAMES = {
    Role.LEAD: "Lãnh đạo",
    Role.CLERK: "Văn thư",
    Role.ADMIN: "Quản trị",
    Role.UNIT_HEAD: "Lãnh đạo đơn vị",
    Role.OFFICIAL: "Cán bộ",
}
# Part, its path below the desk, its name, and the command of the chat whose speakers have it.
PARTS = (
    ("viec", "", "Việc", "viec"),
    ("pakn", "/pakn", "Phản ánh", "pakn"),
    ("kehoach", "/ke-hoach", "Kế hoạch", "kehoach"),
    ("baocao", "/bao-cao", "Báo cáo", "baocao"),
    ("nguoi", "/can-bo", "Cán bộ", "viec"),
    ("nhatky", "/nhat-ky", "Nhật ký", "nhatky"),
)


@dataclass(frozen=True)
class Frame:
    """What each form of a page carries: the session's `word`, and the `number` of this very page."""

    word: str
    number: str


@dataclass(frozen=True)
class Notice:
    """What came of a form. `files` as (address, name, bytes)."""

    text: Markup
    choices: tuple[tuple[Choice, ...], ...] = ()
    files: tuple[tuple[str, str, int], ...] = ()
    asked: str = ""
    by_tap: bool = False


def whole_page(visit: Visit, page: Page, frame: Frame, said: Said | None) -> str:
    desk = visit.desk
    roles = [name for role, name in ROLE_NAMES.items() if role in desk.rights.roles]
    return _PAGES.get_template(page.template).render(
        **page.values,
        office=desk.office.name,
        person=desk.person.name,
        role=roles[0],
        base=visit.base,
        frame=frame,
        part=page.part,
        title=page.title,
        parts=[one for one in PARTS if may(desk, one[3])],
        notice=notice_of(visit, said) if said else None,
        lend=visit.lend,
        zone=desk.hours.tz,
        today=desk.today,
        here=desk.here,
        case_names=CASE_NAMES,
    )


def door_page(office: str, base: str, link: str) -> str:
    return _PAGES.get_template("desk_door.html").render(office=office, base=base, link=link)


def closed_page(base: str, words: str) -> str:
    return _PAGES.get_template("desk_closed.html").render(office="Đôn Đốc", base=base, words=words)


def may(desk: Desk, word: str) -> bool:
    """Whether the visitor may say this command of the chat."""
    return bool(WORDS[word].roles & desk.rights.roles)


def notice_of(visit: Visit, said: Said) -> Notice:
    site = visit.desk.tools.site
    files = files_of(visit, said.reply.files)
    return Notice(said_html(said.reply.text, site), said.reply.choices, files, said.asked, said.by_tap)


def files_of(visit: Visit, files: Sequence[Kept]) -> tuple[tuple[str, str, int], ...]:
    return tuple(
        (f"{visit.base}/{visit.lend(file.digest, file.name)}", file.name or "tệp", file.size) for file in files
    )


def said_html(text: str, site: str) -> Markup:
    """The small mark-up of the chat as a page shows it; only addresses of our own and of the map become links."""
    return Markup("").join(_run_html(run, site) for run in read_runs(text))


def _run_html(run: Run, site: str) -> Markup:
    parts: list[Markup] = []
    at = 0
    for found in _LINK.finditer(run.text):
        parts += [_lines(run.text[at : found.start()]), _link(found[0], site)]
        at = found.end()
    html = Markup("").join([*parts, _lines(run.text[at:])])
    for tag in reversed(run.tags):
        html = Markup(f"<{tag}>") + html + Markup(f"</{tag}>")  # noqa: S704  b, i or code
    return html


def _lines(text: str) -> Markup:
    return Markup("<br>").join(text.split("\n"))


def _link(url: str, site: str) -> Markup:
    if (site and url.startswith(f"{site}/")) or url.startswith("https://www.openstreetmap.org/"):
        return Markup('<a href="{}" rel="noreferrer">{}</a>').format(url, url)
    return Markup("{}").format(url)
