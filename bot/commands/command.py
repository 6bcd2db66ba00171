"""What a command is, and the groups of roles that may say one."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.desk import Desk
from bot.rules.access import KEEPERS
from bot.rules.states import Role
from bot.talk import Reply

Handler = Callable[[Desk, str], Reply]


@dataclass(frozen=True)
class Command:
    """`word` without slash · who may · `help` (none: only behind choices) · `says`: the same in plain words."""

    word: str
    handler: Handler
    roles: frozenset[Role]
    help: str = ""
    says: tuple[str, ...] = ()
    group: bool = False


CITIZEN = frozenset({Role.CITIZEN})
DECIDERS = frozenset({Role.UNIT_HEAD, Role.LEAD})
LEADS = frozenset({Role.LEAD})
SORTERS = frozenset({Role.CLERK, Role.LEAD})
WATCHERS = frozenset({Role.LEAD, Role.ADMIN})
ANNOUNCERS = KEEPERS | LEADS
PUBLISHERS = frozenset({Role.CLERK, Role.LEAD})
PUSHERS = DECIDERS | {Role.CLERK}
LINKERS = KEEPERS | DECIDERS
