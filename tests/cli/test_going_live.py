"""`init`: from an empty folder to the first message, with and without somebody at the keyboard."""

import asyncio
import io
import re
import shutil
import stat
from pathlib import Path

import pytest
from dotenv import dotenv_values
from hypothesis import given
from hypothesis import strategies as st

from bot.__main__ import main
from bot.fakes.telegram import FakeTelegram
from bot.settings.env_file import with_values
from storage.offices import all_offices
from storage.store import Store
from tests.databases import placed_store
from tests.doubles import free_port, until
from tests.plans.office_cells import office, packed

LEAD = 1001


@pytest.fixture
def folder(tmp_path: Path, migrated_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """With a filled workbook, and tables that are there already, as to make them takes its time."""
    monkeypatch.chdir(tmp_path)
    placed_store(migrated_file, tmp_path / "data").close()
    (tmp_path / "so-lieu.xlsx").write_bytes(packed(office()))
    return tmp_path


def told_options(fake: FakeTelegram, token: str = "") -> list[str]:
    Path("token.txt").write_text(f"{token or fake.token}\n")
    return [
        *("init", "--yes", "--channel", "telegram", "--token-file", "token.txt"),
        *("--set", f"DONDOC_TELEGRAM_API={fake.url}", "--set", f"DONDOC_PORT={free_port()}"),
        *("--workbook", "so-lieu.xlsx"),
    ]


def env() -> dict[str, str]:
    return {name: value or "" for name, value in dotenv_values(".env").items()}


def test_without_a_question_it_writes_settings_founds_the_office_and_invites(
    folder: Path, telegram_double: FakeTelegram, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree("data")
    assert main(told_options(telegram_double)) == 0
    told = capsys.readouterr().out
    assert "Telegram nhận mã: @DonDocBot" in told
    assert re.search(r"Telegram: https://t\.me/DonDocBot\?start=moi_\S+", told)
    assert "▀" in told
    assert telegram_double.token not in told
    assert stat.S_IMODE(Path(".env").stat().st_mode) == 0o600
    assert stat.S_IMODE(Path("data").stat().st_mode) == 0o700
    written = env()
    assert all(len(written[f"DONDOC_{name}"]) >= 32 for name in ("SECRET", "KEY", "BACKUP_KEY"))
    assert main(["check"]) == 0


def test_again_it_keeps_secrets_and_what_was_there(folder: Path, telegram_double: FakeTelegram) -> None:
    assert main(told_options(telegram_double)) == 0
    first = Path(".env").read_text()
    Path(".env").write_text(f"{first}# của tôi\n")
    again = [*told_options(telegram_double), "--set", "DONDOC_PUBLIC_URL=https://bot.xa.example"]
    assert main([*again, "--set", "DONDOC_TELEGRAM_MODE=webhook"]) == 0
    (kept,) = folder.glob(".env.2*")
    assert kept.read_text() == f"{first}# của tôi\n"
    assert "# của tôi" in Path(".env").read_text()
    written, before = env(), dotenv_values(kept)
    assert written["DONDOC_SECRET"] == before["DONDOC_SECRET"]
    assert written["DONDOC_TELEGRAM_MODE"] == "webhook"
    assert len(written["DONDOC_TELEGRAM_SECRET"]) >= 32


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (["--set", "DONDOC_PORT=x"], "DONDOC_PORT"),
        (["--set", "DONDOC_PORT"], "TÊN=GIÁ_TRỊ"),
        (["--channel", "viber"], "viber"),
        (["--channel", "zalo-bot"], "--token-file"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_written(
    more: list[str], why: str, folder: Path, telegram_double: FakeTelegram, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*told_options(telegram_double), *more]) == 1
    assert why in capsys.readouterr().err
    assert not Path(".env").exists()


def test_a_token_that_the_platform_refuses_is_not_written(
    folder: Path, telegram_double: FakeTelegram, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = f"123456:{'w' * 35}"
    assert main(told_options(telegram_double, wrong)) == 1
    told = capsys.readouterr()
    assert "không nhận mã này" in told.err
    assert wrong not in told.out + told.err
    assert not Path(".env").exists()


def test_without_a_workbook_one_is_written_to_be_filled_in(
    folder: Path, telegram_double: FakeTelegram, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(told_options(telegram_double)[:-2]) == 0
    assert Path("co-quan.xlsx").exists()
    assert "dondoc init --workbook co-quan.xlsx" in capsys.readouterr().out


def test_somebody_at_the_keyboard_is_asked_and_a_slip_in_the_workbook_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    no_channel, places, write, book = ["k", "k", "k"], ["bot.xa", "", "", "", "không"], ["sao", "c"], ["xau.xlsx"]
    said = [*no_channel, *places, *write, *book, "", "thôi"]
    cells = office()
    cells["Cán bộ"][1][3] = "Lãnh tụ"
    Path("xau.xlsx").write_bytes(packed(cells))
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(said) + "\n"))
    assert main(["init"]) == 0
    told = capsys.readouterr().out
    assert "Địa chỉ phải bắt đầu bằng https://" in told
    assert "Gõ c (có) hoặc k (không)" in told
    assert "Cán bộ!D2: không có vai trò “Lãnh tụ”" in told
    assert env()["DONDOC_DATA"] == "data"
    assert not env()["DONDOC_BACKUP_DIR"]
    store = Store("sqlite:///data/dondoc.sqlite")
    with store.transaction() as session:
        assert all_offices(session) == []
    store.close()


async def test_whoever_scans_the_code_gets_the_first_message(
    folder: Path, telegram_double: FakeTelegram, capsys: pytest.CaptureFixture[str]
) -> None:
    fake, heard = telegram_double, ""

    def invited() -> str:
        nonlocal heard
        heard += capsys.readouterr().out
        found = re.search(r"start=(moi_\S+)[\s\S]*Đang chờ", heard)
        return found[1] if found else ""

    running = asyncio.create_task(asyncio.to_thread(main, [*told_options(fake), "--wait", "60"]))
    await until(invited)
    fake.person(LEAD, "Hai")
    fake.say(LEAD, f"/start {invited()}")
    assert await running == 0
    assert "Đã liên kết" in fake.sent(LEAD)[0].text
    assert "đã chạy và gửi được tin" in fake.sent(LEAD)[1].text
    assert "Tin đầu tiên đã đến" in heard + capsys.readouterr().out


@given(st.dictionaries(st.sampled_from(["DONDOC_SECRET", "DONDOC_DATA", "DONDOC_PORT"]), st.text("aZ0 #'\"\\=ạ:/-")))
def test_any_value_is_read_as_it_was_written(values: dict[str, str]) -> None:
    text = with_values("# đầu\nDONDOC_PORT=1\nexport DONDOC_DATA='x'\nDONDOC_PORT=2\nOTHER=1\n", values)
    read = dotenv_values(stream=io.StringIO(text))
    assert {name: read[name] for name in values} == values
    assert (read["OTHER"], text[:6]) == ("1", "# đầu\n")
