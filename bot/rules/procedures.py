"""Which of the office's procedures a question is about."""

from collections.abc import Mapping

from bot.rules.vietnamese import plain

# Words that every procedure's name or question has: they tell nothing.
_COMMON = frozenset(
    "thu tuc dang ky cap lam xin giay to ho so viec cac ve va cho nguoi cua mot lai ban".split()  # noqa: SIM905
)
_MOST = 3


def procedures_asked(question: str, topics: Mapping[int, str]) -> list[int]:
    """The keys of the topics whose telling words the question has, the best first.

    A topic may hold several names, between ";".
    """
    asked = set(_words(question))
    scored = {key: max(_score(name, asked) for name in topic.split(";")) for key, topic in topics.items()}
    found = [key for key, score in scored.items() if score > 0]
    return sorted(found, key=lambda key: -scored[key])[:_MOST]


def _score(name: str, asked: set[str]) -> float:
    """How many telling words are asked for; 0 where one of them is missing."""
    words = _words(name)
    telling = [word for word in words if word not in _COMMON] or words
    return len(telling) + len(set(words) & asked) / 100 if telling and set(telling) <= asked else 0.0


def _words(text: str) -> list[str]:
    return [word for word in "".join(c if c.isalnum() else " " for c in plain(text)).split() if word]
