"""Numbers as people and choices write them."""

from decimal import ROUND_HALF_UP, Decimal


def read_number(text: str) -> int | None:
    """The number of a row or a page; None for anything else, also for one longer than any row's."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def half_up(value: float, decimals: int = 0) -> float:
    """Rounded as people do by hand: 90.625 -> 90.63, where Python rounds to the even digit."""
    return float(Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))
