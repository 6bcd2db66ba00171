"""What runs at every tick and at every message finds its rows by an index, however many there are."""

from collections.abc import Callable

import pytest
from sqlmodel import Session

from bot.rules.scopes import WHOLE, Scope
from storage.aside import last_aside, open_asides
from storage.blocks import block_of
from storage.case_clocks import case_clocks, clocks_due_for_reminder, last_clock, running_clocks
from storage.corrections import taught_in
from storage.drafts import drop_ended_drafts, waiting_draft
from storage.feedback import (
    answer_to_event,
    cases_of,
    count_cases_of,
    count_cases_since,
    feedback_coded,
    last_feedback_event,
    merged_into,
    open_cases,
)
from storage.groups import group_at, groups_of
from storage.inbox import was_seen
from storage.invites import open_invite
from storage.letters import last_choices, mark_arrived, unpark, unsent_letters
from storage.listed import Wanted, asked_cases, listed_cases, listed_duties
from storage.looks import last_looks
from storage.matters import open_matters
from storage.moments import CARRIED, is_reminder_due, next_moment
from storage.news import news_between
from storage.nothing import look_for_nothing
from storage.nudges import nudges_in, open_nudges, told_of
from storage.occurrences import due_for_reminder, open_duties
from storage.people import Account, live_accounts, meet
from storage.plans import task_to_roll
from storage.spoken import count_spoken, look_for_unsaid, said_alike
from storage.store import Store
from storage.sums import answered, case_sums, count_finished, duty_sums, received
from storage.webchat import web_messages
from storage.week_rounds import last_round, next_round_due
from tests.explaining import explained, statements, whole_reads
from tests.storage.rows import FRIDAY, MONDAY, NOW, claim_letter, new_case, put, put_office, put_person

UNIT = Scope(units=frozenset({1}))
WEEK = (MONDAY, FRIDAY)
OFTEN: dict[str, Callable[[Session], object]] = {
    "claim_letter": lambda session: claim_letter(session, NOW),
    "claim_letter of some": lambda session: claim_letter(session, NOW, [1, 2, 3]),
    "due_for_reminder": lambda session: due_for_reminder(session, NOW, 40),
    "clocks_due_for_reminder": lambda session: clocks_due_for_reminder(session, NOW, 40),
    "case_clocks": lambda session: case_clocks(session, 1),
    "last_clock": lambda session: last_clock(session, 1, "answer"),
    "open_matters": lambda session: list(open_matters(session, new_case(1, 1, "TB-1", id=1), NOW)),
    "merged_into": lambda session: merged_into(session, 1),
    "answer_to_event": lambda session: answer_to_event(session, 1),
    "last_feedback_event": lambda session: last_feedback_event(session, 1, "asked"),
    "running_clocks": lambda session: running_clocks(session, 1),
    "is_reminder_due": lambda session: is_reminder_due(session, NOW),
    "task_to_roll": lambda session: task_to_roll(session, NOW),
    "open_nudges": lambda session: open_nudges(session, NOW),
    "nudges_in": lambda session: nudges_in(session, [1, 2, 3]),
    "told_of": lambda session: told_of(session, "occurrence", 1, 10),
    "unsent_letters": lambda session: unsent_letters(session, 1, "digest:", 7),
    "taught_in": lambda session: taught_in(session, 1),
    "group_at": lambda session: group_at(session, 1, "telegram", "-500"),
    "groups_of": lambda session: groups_of(session, 1, 2),
    "was_seen": lambda session: was_seen(session, 1, "telegram", "1"),
    "meet": lambda session: meet(session, 1, "telegram", "1001", NOW),
    "live_accounts": lambda session: live_accounts(session, 1),
    "unpark": lambda session: unpark(session, 1, NOW),
    "waiting_draft": lambda session: waiting_draft(session, 1, "telegram", "1001", NOW),
    "drop_ended_drafts": lambda session: drop_ended_drafts(session, 1, NOW),
    "last_choices": lambda session: last_choices(session, 1, "telegram", "1001"),
    "open_invite": lambda session: open_invite(session, 1, "digest", NOW),
    "web_messages": lambda session: web_messages(session, 1, "visitor", 0),
    "open_duties": lambda session: open_duties(session, 1, [1], [1]),
    "count_spoken": lambda session: count_spoken(session, 1, NOW),
    "next_round_due": lambda session: next_round_due(session, NOW),
    "last_round": lambda session: last_round(session, 1),
    "news_between": lambda session: news_between(session, 1, NOW, NOW),
    "look_for_unsaid": lambda session: look_for_unsaid(session, 1, ["digest"], NOW),
    "said_alike": lambda session: said_alike(session, 1, "digest", NOW),
    "block_of": lambda session: block_of(session, 1, NOW),
    "open_asides": lambda session: open_asides(session, 1),
    "last_aside": lambda session: last_aside(session, 1, "flood"),
    "count_cases_of": lambda session: count_cases_of(session, 1, NOW),
    "count_cases_since": lambda session: count_cases_since(session, 1, NOW),
    "last_looks": lambda session: last_looks(session, 1, 1, 20),
    "duty_sums": lambda session: duty_sums(session, 1, WHOLE, NOW, WEEK),
    "duty_sums of a unit": lambda session: duty_sums(session, 1, UNIT, NOW, WEEK),
    "case_sums": lambda session: case_sums(session, 1, WHOLE, WEEK[0], WEEK),
    "listed_duties": lambda session: listed_duties(session, 1, NOW, Wanted(WHOLE, late=True)),
    "listed_duties of a unit": lambda session: listed_duties(session, 1, NOW, Wanted(UNIT, span=WEEK)),
    "listed_cases": lambda session: listed_cases(session, 1, NOW, Wanted(UNIT)),
    "asked_cases": lambda session: asked_cases(session, 1, WHOLE),
    "count_finished": lambda session: count_finished(session, 1, UNIT, (NOW, NOW)),
    "answered": lambda session: answered(session, 1, UNIT, (NOW, NOW)),
    "received": lambda session: received(session, 1, WHOLE, [(NOW, NOW)]),
    "open_cases": lambda session: open_cases(session, 1, [1]),
    "cases_of": lambda session: cases_of(session, 1),
    "feedback_coded": lambda session: feedback_coded(session, 1, "TB-1"),
}


