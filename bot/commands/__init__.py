"""The one table of commands: its word, who may, what the menu and the help say."""

from collections.abc import Mapping

from bot.commands.channels import CHANNELS
from bot.commands.citizens import CITIZENS
from bot.commands.command import DECIDERS, Command
from bot.commands.dossiers import DOSSIERS
from bot.commands.feedback import FEEDBACK
from bot.commands.planning import PLANNING
from bot.commands.reporting import REPORTING
from bot.commands.work import WORK
from bot.desk import Desk
from bot.handlers import following, joining, welcome
from bot.rules.access import EVERYONE
from bot.rules.states import Role
from bot.talk import MenuEntry, Reply

__all__ = ["COMMANDS", "DECIDERS", "PHRASES", "WORDS", "Command", "menu"]


def show_help(desk: Desk, _words: str) -> Reply:
    groups = [(title, [one for one in found if one.help and one.roles & desk.rights.roles]) for title, found in GROUPS]
    return desk.say(
        "help", groups=[group for group in groups if group[1]], is_staff=desk.rights.is_staff, places=desk.takes_places
    )


GENERAL = (
    Command("start", following.start, EVERYONE, group=True),
    Command(
        "tiepdan",
        welcome.reception,
        EVERYONE,
        "Địa chỉ, lịch tiếp công dân",
        ("gio lam viec", "tiep dan", "dia chi"),
    ),
    Command("lienket", joining.link_account, EVERYONE, "Liên kết tài khoản cán bộ bằng mã mời", ("lien ket",)),
    Command("huy", welcome.cancel, EVERYONE, "Dừng việc đang hỏi dở", ("huy", "thoi", "dung lai")),
    Command("trogiup", show_help, EVERYONE, "Các lệnh", ("tro giup", "help", "menu"), group=True),
    Command("help", show_help, EVERYONE, group=True),
)
# In the order in which help and menu show them.
GROUPS = (
    ("Công việc", WORK),
    ("Báo cáo, tin bài, chỉ tiêu", REPORTING),
    ("Phản ánh, kiến nghị", FEEDBACK),
    ("Hồ sơ một cửa", DOSSIERS),
    ("Kế hoạch, nền nếp của cơ quan", PLANNING),
    ("Dành cho mọi người", (*CITIZENS, *CHANNELS, *GENERAL)),
)
COMMANDS = tuple(command for _, commands in GROUPS for command in commands)
WORDS: Mapping[str, Command] = {command.word: command for command in COMMANDS}
# What words mean to fewer people goes first.
PHRASES: Mapping[str, tuple[Command, ...]] = {
    phrase: tuple(sorted((one for one in COMMANDS if phrase in one.says), key=lambda one: len(one.roles)))
    for phrase in (phrase for command in COMMANDS for phrase in command.says)
}


def menu(roles: frozenset[Role]) -> list[MenuEntry]:
    """What a platform's command menu shows to these roles."""
    return [MenuEntry(one.word, one.help) for one in COMMANDS if one.help and one.roles & roles]
