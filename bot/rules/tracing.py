"""Where an error came from, told without its words."""

import traceback


def where(error: BaseException) -> str:
    """Kind and place of an error; its words are left out, as these may quote what a citizen wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return type(error).__name__ + place


class WordlessError(RuntimeError):
    """In the log in place of another error: where that came from, and of its words only its kind."""


def wordless(error: BaseException) -> WordlessError:
    return WordlessError(type(error).__name__).with_traceback(error.__traceback__)
