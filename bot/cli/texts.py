"""texts list, texts copy, texts preview: every message of the bot, and an office's own wordings of them."""

from argparse import Namespace
from contextlib import closing
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from bot.channels.markup import plain
from bot.cli.environment import StopError, chosen_office, migrated_store, settings, told
from bot.cli.terminal import out
from bot.places import texts_of
from bot.samples.filling import READERS, Sample, samples
from bot.samples.showing import CHANNELS, Shown
from bot.samples.story import OFFICE
from messages import BAD_WORDING, names, own_names, problem_of, source, values_of
from storage.offices import Office, all_offices

TITLES = {"telegram": "Telegram", "web": "trang trò chuyện", "zalo-bot": "Zalo Bot", "zalo-oa": "Zalo OA"}


@dataclass(frozen=True)
class Entry:
    """A message as the preview shows it; `wrong`: why an own wording could not be filled."""

    name: str
    own: bool
    shown: Shown
    wrong: str = ""

    @property
    def texts(self) -> list[Markup]:
        return [Markup(text) for text in self.shown.texts]  # noqa: S704 - every value in it is escaped

    @property
    def buttons(self) -> tuple[tuple[str, ...], ...]:
        return self.shown.buttons


@told
def listed(options: Namespace) -> int:
    """Every name with who reads it."""
    _, folder = _whose(options.office)
    own = own_names(folder) if folder else frozenset()
    for reader in READERS:
        out.print(f"{reader}:", markup=False)
        for name in sorted({one.name for one in samples() if one.reader == reader}):
            out.print(f"  {name}{'  (lời riêng)' if name in own else ''}", markup=False)
    out.print("Xem tất cả: dondoc texts preview loi-nhan.html. Chép một tệp ra để sửa: dondoc texts copy TÊN")
    return 0


@told
def copy(options: Namespace) -> int:
    """Our wording into the office's folder, to be changed there."""
    name = options.name.removesuffix(".j2")
    if name not in names():
        raise StopError(f"Không có lời nhắn nào tên {name}. Xem các tên: dondoc texts list")
    _, folder = _whose(options.office)
    if folder is None:
        raise StopError("Chưa có cơ quan nào. Hãy nhập trước: dondoc office import FILE.xlsx")
    file = folder / f"{name}.j2"
    if file.exists():
        raise StopError(f"{file}: đã có tệp này, không ghi đè.")
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(source(None, name), "utf-8")
    out.print(f"Đã chép {file}. Giá trị dùng được: {', '.join(sorted(values_of(name))) or 'không có'}.", markup=False)
    out.print("Sửa xong: dondoc check, dondoc texts preview, rồi systemctl reload dondoc (hoặc chạy lại dondoc serve).")
    return 0


@told
def preview(options: Namespace) -> int:
    """On the terminal, or into a page (.html) or a text file."""
    office, folder = _whose(options.office)
    parts = [
        (reader, [_entry(one, options.channel, office, folder) for one in group])
        for reader, group in groupby(samples(), key=lambda one: one.reader)
    ]
    if options.file is None:
        out.print(_lines(parts), markup=False)
        return 0
    if options.file.exists():
        raise StopError(f"{options.file}: đã có tệp này, không ghi đè.")
    page = _page(office.name, TITLES[options.channel], parts) if options.file.suffix == ".html" else _lines(parts)
    options.file.write_text(page, "utf-8")
    out.print(f"Đã viết {options.file}.", markup=False)
    return 0


def _whose(code: str | None) -> tuple[Office, Path | None]:
    """The office and its folder of wordings; while there is none yet, the office of the story."""
    known = settings()
    with closing(migrated_store(known)) as store, store.transaction() as session:
        if code is None and not all_offices(session):
            return OFFICE, None
        office = chosen_office(session, code)
        session.expunge_all()
    return office, texts_of(known.data, office.code)


def _entry(one: Sample, channel: str, office: Office, folder: Path | None) -> Entry:
    show = CHANNELS[channel]
    is_own = folder is not None and one.name in own_names(folder)
    try:
        return Entry(one.name, is_own, show(one.shown(folder, office=office)))
    except BAD_WORDING as error:
        return Entry(one.name, True, show(one.shown(office=office)), f"Lời riêng không dùng được: {problem_of(error)}")


def _lines(parts: list[tuple[str, list[Entry]]]) -> str:
    lines: list[str] = []
    for reader, entries in parts:
        lines += ["", f"===== {reader} ====="]
        for one in entries:
            lines += ["", f"--- {one.name}{' (lời riêng)' if one.own else ''}", *filter(None, [one.wrong])]
            lines += [plain(text) for text in one.shown.texts]
            lines += ["  ".join(f"[{label}]" for label in row) for row in one.buttons]
    return "\n".join(lines).strip() + "\n"


def _page(office: str, channel: str, parts: list[tuple[str, list[Entry]]]) -> str:
    words = files("bot.samples").joinpath("preview.html").read_text("utf-8")
    page = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True).from_string(words)
    total = len({one.name for _, entries in parts for one in entries})
    return page.render(office=office, channel=channel, readers=parts, total=total)
