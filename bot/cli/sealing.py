"""key rotate: everything personal sealed anew with the newest key."""

from argparse import Namespace
from contextlib import closing

from bot.app import utc_now
from bot.cli.environment import keys_of, settings, told
from bot.cli.terminal import err, out
from storage.audit import act_as, note_act, seal_anew
from storage.files import FileShelf
from storage.offices import all_offices
from storage.resealing import reseal
from storage.store import Store


@told
def rotate(_options: Namespace) -> int:
    """All rows in one transaction: another process that works meanwhile waits, and must be started anew."""
    known = settings()
    with closing(Store(known.database, keys_of(known), "terminal")) as store, err.status("Đang mã hóa lại"):
        store.migrate()
        rows = reseal(store)
        files = FileShelf(known.data / "files", store.keys).reseal()
        _note(store)
    out.print(f"Đã mã hóa lại {rows} dòng, {files} tệp bằng khóa {store.keys.ring[0].id}.")
    out.print("Khóa cũ không còn cần cho cơ sở dữ liệu này, nhưng vẫn cần để đọc các bản sao lưu đã có.")
    return 0


def _note(store: Store) -> None:
    with store.transaction() as session:
        seal_anew(session, [key.seal for key in store.keys.ring], store.keys.seal)
        act_as(session, None, "", utc_now())
        for office in all_offices(session):
            note_act(session, office.id, "key_rotated", key=store.keys.ring[0].id)
