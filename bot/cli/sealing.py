"""key rotate: everything personal sealed anew with the newest key."""

from argparse import Namespace
from contextlib import closing

from bot.app import utc_now
from bot.cli.alone import nobody_serving
from bot.cli.environment import is_agreed, keys_of, settings, told
from bot.cli.terminal import err, out
from storage.audit import act_as, note_act, seal_anew
from storage.files import FileShelf
from storage.offices import all_offices
from storage.resealing import reseal
from storage.store import Store

OLD_KEY = "nó còn dùng khóa cũ, đổi khóa lúc này thì nó không đọc được dữ liệu nữa"
QUESTION = (
    "Mã hóa lại mọi dữ liệu cá nhân bằng khóa {key}. Mất khóa này là mất dữ liệu. Đã cất một bản của nó ngoài máy này, "
    "và mã hóa lại ngay?"
)


@told
def rotate(options: Namespace) -> int:
    """All rows in one transaction, while no server runs: it would seal and look for things with the key it knows."""
    known = settings()
    with closing(Store(known.database, keys_of(known), "terminal")) as store, nobody_serving(store, OLD_KEY):
        store.migrate()
        key = store.keys.ring[0].id
        if not options.yes and not is_agreed(QUESTION.format(key=key)):
            out.print("Chưa đổi gì.")
            return 1
        with err.status("Đang mã hóa lại"):
            rows = reseal(store)
            files = FileShelf(known.data / "files", store.keys).reseal()
            _note(store)
    out.print(f"Đã mã hóa lại {rows} dòng, {files} tệp bằng khóa {key}.")
    out.print("Khóa cũ không còn cần cho cơ sở dữ liệu này, nhưng vẫn cần để đọc các bản sao lưu đã có.")
    return 0


def _note(store: Store) -> None:
    with store.transaction() as session:
        seal_anew(session, [key.seal for key in store.keys.ring], store.keys.seal)
        act_as(session, None, "", utc_now())
        for office in all_offices(session):
            note_act(session, office.id, "key_rotated", key=store.keys.ring[0].id)
