"""Before somebody cannot be written to any more, they say how the result of their case shall reach them."""

from bot.acts.paying import budget
from bot.acts.ways import standing
from bot.desk import Desk, OfficeDay
from bot.rules.states import ReachBy
from bot.rules.windows import asking_moment, closes_at
from storage.feedback import Feedback, open_cases_of
from storage.letters import NEWS, add_letter
from storage.people import Account, Person, live_accounts


def expect_closing(desk: Desk) -> None:
    """Note when to ask whoever speaks, if they have an open case and have not been asked about it."""
    traits = desk.tools.traits.get(desk.heard.channel)
    if traits is None or traits.free is None or not desk.heard.private:
        return
    account = desk.speaker.account
    if account not in desk.session:  # whoever spoke has had themselves forgotten
        return
    closes = closes_at(traits.free, traits.paid, account.last_seen_at, pays=budget(desk) > 0)
    wants = any(case.reach_by == ReachBy.UNASKED for case in open_cases_of(desk.session, desk.person.id))
    account.asks_at = None
    if closes and wants:
        account.asks_at = asking_moment(account.last_seen_at, closes, desk.hours, desk.calendar)
    desk.session.add(account)


def ask(day: OfficeDay, account: Account) -> None:
    """Once for each case, unless the person can be reached for good elsewhere."""
    account.asks_at = None
    day.session.add(account)
    cases = [case for case in open_cases_of(day.session, account.person_id) if case.reach_by == ReachBy.UNASKED]
    found = standing(day, account)
    if not cases or found.hindrance or _has_lasting_way(day, account.person_id):
        return
    person = day.session.get_one(Person, account.person_id)
    reply = day.say("reach_ask", cases=cases, closes=found.closes, phone=person.phone[-3:])
    letter = day.letter(person.id, f"reach:{account.id}:{cases[-1].id}", reply, "hỏi cách nhận kết quả", NEWS)
    letter.channel, letter.address = account.channel, account.address
    add_letter(day.session, letter)
    keep(day, cases, ReachBy.ASKED)


def keep(day: OfficeDay, cases: list[Feedback], way: ReachBy) -> None:
    for case in cases:
        case.reach_by = way
        day.session.add(case)


def _has_lasting_way(day: OfficeDay, person_id: int) -> bool:
    known = day.tools.traits
    accounts = live_accounts(day.session, person_id)
    return any(one.channel in known and known[one.channel].free is None for one in accounts)
