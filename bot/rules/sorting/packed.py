"""The weights of a model as its file has them: found by a table of places, without an object for each of many."""

from array import array
from collections.abc import Iterator, Mapping

_SPARE = 2  # places of the table for each row: a search seldom looks at more than two


class PackedRows(Mapping[str, bytes]):
    """`data`: lines of a name, a tab and `width` bytes, each ended."""

    def __init__(self, data: bytes, width: int) -> None:
        self._data = b"\n" + data  # so that no row begins at 0, which means that there is none
        self._width = width
        self._count = data.count(b"\n")
        self._mask = (1 << (_SPARE * self._count).bit_length()) - 1
        self._places = array("I", bytes(4 * (self._mask + 1)))
        for begin, end in self._spans():
            at = hash(self._data[begin:end]) & self._mask
            while self._places[at]:
                at = (at + 1) & self._mask
            self._places[at] = begin

    def __getitem__(self, name: str) -> bytes:
        row = self.get(name)
        if row is None:
            raise KeyError(name)
        return row

    def get(self, name: str, otherwise: bytes | None = None) -> bytes | None:  # type: ignore[override]
        start = name.encode() + b"\t"
        at = hash(start) & self._mask
        while begin := self._places[at]:
            if self._data.startswith(start, begin):
                end = begin + len(start)
                return self._data[end : end + self._width]
            at = (at + 1) & self._mask
        return otherwise

    def __iter__(self) -> Iterator[str]:
        return (self._data[begin : end - 1].decode() for begin, end in self._spans())

    def __len__(self) -> int:
        return self._count

    def _spans(self) -> Iterator[tuple[int, int]]:
        """Where each row's name begins, and where its weights do."""
        begin = 1
        while end := self._data.find(b"\t", begin) + 1:
            yield begin, end
            begin = end + self._width + 1
