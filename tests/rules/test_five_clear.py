"""Which of the five a task lacks."""

import pytest

from bot.rules.directory import CLERK, GROUP, UNKNOWN, Meaning
from bot.rules.five_clear import NAMES, missing_clear

UNIT, OTHER = Meaning("unit", 1), Meaning("unit", 2)


@pytest.mark.parametrize(
    ("leads", "content", "schedule", "doubt", "product", "missing"),
    [
        ([UNIT], "Rà soát hộ nghèo", "by", False, "Báo cáo", ()),
        ([], "Rà soát hộ nghèo", "by", False, "Báo cáo", ("person",)),
        ([UNKNOWN], "Rà soát hộ nghèo", "by", False, "Báo cáo", ("person",)),
        ([CLERK], "Rà soát hộ nghèo", "by", False, "Báo cáo", ("person",)),
        ([GROUP], "Rà soát hộ nghèo", "by", False, "Báo cáo", ("person", "charge")),
        ([UNIT, OTHER], "Rà soát hộ nghèo", "by", False, "Báo cáo", ("charge",)),
        ([UNIT, GROUP], "Rà soát hộ nghèo", "by", False, "Báo cáo", ("charge",)),
        ([UNIT], "Rà", "by", False, "Báo cáo", ("work",)),
        ([UNIT], "Rà soát hộ nghèo", "none", False, "Báo cáo", ("time",)),
        ([UNIT], "Rà soát hộ nghèo", "by", True, "Báo cáo", ("time",)),
        ([UNIT], "Rà soát hộ nghèo", "ongoing", False, " ", ("product",)),
    ],
)
def test_each_of_the_five_is_named_when_it_is_missing(
    leads: list[Meaning], content: str, schedule: str, doubt: bool, product: str, missing: tuple[str, ...]
) -> None:
    assert missing_clear(leads, content, schedule, doubt, product) == missing


def test_there_are_five_and_each_has_a_name() -> None:
    assert len(NAMES) == 5
    assert all(name.startswith("rõ ") for name in NAMES.values())
