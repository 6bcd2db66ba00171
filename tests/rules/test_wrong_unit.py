"""A case at the wrong unit goes back to who sent it, at most twice; then who sorts decides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.sorting import CATEGORIES
from bot.rules.wrong_unit import MOST_HOPS, NEAR, Clues, Hop, How, goes_back_to, likely_units, may_hop

CULTURE, ECONOMY, POLICE, POST = 1, 2, 3, 4
ALIASES = {"phòng kinh tế": ECONOMY, "kinh tế": ECONOMY, "công an xã": POLICE, "công an": POLICE}
ALIASES |= {"phòng văn hóa xã hội": CULTURE}
ROUTES = {"chieu-sang-dien": ECONOMY, "tieng-on": POLICE, "an-ninh": POLICE, "vien-thong-dien-luc": POST}


def trail(*hops: tuple[How, int | None]) -> list[Hop]:
    return [Hop(*hop) for hop in hops]


@pytest.mark.parametrize(
    ("hops", "back"),
    [
        ([("directed", ECONOMY)], None),
        ([("directed", ECONOMY), ("passed_on", POLICE)], ECONOMY),
        ([("directed", ECONOMY), ("passed_on", POLICE), ("sent_back", ECONOMY)], None),  # twice between units
        ([("directed", ECONOMY), ("passed_on", POLICE), ("passed_on", CULTURE)], None),
        ([("directed", ECONOMY), ("passed_on", POLICE), ("directed", CULTURE)], None),  # the desk has decided anew
        ([("directed", None), ("directed", CULTURE), ("passed_on", ECONOMY)], CULTURE),
        ([], None),
    ],
)
def test_it_goes_back_to_who_sent_it(hops: list[tuple[How, int | None]], back: int | None) -> None:
    assert goes_back_to(trail(*hops)) == back


HOWS = st.sampled_from(["directed", "passed_on", "sent_back"])


@given(st.lists(st.tuples(HOWS, st.sampled_from([1, 2, 3, None])), max_size=12))
def test_between_units_it_goes_twice_at_most_whatever_happened_before(hops: list[tuple[How, int | None]]) -> None:
    walked = trail(*hops)
    last = max((at for at, hop in enumerate(walked) if hop.how == "directed"), default=-1)
    between = len(walked) - last - 1
    assert may_hop(walked) == (between < MOST_HOPS)
    if between >= MOST_HOPS:
        assert goes_back_to(walked) is None


@pytest.mark.parametrize(
    ("topics", "reason", "tried", "found"),
    [
        (["tieng-on"], "", [], [POLICE]),
        (["chieu-sang-dien"], "việc này của Công an xã", [ECONOMY], [POLICE, POST]),
        (["chieu-sang-dien"], "chuyển phòng Kinh tế giúp", [], [ECONOMY, POST]),
        (["chieu-sang-dien"], "viec nay cua cong an xa", [ECONOMY], [POLICE, POST]),
        (["chieu-sang-dien"], "của Văn hóa – Xã hội, chợ đêm", [ECONOMY], [CULTURE, POST]),
        (["chieu-sang-dien"], "", [ECONOMY], [POST]),  # a street lamp is taken for a transformer and the other way
        (["khac"], "không rõ", [], []),
        (["tieng-on"], "Công an", [POLICE], []),
    ],
)
def test_likely_are_those_named_then_those_of_the_topic_then_of_topics_like_it(
    topics: list[str], reason: str, tried: list[int], found: list[int]
) -> None:
    assert likely_units(Clues(topics, reason, ROUTES, ALIASES), tried) == found


def test_topics_that_are_taken_for_one_another_exist() -> None:
    assert set(NEAR) <= set(CATEGORIES)
    assert all(set(near) <= set(CATEGORIES) - {topic} for topic, near in NEAR.items())
