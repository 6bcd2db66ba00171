"""An SQLite file is served by one process at a time."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url


class ServedAlreadyError(RuntimeError):
    """Another process serves this file; the text is for the person at the terminal."""


@contextmanager
def alone_on(url: str) -> Iterator[None]:
    """Hold the file as long as this lasts; a process that dies lets go of it by itself. Only SQLite needs it."""
    found = make_url(url)
    if found.get_backend_name() != "sqlite" or found.database in (None, "", ":memory:"):
        yield
        return
    path = Path(f"{found.database}.serving")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise ServedAlreadyError(
                "Đã có một dondoc serve đang chạy trên cơ sở dữ liệu này. Mỗi tệp SQLite chỉ một tiến trình phục vụ; "
                "muốn chạy nhiều tiến trình, hãy dùng PostgreSQL."
            ) from taken
        yield
