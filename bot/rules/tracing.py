"""Where an error came from, told without its words."""

import traceback


def where(error: BaseException) -> str:
    """Kind and place of an error; its words are left out, as these may quote what a citizen wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return type(error).__name__ + place
