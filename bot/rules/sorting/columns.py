"""Weights of many labels side by side in one number, so that a sum of such numbers adds up all labels at once."""

from codecs import charmap_decode
from collections.abc import Callable, Iterable
from struct import Struct
from typing import Literal

# A weight is one character of the data file: finer near nothing, where most weights are.
ZERO = ord("P")
STEPS_UP = 46
MOST_STEPS = STEPS_UP**2
_STEPS_OF = [(1 if code > ZERO else -1) * min((code - ZERO) ** 2, MOST_STEPS) for code in range(256)]
_RAISED = "".join(chr(MOST_STEPS + steps) for steps in _STEPS_OF)
Place = Literal["I", "Q"]  # what a place is to `struct`: of four or eight bytes
_BYTES: dict[Place, int] = {"I": 4, "Q": 8}


class Columns:
    """Numbers with a place for each of some labels, all raised by `MOST_STEPS`, and a last one that counts the rows."""

    def __init__(self, labels: int, place: Place) -> None:
        self._size, self._width = _BYTES[place], labels + 1
        self._place = place
        self._struct = Struct(f"<{self._width}{place}")
        self._highest = (1 << 8 * self._size) - 1

    def number(self, row: bytes) -> int:
        """By way of UTF-32, which gives each letter four bytes: what has eight gets an empty one after each."""
        places = charmap_decode(row, "strict", _RAISED)[0] + "\1"
        if self._place == "Q":
            places = "\0".join(places) + "\0"
        return int.from_bytes(places.encode("utf-32-le"), "little")

    def apart(self, total: int) -> tuple[int, ...]:
        return self._struct.unpack(total.to_bytes(self._struct.size, "little"))

    def of(self, rows: Iterable[int]) -> Callable[[int], list[int]]:
        """What each of the rows has, by the label."""
        size, width = self._struct.size, self._width
        places = memoryview(b"".join([row.to_bytes(size, "little") for row in rows])).cast(self._place)
        return lambda label: places[label::width].tolist()

    def added(self, rows: Iterable[int], first: int, count: int) -> list[int]:
        """What each row has for some labels, added up as by casting out nines."""
        shift, mask, highest = 8 * self._size * first, (1 << 8 * self._size * count) - 1, self._highest
        return [(row >> shift & mask) % highest for row in rows]
