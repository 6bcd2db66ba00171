"""What a receipt says of other reports: the sender's own earlier one, and those of others about the same matter."""

from dataclasses import dataclass, replace
from datetime import date

from bot.acts.duplicates import area_of, earlier_of, told_the_same
from bot.acts.registering import Report
from bot.desk import OfficeDay
from bot.rules.duplicates import Told
from bot.rules.sorting import PAKN, Sorted, is_repeat
from bot.rules.states import Case
from bot.talk import Reply
from storage.feedback import Feedback
from storage.matters import Matter


@dataclass(frozen=True)
class Other:
    """Somebody else's case, as far as a stranger may know of it."""

    case: Feedback | Matter
    area: str
    day: date
    taken: bool


def told_before(day: OfficeDay, report: Report, found: Sorted) -> tuple[Feedback | None, Report]:
    """The report with the sender's own earlier case, if there is one: never silently a new one."""
    if found.kind not in PAKN or report.anonymous:
        return None, report
    at = (report.location.latitude, report.location.longitude) if report.location else None
    earlier = earlier_of(day, report.person_id, Told(report.text, found.category or "", report.place, at))
    if earlier is None and not is_repeat(report.text):
        return None, report
    on = day.hours.local(earlier.received_at).date() if earlier else None
    said = day.say("repeat_said", earlier=earlier, day=on).text
    return earlier, replace(report, follows=earlier.id if earlier else None, repeats=said)


def with_others(day: OfficeDay, case: Feedback, earlier: Feedback | None, receipt: Reply) -> Reply:
    if earlier:
        on = day.hours.local(earlier.received_at).date()
        return _joined(receipt, day.say("repeat_linked", case=case, earlier=earlier, day=on))
    found = [
        Other(one, area_of(told.place), day.hours.local(one.received_at).date(), one.state == Case.HANDLING)
        for one, told in told_the_same(day, case)
    ]
    return _joined(receipt, day.say("same_matter", case=case, found=found, titles=day.topics)) if found else receipt


def _joined(receipt: Reply, more: Reply) -> Reply:
    return replace(receipt, text=f"{receipt.text}\n\n{more.text}", choices=(*more.choices, *receipt.choices))