def steps(store: Store, question: Callable[[Session], object]) -> list[str]:
    """How the database goes about it, step by step."""
    with store.transaction() as session:
        put_office(session)
        with statements(store) as heard:
            question(session)
        return explained(session.connection(), heard)


@pytest.mark.parametrize("question", OFTEN.values(), ids=OFTEN)
def test_no_table_is_read_from_end_to_end(store: Store, question: Callable[[Session], object]) -> None:
    found = steps(store, question)
    assert found
    assert whole_reads(found) == []


def test_the_next_letter_is_the_first_of_an_index_of_the_few_that_have_not_left(sqlite_store: Store) -> None:
    found = steps(sqlite_store, OFTEN["claim_letter"])
    assert found[0] == "SCAN letter USING INDEX ix_letter_live"
    assert [step for step in found if "TEMP B-TREE" in step] == []


@pytest.mark.parametrize("question", ["due_for_reminder", "clocks_due_for_reminder", "open_nudges", "last_choices"])
def test_the_next_in_turn_is_found_without_sorting_the_others(sqlite_store: Store, question: str) -> None:
    found = steps(sqlite_store, OFTEN[question])
    assert whole_reads(found) == []
    assert [step for step in found if "TEMP B-TREE" in step] == []


def test_what_went_to_one_address_is_not_sought_among_all_that_went_over_its_channel(sqlite_store: Store) -> None:
    found = steps(sqlite_store, _asked_of_an_address)
    asked = [step for step in found if "sent_channel" in step]
    assert len(asked) == 4
    assert all("ix_letter_sent_to (office_id=? AND sent_channel=? AND sent_address=?" in step for step in asked)


def _asked_of_an_address(session: Session) -> None:
    person = put_person(session, 1)
    account = put(session, Account(office_id=1, person_id=person, channel="web", address="1", last_seen_at=NOW))
    last_choices(session, 1, "web", "1")
    mark_arrived(session, 1, "web", "1", ["1"], NOW, seen=True)
    look_for_nothing(session, [account.id])


def test_the_next_moment_reads_only_ends_of_indexes(sqlite_store: Store) -> None:
    found = steps(sqlite_store, lambda session: next_moment(session, NOW))
    reads = [step for step in found if step.startswith(("SCAN", "SEARCH"))]
    assert len(reads) == len(CARRIED) + 3
    assert [step for step in reads if "INDEX" not in step] == []
