"""What a process that runs for months asks of its memory."""

import ctypes
import gc
from contextlib import suppress

_ARENA_MAX = -8  # M_ARENA_MAX of glibc's malloc.h


def share_heaps() -> None:
    """Each thread would keep a heap of its own, full of gaps; two for all are enough, as one at a time writes."""
    with suppress(AttributeError, OSError, TypeError):  # another C library
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 2)


def keep_loaded() -> None:
    """What a start has loaded stays: to look through it all for garbage again and again would hold up everything."""
    gc.collect()
    gc.freeze()
