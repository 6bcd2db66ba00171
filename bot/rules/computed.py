"""Figures that the office's own records give: an indicator linked to one is computed, never typed."""

import re
from collections.abc import Mapping

from bot.rules.amounts import is_percent
from bot.rules.vietnamese import plain

TYPED = "typed"  # the clerk has said that people enter it
SATISFACTION, FEEDBACK_ON_TIME, DUTIES_ON_TIME = "hailong", "pakn", "nhiemvu"
MOST_STARS = 5
SOURCES: Mapping[str, str] = {
    FEEDBACK_ON_TIME: "Tỷ lệ phản ánh, kiến nghị trả lời đúng hạn (theo hạn đầu tiên)",
    DUTIES_ON_TIME: "Tỷ lệ nhiệm vụ hoàn thành đúng hạn",
    SATISFACTION: "Mức độ hài lòng của người dân với trả lời phản ánh (đánh giá 1–5 sao)",
}
_ON_TIME = r"(?:dung|truoc|som).{0,12}han|dung tien do"
_LIKELY: tuple[tuple[str, re.Pattern[str]], ...] = (
    (FEEDBACK_ON_TIME, re.compile(rf"(?=.*(?:phan anh|kien nghi|\bpakn\b))(?=.*(?:{_ON_TIME}))")),
    (SATISFACTION, re.compile(r".*hai long")),
    (DUTIES_ON_TIME, re.compile(rf"(?=.*(?:nhiem vu|cong viec|ke hoach))(?=.*(?:{_ON_TIME}))")),
)


def likely_source(name: str, measure: str = "") -> str:
    """The key of the source whose words the name of an indicator uses; "" where it names none, or counts otherwise."""
    said = plain(name)
    found = next((key for key, words in _LIKELY if words.match(said)), "")
    fits = found == SATISFACTION or not measure or is_percent(measure)
    return found if fits else ""


def is_share(measure: str, level: float | None) -> bool:
    """Whether satisfaction is wanted as per cent of who is satisfied; else it is the mean of 1 to 5 stars."""
    return is_percent(measure) or (not measure and level is not None and level > MOST_STARS)
