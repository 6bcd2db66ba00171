"""Indicators of a plan, kept beside its tasks."""

from collections.abc import Mapping

from bot.acts.plan_lines import Record
from bot.desk import OfficeDay
from bot.rules.directory import Directory
from bot.rules.measuring import adds_up
from storage.indicators import Indicator, indicators_of
from storage.plans import Plan


def take_indicators(
    day: OfficeDay, plan: Plan, pairs: Mapping[int, int], directory: Directory, old: Plan | None = None
) -> int:
    """Store the indicators of a plan; `pairs` says which row of `old` each was. How many there are now."""
    there = {one.position: one for one in indicators_of(day.session, old.id)} if old else {}
    for number, row in enumerate(plan.rows):
        if row["kind"] == "indicator" and not row.get("dropped"):
            known = there.pop(pairs[number], None) if number in pairs else None
            _put(day, plan, number, row, directory, known)
    for gone in there.values():
        gone.closed_at = day.now
        day.session.add(gone)
    day.session.flush()
    return len(indicators_of(day.session, plan.id))


def _put(day: OfficeDay, plan: Plan, number: int, row: Record, directory: Directory, known: Indicator | None) -> None:
    item = known or Indicator(
        office_id=day.office.id,
        plan_id=plan.id,
        position=number,
        name="",
        since=day.today,
        adds=adds_up(row["name"], row["unit"]),
    )
    if known and (known.target_text, known.goal) != (row["target_text"], row["target"]):
        until = {"until": day.today.isoformat(), "target_text": known.target_text, "goal": known.goal}
        item.past = [*known.past, until]
    item.plan_id, item.position, item.year = plan.id, number, plan.year
    item.section, item.no, item.name, item.measure = row["section"], row["no"], row["name"], row["unit"]
    item.target_text, item.goal, item.evaluator = row["target_text"], row["target"], row["evaluator"]
    item.responsible_text = "; ".join(row["lead"])
    item.unit_id = next((unit for unit in (directory.meaning(name).unit_id for name in row["lead"]) if unit), None)
    day.session.add(item)
