"""backup, backup verify, restore, move."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.app import Kit, open_shop, utc_now
from bot.cli.alone import nobody_serving
from bot.cli.environment import StopError, is_agreed, keys_of, migrated_store, settings, told
from bot.cli.terminal import err, out
from bot.rules.workdays import VIETNAM
from bot.settings import Settings
from bot.settings.installation import database_url
from bot.upkeep.copies import ERASED, free_name, make_copy
from bot.upkeep.drill import drill
from bot.upkeep.settling import settle
from messages.words import size
from storage.audit import act_as, note_act
from storage.backups import Sums
from storage.copying import copy_rows
from storage.erased import Erased, read_erased
from storage.filling import is_empty
from storage.offices import all_offices
from storage.restoring import NewerError, NotEmptyError, restore
from storage.sealing import SealError
from storage.store import Store

LOST = "tin đến sau lúc chuyển sẽ không có ở nơi mới"
REFUSED = {
    "foreign": "không phải bản sao lưu của Đôn Đốc.",
    "key": "không mở được: DONDOC_BACKUP_KEY không phải khóa của bản này, hoặc tệp đã bị sửa.",
    "changed": "đã bị sửa hoặc hỏng, không dùng được.",
    "cut": "bị cắt cụt, không đủ nội dung.",
}


@told
def backup(options: Namespace) -> int:
    """`[FILE]`: copy; `verify FILE`: prove a copy."""
    words: list[str] = options.words
    if words[:1] == ["verify"]:
        if len(words) != 2:
            raise StopError("Cần tên một tệp: dondoc backup verify FILE")
        return _verify(Path(words[1]))
    if len(words) > 1:
        raise StopError("Chỉ nêu một tệp: dondoc backup FILE")
    return _copy(Path(words[0]) if words else None)


def _copy(wanted: Path | None) -> int:
    known = _with_key()
    file = wanted or (free_name(known.upkeep.backup_dir, utc_now()) if known.upkeep.backup_dir else None)
    if file is None:
        raise StopError("Nêu tên tệp (dondoc backup FILE), hoặc đặt DONDOC_BACKUP_DIR.")
    if file.exists():
        raise StopError(f"{file}: đã có tệp này, không ghi đè.")
    with closing(migrated_store(known)) as store:
        with _refusals(file), err.status("Đang sao lưu"):
            shop = open_shop(store, known.data, {}, Kit.packaged(known.secret, {}))
            sums = make_copy(shop, known.upkeep, file, utc_now())
        with store.transaction() as session:
            act_as(session, None, "", utc_now())
            for office in all_offices(session):
                note_act(session, office.id, "copied")
    out.print(f"Đã sao lưu vào {file}: {_shown(sums)}.", markup=False)
    out.print(f"Thử xem dùng được không: dondoc backup verify {file}", markup=False)
    return 0


def _verify(file: Path) -> int:
    known = _with_key()
    with _refusals(file), err.status("Đang khôi phục thử vào nơi tạm"):
        proof = drill(file, known.upkeep.backup_key, known)
    made = proof.made_at.astimezone(VIETNAM)
    out.print(f"Bản sao lúc {made:%H:%M %d/%m/%Y}: {_shown(proof.sums)}.")
    for problem in proof.problems:
        out.print(f"✗ {problem}", markup=False)
    if proof.problems:
        raise StopError(f"{file}: không dùng được.")
    out.print(f"Chạy thử một ngày kể từ lúc sao: {proof.letters} tin sẽ gửi, không lỗi.")
    out.print("✓ Dùng được.")
    return 0


@told
def put_back(options: Namespace) -> int:
    """Into an empty store only."""
    known = _with_key()
    url = _database(options.database) if options.database else known.database
    erased = _erased(options, known)
    with (
        closing(Store(url, keys_of(known), "terminal")) as store,
        _refusals(options.file),
        err.status("Đang khôi phục"),
    ):
        shop = open_shop(store, known.data, {}, Kit.packaged(known.secret, {}))
        _, sums = restore(options.file, known.upkeep.backup_key, store, shop.shelf)
        settled = settle(shop, erased, utc_now())
    out.print(f"Đã khôi phục: {_shown(sums)}.")
    out.print(f"Xóa lại theo yêu cầu có sau lúc sao: {settled.cases} phản ánh, {settled.people} người.")
    if settled.letters:
        out.print(f"{settled.letters} tin có thể đã gửi từ trước: quản trị quyết định từng tin ở /tinchuaro.")
    out.print("Bước sau: dondoc check, rồi dondoc serve")
    return 0


def _erased(options: Namespace, known: Settings) -> Erased:
    """What was erased after the copy: from the list that is kept beside the copies."""
    places = (options.erased,) if options.erased else (options.file.parent / ERASED, _kept(known))
    for place in places:
        if place and place.is_file():
            with _refusals(place):
                return read_erased(place, known.upkeep.backup_key)
    if options.erased:
        raise StopError(f"{options.erased}: không có tệp này.")
    question = f"Không thấy sổ {ERASED}: dữ liệu đã xóa theo yêu cầu sau lúc sao sẽ hiện lại. Vẫn khôi phục?"
    if not options.yes and not is_agreed(question):
        raise StopError("Chưa khôi phục gì.")
    return Erased()


def _kept(known: Settings) -> Path | None:
    return known.upkeep.backup_dir / ERASED if known.upkeep.backup_dir else None


@told
def move(options: Namespace) -> int:
    """All rows into another, empty database, SQLite to PostgreSQL or back."""
    known = settings()
    with (
        closing(migrated_store(known)) as source,
        nobody_serving(source, LOST),
        closing(Store(_database(options.to), keys_of(known))) as target,
    ):
        target.migrate()
        with target.engine.connect() as connection:
            if not is_empty(connection):
                raise StopError("Cơ sở dữ liệu đích đã có dữ liệu; cần một cơ sở dữ liệu trống.")
        with err.status("Đang chuyển"):
            count = copy_rows(source, target)
    out.print(f"Đã chuyển {count} dòng. Bước sau: đặt DONDOC_DATABASE theo nơi mới, dondoc check, dondoc serve")
    return 0


def _with_key() -> Settings:
    known = settings()
    if not known.upkeep.backup_key:
        raise StopError("Chưa có khóa sao lưu. Đặt DONDOC_BACKUP_KEY trong .env, xem .env.example.")
    return known


def _database(url: str) -> str:
    problems: list[str] = []
    found = database_url(url, problems)
    if problems:
        raise StopError("Địa chỉ cơ sở dữ liệu phải bắt đầu bằng sqlite:/// hoặc postgresql://.")
    return found


@contextmanager
def _refusals(file: Path) -> Iterator[None]:
    try:
        yield
    except SealError as error:
        raise StopError(f"{file}: {REFUSED[error.why]} Không có gì bị thay đổi.") from error
    except NewerError as error:
        raise StopError(f"{file}: do phiên bản Đôn Đốc mới hơn tạo. Hãy cập nhật chương trình trước.") from error
    except NotEmptyError as error:
        raise StopError("Cơ sở dữ liệu đã có dữ liệu. Chỉ khôi phục vào nơi trống, không ghi đè.") from error


def _shown(sums: Sums) -> str:
    rows = f"{sum(sums.rows.values())} dòng"
    return f"{rows}, {sums.files} tệp ({size(sums.bytes)})" if sums.files else f"{rows}, không có tệp"
