"""Text that a spreadsheet would take for a formula, and run."""

_BEGINS = tuple("=+-@＝＋－＠")
_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


def harmless(text: str) -> str:
    """With an apostrophe before what a spreadsheet would run: that makes it text."""
    runs = text.lstrip(f" \xa0\u3000{_UNSEEN}")
    return f"'{text}" if runs.startswith((*_BEGINS, "\t", "\r", "\n")) or runs.lstrip().startswith(_BEGINS) else text
