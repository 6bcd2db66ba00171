"""Settings and store as the commands of the terminal find them."""

import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from bot.cli.terminal import err, out
from bot.rules.vietnamese import plain
from bot.settings import Settings, SettingsError, read_folder, read_settings
from storage.keys import Keys, SealedError
from storage.offices import Office, all_offices
from storage.opening import open_store
from storage.revisions import NewerFormError, newest_revision
from storage.store import Store

ENV = Path(".env")
FOREIGN_KEY = (
    "Dữ liệu được mã hóa bằng khóa khác. Vừa đổi khóa: ghi khóa mới trước khóa cũ trong DONDOC_KEY rồi chạy dondoc key "
    "rotate. Không đổi khóa: xem lại DONDOC_KEY và DONDOC_SECRET."
)


def newer_form(error: NewerFormError) -> str:
    return (
        f"Cơ sở dữ liệu ở dạng {error}, do phiên bản Đôn Đốc mới hơn tạo. Cài phiên bản mới; hoặc, muốn dùng bản này, "
        f"lùi dạng bằng chương trình mới: dondoc migrate --to {newest_revision()}"
    )


class StopError(Exception):
    """A command cannot go on; its text is for the person at the terminal."""


def told(command: Callable[[Any], int]) -> Callable[[Any], int]:
    """Turn refusals into sentences on the terminal."""

    @wraps(command)
    def run(options: Any) -> int:
        try:
            return command(options)
        except StopError as stop:
            err.print(str(stop), markup=False)
        except SealedError:
            err.print(FOREIGN_KEY)
        except NewerFormError as newer:
            err.print(newer_form(newer), markup=False)
        except SettingsError as error:
            err.print("Thiết lập trong .env chưa đúng:")
            for problem in error.problems:
                err.print(f"  • {problem}", markup=False)
        except OSError as error:
            err.print(f"Không đọc hoặc ghi được {error.filename or 'tệp'}: {_why(error)}.", markup=False)
        except SQLAlchemyError as error:
            err.print(f"Không dùng được cơ sở dữ liệu ({type(error).__name__}). Xem lại DONDOC_DATABASE.", markup=False)
        return 1

    return run


def _why(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "không có tệp hay thư mục này"
        case PermissionError():
            return "không có quyền"
        case IsADirectoryError() | NotADirectoryError():
            return "đường dẫn không phải là tệp"
    return error.strerror or type(error).__name__


def given_settings() -> dict[str, str]:
    """Names and texts of .env, the environment winning over it."""
    from_file = {name: value or "" for name, value in dotenv_values(ENV).items()} if ENV.is_file() else {}
    return {**from_file, **{name: value for name, value in os.environ.items() if name.startswith("DONDOC_")}}


def settings() -> Settings:
    given = given_settings()
    folder = given.get("DONDOC_OFFICES", "").strip()
    return read_settings(given, read_folder(Path(folder)) if folder else None)


def chosen_office(session: Session, code: str | None) -> Office:
    """The office of this code, or the only one; StopError says which there are."""
    offices = all_offices(session)
    if not offices:
        raise StopError("Chưa có cơ quan nào. Hãy nhập trước: dondoc office import FILE.xlsx")
    found = [office for office in offices if code is None or office.code == code.upper()]
    if len(found) == 1:
        return found[0]
    listed = "\n".join(f"  {office.code}  {office.name}" for office in offices)
    said = "Có nhiều cơ quan, hãy nêu một" if code is None else f"Không có cơ quan mang mã {code}, hãy nêu một"
    raise StopError(f"{said} bằng --office MÃ:\n{listed}")


def migrated_store(known: Settings) -> Store:
    return open_store(known.database, keys_of(known), known.data / "files", "terminal")


def keys_of(known: Settings) -> Keys:
    return Keys.of(known.secret, known.keys)


def is_agreed(question: str) -> bool:
    """Ask for a yes on the terminal; nothing to read, or anything but a yes, is a no."""
    out.print(f"{question} [c = có, k = không] ", end="", markup=False)
    try:
        said = input()
    except EOFError:
        out.print()
        return False
    return plain(said.strip()) in ("c", "co", "y", "yes")


def read_file(path: Path) -> bytes:
    """The bytes of a file that somebody named; StopError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = "không có tệp này" if isinstance(error, FileNotFoundError) else "không đọc được"
        raise StopError(f"{path}: {reason}.") from error
