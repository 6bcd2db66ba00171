"""The papers on personal data: written from the settings in force, honest about what the office must check."""

import io
from pathlib import Path

import pytest
from docx import Document

from bot.__main__ import main
from bot.acts.founding import found
from bot.app import utc_now
from tests.databases import placed_store
from tests.talks import OFFICE


def words_of(path: Path) -> str:
    page = Document(io.BytesIO(path.read_bytes()))
    cells = [cell.text for table in page.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in page.paragraphs), *cells])


@pytest.fixture
def papers(tmp_path: Path, migrated_file: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DONDOC_SECRET", raising=False)
    (tmp_path / ".env").write_text(f"DONDOC_SECRET={'x' * 32}\nDONDOC_DATA={tmp_path}/data\n")
    store = placed_store(migrated_file, tmp_path / "data")
    with store.transaction() as session:
        office = found(session, OFFICE, utc_now())
        office.profile = {**office.profile, "keep": {"files": "6 tháng"}}
        session.add(office)
    store.close()
    assert main(["law", "giay-to"]) == 0
    assert main(["law", "giay-to"]) == 1
    return {path.name[0]: words_of(path) for path in (tmp_path / "giay-to").iterdir()}


def test_five_papers_say_what_is_so_here_and_what_must_be_checked(papers: dict[str, str]) -> None:
    assert sorted(papers) == list("12345")
    assert "thông báo như sau:" in papers["1"]
    assert "Kèm theo Thông báo số" in papers["3"]
    assert "Telegram" not in papers["1"], "no channel of others is in use here"
    for text in papers.values():
        assert "91/2025/QH15" in text
        assert "[Cơ quan cần kiểm tra]" in text
        assert "<" not in text
    assert "24 tháng" in papers["1"]
    assert "6 tháng (cơ quan đặt)" in papers["3"]
    assert "phần mềm tự động, không phải cán bộ" in papers["1"]
    assert "khóa suy ra từ mã bí mật" in papers["2"]
    assert "Chưa tự sao lưu" in papers["2"]
    assert "72 giờ" in papers["4"]
    assert "có đồng ý để UBND xã Thử xử lý dữ liệu cá nhân" in papers["5"]
    assert "Số 2 đường Thử" in papers["1"]
