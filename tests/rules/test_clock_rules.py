"""Which rule sets how long a step of a citizen's feedback may take, and how an office says its own."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.clock_change import ClockChange, read_change
from bot.rules.clock_rules import (
    ALL,
    DEFAULT_ANSWER,
    Chosen,
    OwnTerm,
    answer_titles,
    chosen_fields,
    law_of,
    packaged_rules,
    read_chosen,
    terms_of,
    with_own,
    without_own,
)
from bot.rules.clocks import STEPS, Step, Term
from bot.rules.routing import CATEGORIES
from bot.rules.term_said import read_term, say_term

TITLES = {code: category.title for code, category in CATEGORIES.items()}
LAMP = "chieu-sang-dien"


@pytest.mark.parametrize(
    ("category", "step", "term", "source"),
    [
        ("tthc-mot-cua", "transfer", Term(5, "workdays"), "20/2008"),
        (LAMP, "transfer", Term(5, "workdays"), "Mức gợi ý"),
        (LAMP, "inform", Term(10, "workdays"), "Điều 28 Luật Tiếp công dân"),
        (LAMP, "publish", Term(5, "workdays"), "10/2022/QH15"),
        (LAMP, "answer", Term(10, "days"), "Quy định của cơ quan"),
        (LAMP, "receive", Term(2, "hours"), "ViGov"),
        (LAMP, "handle", Term(24, "hours"), "ViGov"),
        (LAMP, "approve", Term(2, "workdays"), "cơ quan tự quyết định"),
        (LAMP, "supplement", Term(5, "workdays"), "cơ quan tự quyết định"),
        (LAMP, "outside", Term(15, "workdays"), "cơ quan tự quyết định"),
    ],
)
def test_each_step_has_its_term_and_the_rule_that_sets_it(category: str, step: Step, term: Term, source: str) -> None:
    ruled = terms_of(category, Chosen())[step]
    assert ruled.term == term
    assert source in ruled.source


def test_no_law_sets_the_days_to_answer() -> None:
    assert all(law_of("answer", category) is None for category in (ALL, *CATEGORIES))
    assert DEFAULT_ANSWER in packaged_rules().answer


def test_an_office_chooses_how_it_promises() -> None:
    assert terms_of(LAMP, Chosen("seven"))["answer"].term == Term(7, "workdays")
    assert answer_titles()["Trả lời trong 7 ngày làm việc"] == "seven"


def test_an_unsorted_case_has_the_common_terms_only() -> None:
    assert set(STEPS) - set(terms_of("", Chosen())) == {"handle", "rate"}


@pytest.mark.parametrize(
    ("preset", "steps"),
    [("vigov", {"receive", "handle"}), ("ihanoi", {"receive"}), ("none", set())],
)
def test_a_preset_sets_the_hours_to_receive_and_to_handle(preset: str, steps: set[Step]) -> None:
    assert set(terms_of(LAMP, Chosen(preset=preset))) & {"receive", "handle"} == steps


def test_a_category_is_received_sooner_than_handled() -> None:
    by = packaged_rules().preset["vigov"].by
    assert set(by) <= set(CATEGORIES)
    assert all(terms["receive"].n < terms["handle"].n for terms in by.values())


def test_what_the_office_sets_itself_wins_and_names_its_decision() -> None:
    own: dict[str, dict[Step, OwnTerm]] = {
        ALL: {"handle": OwnTerm(Term(3, "workdays"))},
        LAMP: {"handle": OwnTerm(Term(8, "hours"), "Quyết định 12")},
    }
    assert terms_of("giao-duc", Chosen(own=own))["handle"][1:] == (
        "Quy định riêng của cơ quan",
        "Quy định của cơ quan",
        Term(3, "workdays"),
    )
    assert terms_of(LAMP, Chosen(own=own))["handle"].source == "Quyết định 12"
    assert terms_of(LAMP, without_own(Chosen(own=own), LAMP))["handle"].term == Term(3, "workdays")


@pytest.mark.parametrize(
    ("scope", "step", "term"),
    [
        ("tthc-mot-cua", "transfer", Term(6, "workdays")),
        (ALL, "transfer", Term(6, "workdays")),  # some categories are under the law that says five
        (LAMP, "inform", Term(11, "workdays")),
        (LAMP, "publish", Term(50, "hours")),
        (ALL, "publish", Term(9, "days")),
    ],
)
def test_law_may_only_be_outdone(scope: str, step: Step, term: Term) -> None:
    with pytest.raises(ValueError, match="không được dài hơn"):
        with_own(Chosen(), scope, {step: OwnTerm(term)})


@pytest.mark.parametrize(
    ("scope", "step", "term"),
    [(LAMP, "transfer", Term(9, "workdays")), (ALL, "inform", Term(3, "workdays")), (ALL, "publish", Term(8, "hours"))],
)
def test_what_law_leaves_open_is_the_offices_to_set(scope: str, step: Step, term: Term) -> None:
    assert with_own(Chosen(), scope, {step: OwnTerm(term)}).own[scope][step].term == term


@pytest.mark.parametrize(
    ("said", "scope", "terms"),
    [
        ("trả lời 8 ngày làm việc", ALL, {"answer": Term(8, "workdays")}),
        ("tra loi trong 15 ngay", ALL, {"answer": Term(15, "days")}),
        ("Chiếu sáng: nhận 2 giờ, xử lý 24 giờ", LAMP, {"receive": Term(2, "hours"), "handle": Term(24, "hours")}),
        ("rác, môi trường: xử lý 3 ngày làm việc", "rac-moi-truong", {"handle": Term(3, "workdays")}),
        ("giao-duc: tiếp nhận 1 ngày làm việc và trả lời 5 ngày làm việc", "giao-duc", {"receive", "answer"}),
        ("duyệt: 1 ngày làm việc", ALL, {"approve": Term(1, "workdays")}),
        ("chung: công khai 3 ngày làm việc; chờ bổ sung 7 ngày làm việc", ALL, {"publish", "supplement"}),
        ("ngoài cơ quan 20 ngày làm việc", ALL, {"outside": Term(20, "workdays")}),
        ("chiếu sáng: mặc định", LAMP, {}),
        ("trở lại mặc định", ALL, {}),
    ],
)
def test_a_change_is_said_in_a_sentence(said: str, scope: str, terms: dict[Step, Term] | set[Step]) -> None:
    found = read_change(said, TITLES)
    assert found.scope == scope
    if isinstance(terms, dict):
        assert {step: own.term for step, own in found.terms.items()} == terms
    else:
        assert set(found.terms) == terms


def test_the_decision_is_kept_as_it_was_written() -> None:
    found = read_change("xử lý 24 giờ, căn cứ Quyết định số 12/QĐ-UBND ngày 01/9/2026.", TITLES)
    assert found == ClockChange(ALL, {"handle": OwnTerm(Term(24, "hours"), "Quyết định số 12/QĐ-UBND ngày 01/9/2026")})


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("đèn biển: xử lý 3 giờ", "Không rõ lĩnh vực"),
        ("trật tự: xử lý 3 giờ", "Không rõ lĩnh vực"),  # of two titles
        ("xử lý nhanh", "Chưa hiểu"),
        ("ăn sáng 3 giờ", "không có"),
        ("xử lý 3 giờ, xử lý 4 giờ", "hai lần"),
        ("xử lý 0 giờ", "từ 1"),
        ("xử lý 999 giờ", "dài nhất"),
        ("nhận 30 giờ, xử lý 24 giờ", "không thể lâu hơn"),
        ("", "Chưa hiểu"),
        ("xử lý 24 giờ nhưng mà thôi", "Chưa hiểu"),
        ("x" * 401, "dài quá"),
    ],
)
def test_what_is_not_understood_is_named(said: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        read_change(said, TITLES)


TERMS = st.builds(Term, st.integers(1, 120), st.sampled_from(["workdays", "days", "hours"]))


@given(TERMS)
def test_a_term_in_words_is_read_back(term: Term) -> None:
    assert read_term(say_term(term)) == term


@given(
    st.sampled_from(list(packaged_rules().preset)),
    st.dictionaries(
        st.sampled_from(["", *CATEGORIES]),
        st.dictionaries(st.sampled_from(list(STEPS)), st.builds(OwnTerm, TERMS, st.text(max_size=20)), max_size=3),
        max_size=3,
    ),
)
def test_a_choice_is_read_back_from_what_is_kept_of_it(preset: str, own: dict[str, dict[Step, OwnTerm]]) -> None:
    chosen = Chosen("seven", preset, own)
    assert read_chosen("seven", json.loads(json.dumps(chosen_fields(chosen)))) == chosen
