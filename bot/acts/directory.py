"""The names an office goes by, read from its rows; and what is decided about a name it did not know."""

from bot.desk import OfficeDay
from bot.rules.directory import Directory, Meaning, PostName, Sense
from bot.rules.naming import comparable
from storage.offices import aliases_of, units_of
from storage.people import office_posts
from storage.unit_names import UnitName, put_unit_name, unit_names_of


def directory_of(day: OfficeDay) -> Directory:
    own = [unit for unit in units_of(day.session, day.office.id) if not unit.external]
    return Directory(
        units={unit.id: unit.name for unit in own},
        aliases=aliases_of(day.session, day.office.id),
        posts=tuple(PostName(post.id, post.unit_id, post.title) for post in office_posts(day.session, day.office.id)),
        decided=unit_names_of(day.session, day.office.id),
        place=day.office.name,
    )


def decide_name(day: OfficeDay, name: str, sense: Sense, unit_id: int | None, person_id: int | None) -> None:
    """Remember what a printed name means here."""
    put_unit_name(
        day.session,
        UnitName(
            office_id=day.office.id,
            name=comparable(name),
            sense=sense,
            unit_id=unit_id if sense == "unit" else None,
            decided_by=person_id,
            decided_at=day.now,
        ),
    )


def shown_meaning(meaning: Meaning, directory: Directory) -> str:
    """The unit or post as the office writes it; "" where the name means neither."""
    if meaning.kind == "post":
        return next((post.title for post in directory.posts if post.id == meaning.post_id), "")
    return directory.units.get(meaning.unit_id, "") if meaning.unit_id else ""
