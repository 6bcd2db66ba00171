"""More time, for a duty or for a case: which of the two the words are about."""

from bot.desk import Desk
from bot.handlers import case_extension, extension
from bot.talk import Reply


def ask(desk: Desk, words: str) -> Reply:
    """ "42" for a duty, "pa 7" for a case."""
    if words.startswith("pa "):
        return case_extension.ask_more_time(desk, words.removeprefix("pa "))
    return extension.ask_more_time(desk, words)


def decide(desk: Desk, words: str) -> Reply:
    """ "17 co" of a duty, "pa 17 co" of a case."""
    if words.startswith("pa "):
        return case_extension.decide(desk, words.removeprefix("pa "))
    return extension.decide(desk, words)
