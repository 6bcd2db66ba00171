"""How a letter, its person and its channel are named to people."""

from bot.desk import OfficeDay
from storage.letters import Letter
from storage.people import Person, posts_of


def to_whom(day: OfficeDay, letter: Letter) -> str:
    """The name of an official; a citizen's is nobody's business here."""
    if not posts_of(day.session, letter.person_id):
        return "người dân"
    return day.session.get_one(Person, letter.person_id).name


def channel_title(day: OfficeDay, channel: str) -> str:
    """As people call it; the bare name of one that is no longer in use."""
    known = day.tools.traits.get(channel)
    return known.title if known else channel
