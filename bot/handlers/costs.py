"""What the channels cost: how much left in this month, at what price, and how much may be spent."""

from typing import Any

from bot.acts.paying import budget, fare, left_to_pay, month_begins, set_paying
from bot.acts.saving import counted
from bot.desk import Desk
from bot.rules.numbers import read_number
from bot.rules.states import Hindrance
from bot.rules.vietnamese import plain
from bot.talk import Reply
from storage.hindered import hindered_letters
from storage.letters import free_letters
from storage.quotas import sent_since, spent_channels
from storage.traffic import count_people

HIGHEST_BUDGET, HIGHEST_FARE = 100_000_000, 100_000  # đồng


def costs(desk: Desk, words: str) -> Reply:
    """ "": how things stand; "200000": so many đồng a month; "gia 55": what one message costs."""
    if not words:
        return _show(desk)
    said = plain(words).replace(".", "").removesuffix("dong").strip()
    is_fare = said.startswith("gia ")
    number = read_number(said.removeprefix("gia ").strip())
    least, most = (1, HIGHEST_FARE) if is_fare else (0, HIGHEST_BUDGET)
    if number is None or not least <= number <= most:
        return desk.say("costs_unclear")
    set_paying(desk, **{"fare" if is_fare else "budget": number})
    waiting = _unpaid(desk) if budget(desk) else []
    free_letters(desk.session, waiting, desk.now)
    return desk.say("costs_kept", budget=budget(desk), fare=fare(desk), freed=len(waiting))


def _show(desk: Desk) -> Reply:
    traits = desk.tools.traits
    return desk.say(
        "costs",
        channels=[_month_of(desk, name) for name in traits],
        windows=[one for one in traits.values() if one.free is not None],
        waits=len(_unpaid(desk)),
        budget=budget(desk),
        left=left_to_pay(desk),
        fare=fare(desk),
    )


def _unpaid(desk: Desk) -> list[int]:
    """What waits because it could only leave against payment."""
    found = hindered_letters(desk.session, desk.office.id, desk.now)
    return [letter.id for letter in found if letter.hindrance == Hindrance.UNPAID]


def _month_of(desk: Desk, channel: str) -> dict[str, Any]:
    sent = sent_since(desk.session, desk.office.id, channel, month_begins(desk))
    spent_until = spent_channels(desk.session, desk.office.id, desk.now).get(channel)
    traits = desk.tools.traits[channel]
    return {
        "traits": traits,
        "sent": sent.letters,
        "paid": sent.paid,
        "cost": sent.cost,
        "spent_until": spent_until,
        "month": counted(desk, channel) if traits.monthly else None,
        "people": count_people(desk.session, desk.office.id, channel) if traits.people else 0,
    }
