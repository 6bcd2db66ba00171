"""A store opened for work: in its newest form, and sealed with the newest key."""

from contextlib import ExitStack
from pathlib import Path

from storage.files import FileShelf
from storage.keys import Keys, SealedError
from storage.resealing import Sealing, reseal, sealing_of
from storage.store import Store


def open_store(url: str, keys: Keys, files: Path, door: str = "") -> Store:
    """What was kept before there were keys is sealed now, with what lies in the shelf's folder `files`.

    SealedError where it is sealed with another key: that is changed on purpose, while nobody works.
    """
    store = Store(url, keys, door)
    with ExitStack() as undone:
        undone.callback(store.close)
        store.migrate()
        found = sealing_of(store)
        if found == Sealing.OLDER:
            raise SealedError("sealed with another key than the newest")
        if found == Sealing.NONE:
            reseal(store)
            FileShelf(files, keys).reseal()
        undone.pop_all()
    return store
