"""A damaged file is noticed before anybody works with it."""

from pathlib import Path

from storage.snapshots import damage
from tests.databases import opened
from tests.storage.rows import put_office, put_person


def test_a_spoilt_page_is_noticed(migrated_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "spoilt.db"
    path.write_bytes(migrated_file.read_bytes())
    with opened(f"sqlite:///{path}") as store, store.transaction() as session:
        office = put_office(session)
        for number in range(200):
            put_person(session, office, f"Nguyễn Văn {number}")
    assert damage(path) == ""
    data = bytearray(path.read_bytes())
    middle = data.index("Nguyễn Văn 100".encode()) // 4096 * 4096
    data[middle : middle + 4096] = bytes(4096)
    path.write_bytes(data)
    assert damage(path)
    path.write_bytes(b"SQLite it is not, whatever its name says" * 200)
    assert "not a database" in damage(path)
