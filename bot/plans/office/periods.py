"""The sheet "Kỳ báo cáo": what reporting periods mean, a packaged meaning by its title or a rule in words."""

from bot.plans.office.tables import Row, Table, said
from bot.plans.office.words import UnclearError, hint, need
from bot.rules.report_periods import Rule
from bot.rules.report_said import Kind, kinds, read_rule
from bot.rules.vietnamese import plain

Period = Kind | Rule


def read_periods(table: Table, problems: list[str]) -> tuple[Period, ...]:
    """In the order of the rows; two that exclude each other are a slip."""
    found: list[Period] = []
    for row in table.rows:
        one = need(row, "rule", _period, "cách tính kỳ báo cáo", problems)
        if isinstance(one, Rule):
            one = _sourced(one, row)
        if one and any(_mark(one) == _mark(other) for other in found):
            problems.append(f"{row.at('rule')}: kỳ này có hai dòng.")
        elif one:
            found.append(one)
    return tuple(found)


def _period(value: object) -> Period:
    titles = {plain(kind.title): kind for kind in kinds().values()}
    kind = titles.get(plain(said(value)))
    if kind:
        return kind
    try:
        return read_rule(said(value))
    except ValueError as unclear:
        raise UnclearError(f"{unclear}{hint(said(value), [kind.title for kind in kinds().values()])}") from unclear


def _sourced(rule: Rule, row: Row) -> Rule:
    return rule.from_source(row.text("source"))


def _mark(one: Period) -> object:
    if isinstance(one, Rule):
        return one.scope
    return "base" if one.base else one.key
