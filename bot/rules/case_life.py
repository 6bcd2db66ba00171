"""The life of a citizen's feedback: which state may follow which. What is not in the table cannot happen."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.rules.states import Case

# CLOSED without an answer: who sent it wants it no more.
_ASIDE = frozenset({Case.REFUSED, Case.GUIDED, Case.PASSED_UP, Case.MERGED, Case.CLOSED})
_AT_WORK = frozenset({Case.ASSIGNED, Case.HANDLING, Case.AWAITING_APPROVAL})

# Passing on to another unit leaves a case where it is, so ASSIGNED may follow itself.
NEXT: Mapping[Case, frozenset[Case]] = MappingProxyType(
    {
        Case.NEW: frozenset({Case.RECEIVED, Case.WAITING_CITIZEN}) | _ASIDE,
        Case.WAITING_CITIZEN: frozenset({Case.RECEIVED, Case.SORTED, Case.REOPENED}) | _AT_WORK | _ASIDE,
        Case.RECEIVED: frozenset({Case.SORTED, Case.WAITING_CITIZEN}) | _ASIDE,
        Case.SORTED: frozenset({Case.SORTED, Case.WAITING_CITIZEN}) | _AT_WORK | _ASIDE,
        Case.ASSIGNED: frozenset({Case.SORTED, Case.WAITING_CITIZEN}) | _AT_WORK | _ASIDE,
        Case.HANDLING: frozenset({Case.SORTED, Case.WAITING_CITIZEN}) | _AT_WORK | _ASIDE,
        Case.AWAITING_APPROVAL: frozenset({Case.HANDLING, Case.ANSWERED, Case.CLOSED}),
        Case.ANSWERED: frozenset({Case.CLOSED, Case.REOPENED}),
        Case.CLOSED: frozenset({Case.REOPENED}),
        Case.REOPENED: frozenset({Case.SORTED, Case.WAITING_CITIZEN, Case.PASSED_UP, Case.CLOSED}) | _AT_WORK,
        # Set aside by mistake, it is taken up again where the clerk sorts; what others answered is told on.
        Case.REFUSED: frozenset({Case.RECEIVED}),
        Case.GUIDED: frozenset({Case.RECEIVED}),
        Case.PASSED_UP: frozenset({Case.RECEIVED, Case.ANSWERED, Case.CLOSED}),
        Case.MERGED: frozenset({Case.RECEIVED, Case.ANSWERED, Case.CLOSED}),
    }
)


REOPENING_DAYS = 30  # after the answer; a case unrated until then is closed
MOST_REOPENINGS = 2  # after that the lawful way is a complaint


def may_follow(now: Case, then: Case) -> bool:
    return then in NEXT[now]
