"""A damaged file is noticed before anybody works with it."""

from pathlib import Path

from storage.snapshots import damage
from tests.databases import opened
from tests.storage.rows import put_office


def test_a_spoilt_page_is_noticed(migrated_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "spoilt.db"
    path.write_bytes(migrated_file.read_bytes())
    with opened(f"sqlite:///{path}") as store, store.transaction() as session:
        put_office(session)
    assert damage(path) == ""
    data = bytearray(path.read_bytes())
    page = data.index("Thanh Bình".encode()) // 4096 * 4096
    data[page : page + 4096] = bytes(4096)
    path.write_bytes(data)
    assert damage(path)
    path.write_bytes(b"SQLite it is not, whatever its name says" * 200)
    assert "not a database" in damage(path)
