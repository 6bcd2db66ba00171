"""What a process that runs for months asks of its memory."""

import asyncio
import ctypes
import gc
from contextlib import suppress
from importlib import import_module
from pkgutil import iter_modules

_LATER = ("bot.handlers", "bot.jobs")  # pages wait for the first who opens one: an office may have none
_ARENA_MAX = -8  # M_ARENA_MAX of glibc's malloc.h
_USUAL_GARBAGE = 700  # new objects before garbage is looked for, as Python starts
_FIRST_WORDS = 3.0  # seconds in which those who waited for a start are answered


def share_heaps() -> None:
    """Each thread would keep a heap of its own, full of gaps; two for all are enough, as one at a time writes."""
    with suppress(AttributeError, OSError, TypeError):  # another C library
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 2)


def keep_loaded() -> None:
    """What was loaded stays: to look through it all for garbage again and again would hold up everything."""
    gc.freeze()
    gc.set_threshold(_USUAL_GARBAGE)


def let_go() -> None:
    """What was kept and is needed no longer goes; for a moment in which nobody waits."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def rest() -> list[str]:
    """The modules that a start leaves for the moment after it."""
    found = [(name, import_module(name).__path__) for name in _LATER]
    return [one.name for name, path in found for one in iter_modules(path, f"{name}.")]


async def load_rest() -> None:
    """What people and time will ask for, so that nobody waits for it to be loaded; then it stays too."""
    await asyncio.sleep(_FIRST_WORDS)
    for name in rest():
        await asyncio.to_thread(import_module, name)
    gc.collect()
    gc.freeze()
