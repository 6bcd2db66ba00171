"""Words for people: `render` fills one message of `vi/`, text and choices together."""

from messages.own import problem_of, problems_in
from messages.rendering import BAD_WORDING, Message, filled, forget_own, names, own_names, render, source, values_of

__all__ = [
    "BAD_WORDING",
    "Message",
    "filled",
    "forget_own",
    "names",
    "own_names",
    "problem_of",
    "problems_in",
    "render",
    "source",
    "values_of",
]
