"""Numbers as people and choices write them."""


def read_number(text: str) -> int | None:
    """The number of a row or a page; None for anything else, also for one longer than any row's."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
