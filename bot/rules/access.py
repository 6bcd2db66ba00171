"""Who may see and do what: one place for the rights that depend on the row."""

from dataclasses import dataclass

from bot.rules.states import Role

OVERSEERS = frozenset({Role.LEAD, Role.CLERK, Role.ADMIN})
STAFF = frozenset({Role.OFFICIAL, Role.UNIT_HEAD, Role.CLERK, Role.LEAD, Role.ADMIN})
EVERYONE = STAFF | {Role.CITIZEN}
DESK_ROLES = OVERSEERS | {Role.UNIT_HEAD}  # for whom there is a desk in the browser
KEEPERS = frozenset({Role.CLERK, Role.ADMIN})  # write down what the office keeps of itself


@dataclass(frozen=True)
class Rights:
    """What a speaker brings: roles, the units and the posts that are theirs (ids)."""

    person_id: int
    roles: frozenset[Role]
    units: frozenset[int]
    posts: frozenset[int]

    @property
    def is_staff(self) -> bool:
        return bool(self.roles & STAFF)

    @property
    def oversees(self) -> bool:
        """Sees the whole office: lead, clerk, admin."""
        return bool(self.roles & OVERSEERS)


def may_handle_duty(rights: Rights, unit_id: int | None, post_id: int | None) -> bool:
    """Work on a duty: those of the unit, the holder of the post it was given to, and the lead."""
    if Role.LEAD in rights.roles:
        return True
    if post_id is not None and post_id in rights.posts:
        return True
    heads = Role.UNIT_HEAD in rights.roles or post_id is None
    return unit_id is not None and unit_id in rights.units and heads and rights.is_staff


def may_see_duty(rights: Rights, unit_id: int | None, post_id: int | None) -> bool:
    in_unit = unit_id is not None and unit_id in rights.units and rights.is_staff
    return rights.oversees or in_unit or may_handle_duty(rights, unit_id, post_id)


def may_enter_figure(rights: Rights, unit_id: int | None) -> bool:
    """Say what an indicator has come to: the unit that answers for it, the clerk, the lead."""
    if rights.roles & {Role.CLERK, Role.LEAD}:
        return True
    return rights.is_staff and unit_id is not None and unit_id in rights.units


def may_see_figure(rights: Rights, unit_id: int | None) -> bool:
    return rights.oversees or may_enter_figure(rights, unit_id)


def may_handle_case(rights: Rights, unit_id: int | None) -> bool:
    """Work on a citizen's case: the unit it was routed to. The clerk sorts and may step in."""
    if rights.roles & {Role.CLERK, Role.LEAD}:
        return True
    return rights.is_staff and unit_id is not None and unit_id in rights.units


def may_see_contact(rights: Rights, unit_id: int | None, *, is_over: bool, is_anonymous: bool) -> bool:
    """See who sent a case: those who work on it while they do, afterwards the lead; nobody where no name was given."""
    if is_anonymous:
        return False
    return Role.LEAD in rights.roles or (not is_over and may_handle_case(rights, unit_id))


def may_follow_case(rights: Rights, citizen_id: int) -> bool:
    """Ask for its state by code: only the citizen whose case it is."""
    return rights.person_id == citizen_id


def may_approve(rights: Rights, unit_id: int | None) -> bool:
    """Grant more time: the lead, or the head of the unit."""
    head = Role.UNIT_HEAD in rights.roles and unit_id is not None and unit_id in rights.units
    return Role.LEAD in rights.roles or head


def may_release(rights: Rights) -> bool:
    """Let an answer go to the citizen: the lead alone, never the unit itself."""
    return Role.LEAD in rights.roles


def may_make_public(rights: Rights) -> bool:
    """Let the public read of a case: the clerk or the lead, never the unit itself."""
    return bool(rights.roles & {Role.CLERK, Role.LEAD})
