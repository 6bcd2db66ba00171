"""What whoever looks after the bot hears of letters that do not get through; of each trouble once a day."""

from bot.desk import OfficeDay
from bot.rules.states import Role
from bot.talk import Reply
from storage.people import overseers
from storage.quotas import SpentChannel


def tell_unsure(day: OfficeDay) -> None:
    _tell(day, "unsure", day.say("letters_unsure"))


def tell_spent(day: OfficeDay, row: SpentChannel) -> None:
    title = day.tools.traits[row.channel].title
    _tell(day, f"spent:{row.channel}", day.say("channel_spent", channel=title, until=row.ends_at))


def tell_shut_out(day: OfficeDay, channel: str) -> None:
    _tell(day, f"shut_out:{channel}", day.say("channel_shut_out", channel=day.tools.traits[channel].title))


def tell_quota(day: OfficeDay, channel: str, percent: int) -> None:
    """Once a month for each."""
    traits = day.tools.traits[channel]
    key = f"quota:{channel}:{percent}:{day.today:%Y-%m}"
    reply = day.say("channel_quota", channel=traits.title, percent=percent, most=traits.monthly)
    day.tell_all(overseers(day.session, day.office.id, Role.ADMIN), key, reply, "lượt gửi của kênh")


def tell_people(day: OfficeDay, channel: str, percent: int, people: int) -> None:
    """Once for each; people do not become fewer."""
    traits = day.tools.traits[channel]
    reply = day.say("channel_people", channel=traits.title, percent=percent, people=people, most=traits.people)
    key = f"people:{channel}:{percent}:{traits.people}"
    day.tell_all(overseers(day.session, day.office.id, Role.ADMIN), key, reply, "số người của kênh")


def tell_unreached(day: OfficeDay) -> None:
    _tell(day, "unreached", day.say("citizens_unreached"), Role.CLERK)


def _tell(day: OfficeDay, trouble: str, reply: Reply, role: Role = Role.ADMIN) -> None:
    people = overseers(day.session, day.office.id, role)
    day.tell_all(people, f"{trouble}:{day.today}", reply, "tin không gửi được")
