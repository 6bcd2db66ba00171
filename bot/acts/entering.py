"""A figure comes in: kept with who and when, and whoever has to know is told where the outlook changes."""

from dataclasses import dataclass, replace

from bot.acts.measuring import Measured, measured
from bot.acts.reports.computed import computed, how
from bot.desk import OfficeDay
from bot.rules.figures import Window
from bot.rules.measuring import Period
from bot.rules.outlook import WARNED, Standing
from bot.rules.states import Role
from storage.indicators import Indicator, IndicatorValue, add_value
from storage.offices import unit_named
from storage.people import holders


@dataclass(frozen=True)
class Entered:
    """What is said of a period: a figure, or words where the indicator counts nothing."""

    value: float | None
    words: str = ""
    note: str = ""
    person_id: int | None = None


def enter(day: OfficeDay, one: Measured, period: Period, said: Entered) -> Measured:
    """Keep it beside what was said before, which stays in the history."""
    row = IndicatorValue(
        office_id=day.office.id,
        indicator_id=one.item.id,
        period=period.key,
        first=period.first,
        last=period.last,
        value=said.value,
        words=said.words[:500],
        note=said.note[:500],
        person_id=said.person_id,
        at=day.now,
    )
    row = add_value(day.session, row)
    now = replace(one, entered=(*one.entered, row))
    _tell_change(day, now, row)
    return now


def _tell_change(day: OfficeDay, one: Measured, row: IndicatorValue) -> None:
    """A warning goes to the unit's head and to the lead once, and once more when it is over or worse."""
    before, after = Standing(one.item.standing), one.standing
    if before == after:
        return
    one.item.standing = after
    day.session.add(one.item)
    if after in WARNED or before in WARNED:
        unit = one.item.unit_id
        heads = holders(day.session, day.office.id, Role.UNIT_HEAD, unit) if unit else []
        people = dict.fromkeys([*heads, *holders(day.session, day.office.id, Role.LEAD)])
        said = day.say(
            "indicator_warning",
            one=one,
            entered=row,
            before=before,
            warns=after in WARNED,
            unit=unit_named(day.session, day.office.id, unit),
        )
        day.tell_all(people, f"indicator:{one.item.id}:{row.id}", said, "cảnh báo chỉ tiêu")


def compute_finished(day: OfficeDay, one: Measured) -> Measured:
    """The figure of the period that is over, where it is computed and not there yet."""
    period = one.awaited
    if period is None or not one.is_computed:
        return one
    found = computed(day, one.item, Window(period.first, period.last, period.label))
    said = Entered(found.value, how(found) if found.value is not None else "không phát sinh")
    return enter(day, one, period, said)


def look_again(day: OfficeDay, item: Indicator) -> None:
    """After the target, the rhythm or the source changed: where it stands now is not news."""
    item.standing = measured(day, [item])[0].standing
    day.session.add(item)
