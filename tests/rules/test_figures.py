"""A figure's value comes from its codes, and a report that is kept says the same when it is read again."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.figures import Average, Figure, Known, Section, Table, said_value
from bot.rules.figures_kept import kept, read_kept

codes = st.lists(st.from_regex(r"NV-\d{1,5}|TB-[A-Z2-9]{6}", fullmatch=True), unique=True, max_size=5).map(tuple)
words = st.text(max_size=12)
figures = st.builds(Figure, words, words, codes, st.none() | codes)
averages = st.builds(Average, words, words, st.lists(st.tuples(words, st.floats(1, 5)), max_size=3).map(tuple), words)
cells = words | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.dates() | st.none() | figures
rows = st.lists(st.lists(cells, max_size=3).map(tuple), max_size=3).map(tuple)
tables = st.builds(Table, words, st.lists(words, max_size=3).map(tuple), rows)
sections = st.builds(
    Section,
    words,
    words,
    st.lists(words, max_size=3).map(tuple),
    st.lists(figures | averages, max_size=3).map(tuple),
    st.lists(tables, max_size=2).map(tuple),
)


@given(st.lists(sections, max_size=3).map(tuple))
def test_what_is_kept_is_read_again_as_it_was(told: tuple[Section, ...]) -> None:
    assert read_kept(json.loads(json.dumps(kept(told)))) == told


@pytest.mark.parametrize(
    ("known", "value", "said"),
    [
        (Figure("a", "Xong", ()), 0, "0"),
        (Figure("a", "Xong", ("NV-1", "NV-2")), 2, "2"),
        (Figure("a", "Đúng hạn", ("NV-1", "NV-2"), ("NV-1", "NV-2", "NV-3")), 66.7, "66,7 %"),
        (Figure("a", "Đúng hạn", (), ()), None, "……"),
        (Figure("a", "Đúng hạn", ("NV-1",), ("NV-1",)), 100, "100 %"),
        (Average("a", "Hài lòng", (("TB-AAAAAA", 4), ("TB-BBBBBB", 5))), 4.5, "4,5"),
        (Average("a", "Hài lòng", ()), None, "……"),
    ],
)
def test_a_figure_counts_its_codes(known: Known, value: float | None, said: str) -> None:
    assert known.value == value
    assert said_value(known) == said


def test_dates_in_tables_stay_dates() -> None:
    table = Table("Trễ hạn", ("Mã", "Hạn"), (("NV-1", date(2026, 11, 20)),))
    assert read_kept(kept((Section("a", "A", tables=(table,)),)))[0].tables == (table,)
