"""A reporting period in one sentence."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.report_periods import AfterEnd, OnDay, OnWeekday, Rule, Send
from bot.rules.report_said import kinds, periods_of, read_rule, say_rule
from bot.rules.schedules import Unit


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("quý: chốt ngày 14, gửi ngày 20 tháng cuối kỳ", Rule("quarter", 14, OnDay(20))),
        ("quý chốt 14, gửi ngày 20", Rule("quarter", 14, OnDay(20))),
        ("quy chot so lieu ngay 14; gui ngay 20", Rule("quarter", 14, OnDay(20))),
        ("quý chốt ngày 25, gửi ngày 5", Rule("quarter", 25, OnDay(5, 1))),  # after the cut, so next month
        ("Báo cáo quý theo dương lịch, gửi ngày 10", Rule("quarter", None, OnDay(10, 1))),
        ("quý trọn quý, gửi ngày 25 tháng cuối quý", Rule("quarter", None, OnDay(25))),
        ("tháng từ ngày 15 tháng trước đến ngày 14, gửi sau 2 ngày làm việc", Rule("month", 14, AfterEnd(2))),
        ("tháng: chốt ngày 25, gửi trước ngày 28", Rule("month", 25, OnDay(27))),
        ("6 tháng: theo dương lịch, gửi ngày 10 tháng sau", Rule("half-year", None, OnDay(10, 1))),
        ("năm: theo dương lịch, gửi ngày 15/01 năm sau", Rule("year", None, OnDay(15, 1))),
        ("năm: chốt ngày 14, gửi ngày 20/12", Rule("year", 14, OnDay(20))),
        ("tuần từ thứ Năm đến thứ Tư, gửi trong ngày chốt", Rule("week", 2, AfterEnd(0))),
        ("tuần chốt thứ 4, gửi trước 15h thứ 6", Rule("week", 2, OnWeekday(4), hour=time(15))),
        ("tuần: theo tuần, gửi thứ Hai tuần sau", Rule("week", 6, OnWeekday(0, True))),
        ("quý: như kế hoạch", Rule("quarter")),
        (
            "quý về cải cách hành chính: chốt ngày 14, gửi trước 16h30 ngày 20, ngày nghỉ chuyển sang sau",
            Rule("quarter", 14, OnDay(20), "cải cách hành chính", time(16, 30), True),
        ),
        ("quý về thu ngân sách chốt ngày 14, gửi ngày 20", Rule("quarter", 14, OnDay(20), "thu ngân sách")),
        ("năm: chốt ngày 14, gửi ngày 20, ngày nghỉ lùi về ngày làm việc trước", Rule("year", 14, OnDay(20))),
    ],
)
def test_a_sentence_is_a_rule(text: str, rule: Rule) -> None:
    assert read_rule(text) == rule


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("xin chào", "Xin ghi kỳ trước"),
        ("quý: chốt ngày 14", "Thiếu ngày gửi"),
        ("quý: chốt ngày 30, gửi ngày 5", "từ 1 đến 27"),
        ("quý: chốt ngày 14, gửi ngày 10 tháng cuối kỳ", "phải sau ngày chốt"),
        ("quý: chốt khi nào xong, gửi ngày 5", "Chưa hiểu “quý: chốt khi nào xong”"),
        ("quý: chốt ngày 14, gửi lúc rảnh", "Chưa hiểu “gửi lúc rảnh”"),
        ("quý: chốt ngày 14, gửi ngày 40", "Chưa hiểu “gửi ngày 40”"),
        ("quý: chốt ngày 14, gửi trước 25h ngày 20", "Chưa hiểu"),
        ("quý: chốt ngày 14, gửi ngày 20, gửi ngày 21", "Chưa hiểu “gửi ngày 21”"),
        ("quý: chốt ngày 14, gửi ngày 20, ngày nghỉ thì thôi", "Chưa hiểu “ngày nghỉ thì thôi”"),
        ("tháng từ ngày 10 tháng trước đến ngày 14, gửi ngày 20", "phải bắt đầu từ ngày 15"),
        ("tuần từ thứ Hai đến thứ Sáu, gửi thứ Sáu", "đủ bảy ngày"),
        ("quý: như kế hoạch, gửi ngày 5", "không ghi thêm ngày gửi"),
        ("quý: " + "chốt " * 100, "dài quá"),
        ("", "Chưa hiểu"),
    ],
)
def test_what_is_not_understood_is_named(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        read_rule(text)


def test_the_packaged_meanings_are_such_sentences() -> None:
    for kind in kinds().values():
        assert [read_rule(say_rule(rule)).scope for rule in kind.rules] == [rule.scope for rule in kind.rules]
    assert [kind.key for kind in kinds().values() if kind.base] == ["14", "lich", "giu"]


def test_what_an_office_keeps_comes_back() -> None:
    periods = periods_of("14", [{"rule": "quý: theo dương lịch, gửi ngày 10 tháng sau", "source": "Công văn 5"}])
    rule = periods.rule_for("quarter", "Báo cáo")
    assert rule
    assert (rule.cut, rule.source) == (None, "Công văn 5")
    assert periods_of("", []).base is None
    assert periods_of("gone", []).base is None


SENDS: st.SearchStrategy[Send] = st.builds(AfterEnd, st.integers(0, 30)) | st.builds(
    OnDay, st.integers(28, 31), st.sampled_from([0, 1])
)
WEEK_SENDS: st.SearchStrategy[Send] = st.just(AfterEnd(0)) | st.builds(OnWeekday, st.integers(0, 6), st.booleans())
ABOUT = st.sampled_from(["", "cải cách hành chính", "chuyển đổi số"])
HOURS = st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59))
MONTHS: list[Unit] = ["month", "quarter", "half-year", "year"]


@given(
    rule=st.builds(
        Rule, st.sampled_from(MONTHS), st.none() | st.integers(1, 27), SENDS, ABOUT, HOURS, st.booleans(), st.just("")
    )
    | st.builds(Rule, st.just("week"), st.integers(0, 6), WEEK_SENDS, ABOUT, HOURS, st.booleans(), st.just(""))
    | st.builds(Rule, st.sampled_from(MONTHS), about=ABOUT)
)
def test_a_rule_said_is_read_back(rule: Rule) -> None:
    assert read_rule(say_rule(rule)) == rule


@given(st.text(alphabet="quý tháng năm chốt gửi ngày sau trước 0123456789:,;h", max_size=60))
def test_any_text_is_a_rule_or_refused(text: str) -> None:
    try:
        rule = read_rule(text)
    except ValueError:
        return
    assert read_rule(say_rule(rule)) == rule
