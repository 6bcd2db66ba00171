"""Words for people: `render` fills one message of `vi/`, text and choices together."""

from messages.own import problems_in
from messages.rendering import Message, names, render

__all__ = ["Message", "names", "problems_in", "render"]
