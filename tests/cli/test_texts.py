"""Whoever keeps the server sees every message filled in, and words some of them anew."""

import re
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.acts.founding import found
from bot.app import utc_now
from bot.samples.filling import samples
from bot.samples.showing import CHANNELS
from messages import own_names
from tests.databases import placed_store
from tests.talks import OFFICE


@pytest.fixture
def office(tmp_path: Path, migrated_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the office of this place puts its own wordings."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text(f"DONDOC_SECRET={'x' * 32}\nDONDOC_DATA={tmp_path}/data\n")
    store = placed_store(migrated_file, tmp_path / "data")
    with store.transaction() as session:
        found(session, OFFICE, utc_now())
    store.close()
    return tmp_path / "data" / "texts" / "XT"


def test_a_page_shows_every_message_with_its_buttons_under_the_offices_name(office: Path) -> None:
    assert main(["texts", "preview", "loi.html"]) == 0
    page = Path("loi.html").read_text("utf-8")
    assert {one.name for one in samples()} == set(re.findall(r"<h3>(\w+)", page))
    assert "Tôi là trợ lý tự động của <b>UBND xã Thử</b>" in page
    assert "<span>Đồng ý</span><span>Không đồng ý</span>" in page
    assert main(["texts", "preview", "loi.html"]) == 1  # nothing is written over


def test_a_channel_without_buttons_shows_numbered_lines() -> None:
    (asked,) = (one for one in samples() if one.name == "privacy_waits")
    (text,) = CHANNELS["zalo-bot"](asked.shown()).texts
    assert text.endswith("\n1. Đồng ý\n2. Không đồng ý\n3. Dữ liệu dùng vào việc gì?")


def test_an_own_wording_is_copied_shown_and_its_faults_are_told_with_the_line(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["texts", "copy", "greeting_citizen"]) == 0
    (office / "after_receipt.j2").write_text("Cảm ơn.\nMã {{ case.codee }}", "utf-8")
    (office / "unblocked.j2").write_text("{% if %}", "utf-8")
    (office / "rated_already.j2").write_text("Đã chấm {{ case.rating }} sao.", "utf-8")
    own_names.cache_clear()  # as at the start of another command
    main(["check"])
    said = capsys.readouterr().out
    assert f"{office}/after_receipt.j2, dòng 2: không có giá trị “codee”." in said
    assert f"{office}/unblocked.j2, dòng 1: viết sai" in said
    assert "rated_already" not in said
    main(["texts", "preview"])
    shown = capsys.readouterr().out
    assert "--- rated_already (lời riêng)\nĐã chấm 2 sao.\n" in shown
    assert (
        "--- after_receipt (lời riêng)\nLời riêng không dùng được: dòng 2: không có giá trị “codee”.\nCảm ơn ông/bà."
        in shown
    )
    assert main(["texts", "copy", "greeting_citizen"]) == 1
    assert main(["texts", "copy", "nothing"]) == 1
    main(["texts", "list"])
    assert "  greeting_citizen  (lời riêng)\n" in capsys.readouterr().out
