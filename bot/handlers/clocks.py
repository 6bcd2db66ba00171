"""How long each step of citizens' feedback may take: shown with its rule, changed by a tap or a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot.acts.clock_choice import choose_clocks, chosen_by
from bot.desk import Desk
from bot.handlers.planning import receive
from bot.rules.clock_change import read_change
from bot.rules.clock_rules import (
    ALL,
    Chosen,
    Ruled,
    chosen_fields,
    law_of,
    packaged_rules,
    read_chosen,
    terms_of,
    with_own,
    without_own,
)
from bot.rules.clocks import STEPS
from bot.rules.term_said import say_term
from bot.talk import Reply
from storage.drafts import waiting_draft

WAITS = timedelta(minutes=30)  # then free words are no change of a term any more


@dataclass(frozen=True)
class TermLine:
    """`by_law`: no office may take longer."""

    title: str
    said: str
    source: str
    by_law: bool


def clocks(desk: Desk, words: str) -> Reply:
    """ "": all · "answer seven", "preset ihanoi", "luu", "bo": taps · or a change in words."""
    verb, _, rest = words.partition(" ")
    before = chosen_by(desk.office)
    if not words:
        return _show(desk, before)
    if verb == "bo" and not rest:
        desk.forget()
        return desk.say("clocks_dropped")
    if verb == "luu" and not rest:
        return _confirm(desk)
    if verb == "answer" and rest in packaged_rules().answer:
        return _propose(desk, before, replace(before, answer=rest, own=_without_answer(before)))
    if verb == "preset" and rest in packaged_rules().preset:
        return _propose(desk, before, replace(before, preset=rest))
    return _read(desk, words)


def _without_answer(chosen: Chosen) -> dict[str, Any]:
    """A packaged term to answer takes the place of the office's own common one."""
    common = {step: own for step, own in chosen.own.get(ALL, {}).items() if step != "answer"}
    return {**chosen.own, ALL: common}


def clocks_said(desk: Desk, _data: dict[str, Any]) -> Reply:
    """ "chiếu sáng: xử lý 24 giờ", after the terms were shown. A document is a plan all the same."""
    documents = [file for file in desk.heard.kept if file.kind == "document"]
    if documents:
        desk.forget()
        return receive(desk, documents[0])
    return _read(desk, desk.heard.text)


def _show(desk: Desk, chosen: Chosen) -> Reply:
    desk.ask("clocks", WAITS)
    rules = packaged_rules()
    common = [_line(step, ruled) for step, ruled in _in_order(terms_of(ALL, chosen))]
    return desk.say(
        "clocks",
        common=common,
        laws=list(rules.law.values()),
        titles=_titles(desk),
        rows=[(title, _differing(code, chosen)) for code, title in _titles(desk).items()],
        answers=[rule for key, rule in rules.answer.items() if key != chosen.answer],
        presets=[rule for key, rule in rules.preset.items() if key != chosen.preset],
        preset=rules.preset[chosen.preset],
    )


def _titles(desk: Desk) -> dict[str, str]:
    return {code: topic.title for code, topic in desk.topics.items()}


def _in_order(terms: dict[Any, Ruled]) -> list[tuple[Any, Ruled]]:
    return [(step, terms[step]) for step in STEPS if step in terms]


def _line(step: Any, ruled: Ruled) -> TermLine:
    law = law_of(step, ALL)
    return TermLine(STEPS[step], say_term(ruled.term), ruled.source, bool(law and law.term == ruled.term))


def _differing(category: str, chosen: Chosen) -> str:
    """What holds for a category otherwise than for all: "tiếp nhận 2 giờ làm việc, xử lý 24 giờ làm việc"."""
    common = {step: ruled.term for step, ruled in terms_of(ALL, chosen).items()}
    own = _in_order(terms_of(category, chosen))
    changed = [(step, ruled) for step, ruled in own if common.get(step) != ruled.term]
    return "; ".join(f"{STEPS[step].lower()} {say_term(ruled.term)}" for step, ruled in changed)


def _read(desk: Desk, said: str) -> Reply:
    before = chosen_by(desk.office)
    try:
        change = read_change(said, _titles(desk))
        after = with_own(before, change.scope, change.terms) if change.terms else without_own(before, change.scope)
    except ValueError as unclear:
        desk.ask("clocks", WAITS)
        return desk.say("clocks_unclear", problem=str(unclear))
    return _propose(desk, before, after)


def _propose(desk: Desk, before: Chosen, after: Chosen) -> Reply:
    changes = _changes(_titles(desk), before, after)
    if not changes:
        desk.forget()
        return desk.say("clocks_same")
    desk.ask("clocks", WAITS, answer=after.answer, chosen=chosen_fields(after))
    return desk.say("clocks_preview", changes=changes[:12], more=len(changes[12:]))


def _changes(titles: Mapping[str, str], before: Chosen, after: Chosen) -> list[tuple[str, str, str, str]]:
    """(where, step, before, after), what holds for all first; a category only where it then differs otherwise."""
    found: list[tuple[str, str, str, str]] = []
    common: set[tuple[str, str, str]] = set()
    for code in ("", *titles):
        old, new = terms_of(code, before), terms_of(code, after)
        for step in STEPS:
            change = (STEPS[step], _said(old.get(step)), _said(new.get(step)))
            if old.get(step) != new.get(step) and change not in common:
                found.append((titles.get(code, "Mọi lĩnh vực"), *change))
                common |= {change} if not code else set()
    return found


def _said(ruled: Ruled | None) -> str:
    return f"{say_term(ruled.term)} ({ruled.source})" if ruled else "không đặt"


def _confirm(desk: Desk) -> Reply:
    """Only the change that was shown last."""
    draft = waiting_draft(desk.session, desk.office.id, desk.heard.channel, desk.heard.address, desk.now)
    if draft is None or draft.topic != "clocks" or "chosen" not in draft.data:
        return desk.say("clocks_gone")
    desk.forget()
    choose_clocks(desk, read_chosen(draft.data["answer"], draft.data["chosen"]))
    return desk.say("clocks_kept")
