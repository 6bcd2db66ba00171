"""The settings of a first start: what is asked, what is made, what has been said on the command line."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.cli.going_live.asking import Asker
from bot.cli.going_live.tokens import ask_official_account, ask_token
from bot.cli.terminal import out
from bot.rules.vietnamese import plain
from bot.settings.installation import database_url

DATA, BACKUPS = "data", "sao-luu"
TITLES = {"telegram": "Telegram", "zalo-bot": "Zalo Bot", "zalo-oa": "Zalo OA"}


@dataclass
class Wanted:
    """`values`: every setting as it is to be. `said`: names that the command line has answered already."""

    ask: Asker
    values: dict[str, str]
    said: frozenset[str]

    def text(self, name: str, question: str, usual: str = "") -> None:
        if name not in self.said:
            self.values[name] = self.ask.text(question, self.values.get(name) or usual)

    def make(self, name: str) -> None:
        """A secret that is there stays: what was sealed or promised with it must be found again."""
        if not self.values.get(name):
            self.values[name] = secrets.token_urlsafe(32)


def wanted_settings(
    ask: Asker, there: Mapping[str, str], said: Mapping[str, str], channels: list[str]
) -> dict[str, str]:
    """What is to be written: names and texts that differ from those that are `there`."""
    wanted = Wanted(ask, {**there, **said}, frozenset(said))
    for channel, title in TITLES.items():
        _ask_channel(wanted, channel, title, channels)
    _ask_address(wanted)
    _choose_ways(wanted)
    _ask_places(wanted)
    _make_secrets(wanted)
    return {name: value for name, value in wanted.values.items() if value != there.get(name, "")}


def _ask_channel(wanted: Wanted, channel: str, title: str, channels: list[str]) -> None:
    names = "DONDOC_" + channel.upper().replace("-", "_")
    has = bool(wanted.values.get(f"{names}_TOKEN") or wanted.values.get(f"{names}_APP_ID"))
    if not has and not wanted.ask.agree(f"Dùng {title}?", usual=channel in channels or channel == "telegram"):
        return
    if channel == "zalo-oa":
        ask_official_account(wanted.ask, wanted.values, names)
    else:
        ask_token(wanted.ask, wanted.values, channel, title, names)


def _ask_address(wanted: Wanted) -> None:
    name = "DONDOC_PUBLIC_URL"
    question = "Địa chỉ công khai của máy này, dạng https://… (Enter: chưa có)"
    wanted.text(name, question)
    while wanted.values.get(name) and not wanted.values[name].startswith(("https://", "http://")):
        out.print("  Địa chỉ phải bắt đầu bằng https://", markup=False)
        if wanted.ask.silent:
            return  # what is wrong is told with all the rest
        wanted.values[name] = wanted.ask.text(question)


def _choose_ways(wanted: Wanted) -> None:
    """Called at our address, or asking by ourselves, which needs none."""
    for names, title in (("DONDOC_TELEGRAM", "Telegram"), ("DONDOC_ZALO_BOT", "Zalo Bot")):
        mode = f"{names}_MODE"
        if not wanted.values.get(f"{names}_TOKEN") or mode in wanted.said:
            continue
        open_to_all = wanted.values.get("DONDOC_PUBLIC_URL", "").startswith("https://")
        question = f"{title} gọi vào địa chỉ trên (webhook)? Không: máy này tự hỏi tin"
        called = open_to_all and wanted.ask.agree(question, usual=wanted.values.get(mode) != "polling")
        wanted.values[mode] = "webhook" if called else "polling"
        how = (
            f"gọi vào {wanted.values['DONDOC_PUBLIC_URL']}, được báo khi máy chủ chạy"
            if called
            else "máy này tự hỏi tin"
        )
        out.print(f"  {title}: {how}.", markup=False)


def _ask_places(wanted: Wanted) -> None:
    wanted.text("DONDOC_DATA", "Thư mục giữ dữ liệu", DATA)
    name, question = "DONDOC_DATABASE", "Cơ sở dữ liệu (Enter: SQLite, đủ cho một cơ quan; hoặc postgresql://…)"
    if not wanted.values.get(name):
        wanted.text(name, question)
    problems: list[str] = []
    while wanted.values.get(name) and not wanted.ask.silent:
        database_url(wanted.values[name], problems)
        if not problems:
            break
        out.print(f"  {problems.pop()}", markup=False)
        wanted.values[name] = wanted.ask.text(question)
    wanted.text("DONDOC_BACKUP_DIR", "Thư mục sao lưu hằng đêm, nên ở đĩa khác (gõ “không”: để sau)", BACKUPS)
    if plain(wanted.values["DONDOC_BACKUP_DIR"]) == "khong":
        wanted.values["DONDOC_BACKUP_DIR"] = ""


def _make_secrets(wanted: Wanted) -> None:
    if not wanted.values.get("DONDOC_SECRET"):
        wanted.make("DONDOC_KEY")  # later a new one would have to be rotated in
    wanted.make("DONDOC_SECRET")
    if wanted.values.get("DONDOC_BACKUP_DIR"):
        wanted.make("DONDOC_BACKUP_KEY")
    for names in ("DONDOC_TELEGRAM", "DONDOC_ZALO_BOT"):
        if wanted.values.get(f"{names}_MODE") == "webhook":
            wanted.make(f"{names}_SECRET")


def folders_of(values: Mapping[str, str]) -> list[Path]:
    """Where data and copies will lie."""
    return [Path(values[name]) for name in ("DONDOC_DATA", "DONDOC_BACKUP_DIR") if values.get(name)]
