"""Linking a chat group to a unit, and letting it go."""

from bot.acts.digests import DIGEST
from bot.acts.reminders import own_ladders
from bot.desk import Desk, OfficeDay
from bot.rules.access import Rights
from bot.rules.ladders import kinds, ladder_for
from bot.rules.states import Role
from storage.groups import ChatGroup, groups_of, link_group, unlink_group
from storage.letters import supersede, unsent_letters
from storage.nudges import close_nudges, nudges_of
from storage.offices import Unit, unit_named, units_of
from storage.people import Person

OFFICE_WIDE = frozenset({Role.CLERK, Role.LEAD, Role.ADMIN})


def may_link(rights: Rights, unit_id: int) -> bool:
    """The head of the unit, and who looks after the whole office."""
    head = Role.UNIT_HEAD in rights.roles and unit_id in rights.units
    return head or bool(rights.roles & OFFICE_WIDE)


def linkable_units(desk: Desk) -> list[Unit]:
    return [
        unit for unit in units_of(desk.session, desk.office.id) if not unit.external and may_link(desk.rights, unit.id)
    ]


def link(desk: Desk, unit: Unit) -> ChatGroup:
    """Let the group in which this was said hear of the unit's work from now on."""
    wanted = ChatGroup(
        person_id=0, office_id=desk.office.id, unit_id=unit.id, linked_by=desk.person.id, linked_at=desk.now
    )
    group = link_group(desk.session, wanted, desk.heard.channel, desk.heard.address)
    person = desk.session.get_one(Person, group.person_id)
    person.name = f"Nhóm {unit.name}"[:100]
    desk.session.add(person)
    return group


def unlink(day: OfficeDay, group: ChatGroup) -> None:
    """It hears nothing more, also not what has been written for it already."""
    waiting = nudges_of(day.session, day.office.id, [group.person_id])
    close_nudges(day.session, [nudge.id for nudge in waiting])
    supersede(day.session, unsent_letters(day.session, group.person_id, DIGEST))
    unlink_group(day.session, group, day.now)


def shown_groups(desk: Desk) -> list[tuple[ChatGroup, str]]:
    """The linked groups that the speaker may let go, with their units."""
    found = [group for group in groups_of(desk.session, desk.office.id) if may_link(desk.rights, group.unit_id)]
    return [(group, unit_named(desk.session, desk.office.id, group.unit_id)) for group in found]


def tells_groups(day: OfficeDay) -> bool:
    """Whether any rung of any ladder is for groups."""
    own = own_ladders(day.office)
    ladders = [ladder_for(kind, own) for kind in kinds()]
    return any("group" in rung.audience for ladder in ladders for rung in ladder.rungs)
