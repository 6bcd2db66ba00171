"""A unit's chat group: linked and let go within it, looked after in a private chat."""

from bot.acts.group_digests import names_are_said, set_names_said
from bot.acts.groups import link, linkable_units, may_link, shown_groups, tells_groups, unlink
from bot.desk import Desk
from bot.rules.numbers import read_number
from bot.rules.states import Role
from bot.talk import Reply
from storage.groups import group_at, linked_group
from storage.offices import unit_named

_KEEPERS = frozenset({Role.CLERK, Role.ADMIN})


def groups(desk: Desk, words: str) -> Reply:
    """In a group: "" asks, "3" links it to unit 3, "bo" lets it go. In private: "", "bo 17", "ten co", "ten khong"."""
    if not desk.heard.private:
        return _in_group(desk, words)
    verb, _, rest = words.partition(" ")
    if verb == "ten" and rest in ("co", "khong") and desk.rights.roles & _KEEPERS:
        set_names_said(desk, rest == "co")
    elif verb == "bo":
        number = read_number(rest)
        group = linked_group(desk.session, desk.office.id, number) if number is not None else None
        if group and may_link(desk.rights, group.unit_id):
            unlink(desk, group)
    return desk.say(
        "groups",
        groups=shown_groups(desk),
        named=names_are_said(desk),
        keeps=bool(desk.rights.roles & _KEEPERS),
        told=tells_groups(desk),
    )


def _in_group(desk: Desk, words: str) -> Reply:
    group = group_at(desk.session, desk.office.id, desk.heard.channel, desk.heard.address)
    unit = unit_named(desk.session, desk.office.id, group.unit_id) if group else ""
    if group and not may_link(desk.rights, group.unit_id):
        return desk.say("group_linked", unit=unit, mine=False)
    if group and words == "bo":
        unlink(desk, group)
        return desk.say("group_unlinked", unit=unit)
    if group:
        return desk.say("group_linked", unit=unit, mine=True)
    units = linkable_units(desk)
    chosen = next((one for one in units if str(one.id) == words), None)
    if chosen is None:
        return desk.say("group_choose", units=units)
    link(desk, chosen)
    return desk.say("group_kept", unit=chosen.name, named=names_are_said(desk), told=tells_groups(desk))


def left(desk: Desk) -> None:
    """The bot is no longer in this group."""
    group = group_at(desk.session, desk.office.id, desk.heard.channel, desk.heard.address)
    if group:
        unlink(desk, group)
