"""What the sorting must never do, and how well it does, on messages that it was not made from."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.rules.redaction import hide_secrets, redact
from bot.rules.routing import route
from bot.rules.sorting import GUARDED, PAKN, Sorter
from bot.rules.vietnamese import plain

SORTER = Sorter()
LAMP = "Đèn đường trước cổng chợ hỏng ba hôm nay, tối om"


@pytest.fixture(scope="session")
def samples(shared: Path) -> list[dict[str, Any]]:
    lines = (shared / "samples" / "pakn_messages.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("text", [LAMP, plain(LAMP), LAMP.upper()])
def test_a_plain_report_is_sure_however_it_is_typed(text: str) -> None:
    found = SORTER.sort(text)
    assert (found.kind, found.category, found.auto) == ("phan_anh", "chieu-sang-dien", True)


def test_the_reason_names_the_senders_own_words() -> None:
    assert any("“đèn đường”" in reason for reason in SORTER.sort(LAMP).why)


def test_nothing_that_must_be_guarded_is_ever_routed(samples: list[dict[str, Any]]) -> None:
    for sample in samples:
        if sample["kind"] in GUARDED:
            for text in (str(sample["text"]), plain(str(sample["text"]))):
                found = SORTER.sort(text)
                assert route(found).unit is None or found.category == "thai-do-can-bo", sample["id"]


def test_most_messages_are_sorted_right(samples: list[dict[str, Any]]) -> None:
    kinds = [SORTER.sort(str(sample["text"])).kind == sample["kind"] for sample in samples]
    assert sum(kinds) / len(kinds) >= 0.85
    about = [sample for sample in samples if sample["kind"] in PAKN]
    topics = [SORTER.sort(str(sample["text"])).category == sample["category"] for sample in about]
    assert sum(topics) / len(topics) >= 0.75


def test_nothing_of_a_person_is_left_in_what_may_be_published(samples: list[dict[str, Any]]) -> None:
    leaks = [piece for sample in samples for piece in sample["pii"] if piece in redact(sample["text"])]

    assert leaks == []


def test_a_clerks_correction_counts_from_the_next_message_on() -> None:
    text = "bồn nước inox xóm đạo rung lắc"
    taught = SORTER.learn([(text, "phan_anh", "khac")] * 3)
    assert taught.sort(text).category == "khac"
    assert SORTER.sort(text) == Sorter().sort(text)


def test_tokens_and_given_secrets_are_hidden() -> None:
    token = "123456789:" + "A" * 35
    told = hide_secrets(f"GET /bot{token}/getMe with s3cret", ["s3cret"])
    assert token not in told
    assert "s3cret" not in told
