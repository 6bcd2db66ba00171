"""No text of ours is run by a spreadsheet."""

import pytest

from bot.rules.harmless import harmless


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+84912",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "  =1",
        "\u200b=1",
        "\xa0@x",
    ],
)
def test_what_begins_like_a_formula_is_made_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Báo cáo", "1+1", "a=b", " Phòng Kinh tế", "NV-42", "'=1"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text
