"""Which rule sets how long each step of a citizen's feedback may take: law, presets, and what an office chose."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple, cast

from bot.rules.clocks import STEPS, Step, Term
from bot.rules.term_said import read_term, say_term

DEFAULT_ANSWER, DEFAULT_PRESET = "local10", "vigov"
OWN, OWN_TITLE = "own", "Quy định riêng của cơ quan"
OWN_SOURCE = "Quy định của cơ quan"
ALL = ""  # the scope of a term that holds for every category
_HOURS_A_DAY = 7  # of an office at least; for comparing only


@dataclass(frozen=True)
class Rule:
    """`only` these categories, where it names some, and only of who gave a name where it is `named`.

    `by`: category -> hours to receive and to handle.
    """

    key: str
    title: str
    source: str
    terms: Mapping[Step, Term]
    only: frozenset[str] = frozenset()
    by: Mapping[str, Mapping[Step, Term]] = field(default_factory=dict)
    named: bool = False

    def terms_for(self, category: str) -> Mapping[Step, Term]:
        if self.only and category not in self.only:
            return {}
        return {**self.terms, **self.by.get(category, {})}


@dataclass(frozen=True)
class Rules:
    """Each group by the key of the rule, in the order in which they are shown."""

    law: Mapping[str, Rule]
    answer: Mapping[str, Rule]
    preset: Mapping[str, Rule]
    usual: Mapping[str, Rule]


class OwnTerm(NamedTuple):
    """What the office set itself; `source` names its decision, if it said one."""

    term: Term
    source: str = ""


@dataclass(frozen=True)
class Chosen:
    """An office's choice: whose `answer` term, which `preset`, and its `own` terms by category (ALL: every one)."""

    answer: str = DEFAULT_ANSWER
    preset: str = DEFAULT_PRESET
    own: Mapping[str, Mapping[Step, OwnTerm]] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.answer, self.preset, *self.own))


class Ruled(NamedTuple):
    """The term of a step with the rule that sets it, as it is kept with a clock."""

    rule: str
    title: str
    source: str
    term: Term


@cache
def packaged_rules() -> Rules:
    read = tomllib.loads(files("bot.rules").joinpath("clock_rules.toml").read_text("utf-8"))
    return Rules(
        **{group: {key: _rule(key, **fields) for key, fields in rules.items()} for group, rules in read.items()}
    )


def _rule(key: str, title: str, source: str, terms: dict[str, str], **more: Any) -> Rule:
    pairs: dict[str, list[int]] = more.get("by", {})
    by = {category: _receive_and_handle(*hours) for category, hours in pairs.items()}
    return Rule(key, title, source, _read_terms(terms), frozenset(more.get("only", ())), by, more.get("named", False))


def _receive_and_handle(receive: int, handle: int) -> Mapping[Step, Term]:
    return {"receive": Term(receive, "hours"), "handle": Term(handle, "hours")}


def _read_terms(terms: Mapping[str, str]) -> dict[Step, Term]:
    return {read_step(step): read_term(said) for step, said in terms.items()}


def read_step(name: str) -> Step:
    if name not in STEPS:
        raise ValueError(f"there is no step {name!r}")
    return cast(Step, name)


def answer_titles() -> dict[str, str]:
    """Title of each packaged term to answer -> its key."""
    return {rule.title: key for key, rule in packaged_rules().answer.items()}


def wants_name(category: str) -> bool:
    """Whether the law's own way is only for who gives name, address and telephone (NĐ 20/2008 Điều 7)."""
    return any(rule.named and category in rule.only for rule in packaged_rules().law.values())


def terms_of(category: str, chosen: Chosen, *, anonymous: bool = False) -> dict[Step, Ruled]:
    """Every step of a case of this category ("" while unsorted); what stands later wins."""
    return dict(_terms_of(category, chosen, anonymous))


@lru_cache(maxsize=200)
def _terms_of(category: str, chosen: Chosen, anonymous: bool) -> Mapping[Step, Ruled]:
    rules = packaged_rules()
    picked = (*rules.usual.values(), rules.preset[chosen.preset], rules.answer[chosen.answer], *rules.law.values())
    found: dict[Step, Ruled] = {}
    for rule in picked:
        if anonymous and rule.named:
            continue
        found |= {
            step: Ruled(rule.key, rule.title, rule.source, term) for step, term in rule.terms_for(category).items()
        }
    for scope in dict.fromkeys((ALL, category)):
        for step, own in chosen.own.get(scope, {}).items():
            found[step] = Ruled(OWN, OWN_TITLE, own.source or OWN_SOURCE, own.term)
    return found


def law_of(step: Step, category: str) -> Ruled | None:
    """What law says of a step; for ALL the rule of any category, since a common term must hold for each."""
    for rule in packaged_rules().law.values():
        if step in rule.terms and (category in rule.only or not rule.only or category == ALL):
            return Ruled(rule.key, rule.title, rule.source, rule.terms[step])
    return None


def with_own(chosen: Chosen, scope: str, terms: Mapping[Step, OwnTerm]) -> Chosen:
    """The choice with these terms as well. ValueError, in Vietnamese, where one is longer than law allows."""
    for step, own in terms.items():
        law = law_of(step, scope)
        if law and _length(own.term) > _length(law.term):
            said = f"{STEPS[step]} {say_term(own.term)}: không được dài hơn {say_term(law.term)} ({law.source})."
            raise ValueError(said)
    return Chosen(chosen.answer, chosen.preset, {**chosen.own, scope: {**chosen.own.get(scope, {}), **terms}})


def without_own(chosen: Chosen, scope: str) -> Chosen:
    return Chosen(chosen.answer, chosen.preset, {key: terms for key, terms in chosen.own.items() if key != scope})


def _length(term: Term) -> float:
    """In worked days, at the least; a calendar day counts as one, so that law's worked days are never outrun."""
    return term.n / _HOURS_A_DAY if term.unit == "hours" else float(term.n)


def chosen_fields(chosen: Chosen) -> dict[str, Any]:
    """The JSON form, without the key of the answer, which an office keeps by itself."""
    own = {
        scope: {step: [say_term(own.term), own.source] for step, own in terms.items()}
        for scope, terms in chosen.own.items()
    }
    return {"preset": chosen.preset, "own": own}


def read_chosen(answer: str, fields: Mapping[str, Any]) -> Chosen:
    own = {
        scope: {read_step(step): OwnTerm(read_term(said), source) for step, (said, source) in terms.items()}
        for scope, terms in fields.get("own", {}).items()
    }
    return Chosen(answer, fields.get("preset", DEFAULT_PRESET), own)
