"""Work that comes round again goes on over the year's end, or ends with its plan."""

from bot.acts.next_year import Carried, carried, carry_on, end_plan
from bot.desk import Desk
from bot.rules.numbers import read_number
from bot.talk import Reply


def next_year(desk: Desk, words: str) -> Reply:
    """ "": the plans with such work · "dung 3": plan 3 ends with its year · "tiep 3": it goes on."""
    verb, _, number = words.partition(" ")
    plan = _carried(desk, number)
    if plan and verb == "dung" and plan.plan.ends_on is None:
        return desk.say("plan_ended", plan=plan.plan, dropped=end_plan(desk, plan.plan))
    if plan and verb == "tiep" and plan.plan.ends_on:
        return desk.say("plan_goes_on", plan=plan.plan, made=carry_on(desk, plan.plan))
    return desk.say("next_year", plans=carried(desk), year=desk.today.year + 1, asked=True)


def _carried(desk: Desk, number: str) -> Carried | None:
    wanted = read_number(number)
    return next((one for one in carried(desk) if one.plan.id == wanted), None)
