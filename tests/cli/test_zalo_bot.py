"""Zalo's bots at the terminal: what check says, and what is asked of Zalo by hand."""

from pathlib import Path

import httpx
import pytest

from bot.__main__ import main
from bot.acts.founding import found
from bot.app import utc_now
from bot.fakes.zalo_bot import FakeZaloBot
from storage.store import Store
from tests.talks import OFFICE, SECRET

WEBHOOK = {"url": "https://bot.example/x", "secret_token": "a secret of 16 letters"}


@pytest.fixture
def desk(
    migrated_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zalo_bot_double: FakeZaloBot
) -> FakeZaloBot:
    """A folder with an office whose settings lead to the double."""
    monkeypatch.chdir(tmp_path)
    Path("dondoc.sqlite").write_bytes(migrated_file.read_bytes())
    store = Store("sqlite:///dondoc.sqlite")
    with store.transaction() as session:
        found(session, OFFICE, utc_now())
    store.close()
    Path(".env").write_text(
        f"DONDOC_SECRET={SECRET.decode()}\nDONDOC_DATA=.\nDONDOC_ZALO_BOT_API={zalo_bot_double.url}\n"
        f"DONDOC_ZALO_BOT_TOKEN={zalo_bot_double.token}\n"
    )
    return zalo_bot_double


def test_a_webhook_that_is_in_the_way_of_polling_is_told_and_dropped_by_hand(
    desk: FakeZaloBot, capsys: pytest.CaptureFixture[str]
) -> None:
    httpx.post(f"{desk.url}/bot{desk.token}/setWebhook", json=WEBHOOK, trust_env=False)
    main(["check"])
    told = capsys.readouterr().out
    assert "tin đến lúc máy chủ tắt thì mất" in told
    assert "Zalo đang gọi https://bot.example/x" in told
    assert "dondoc zalo-bot drop-webhook" in told
    assert main(["zalo-bot", "drop-webhook"]) == 0
    assert "không còn gọi https://bot.example/x" in capsys.readouterr().out
    main(["check"])
    assert "Zalo đang gọi" not in capsys.readouterr().out
    assert main(["zalo-bot", "drop-webhook"]) == 0
    assert "không gọi vào đâu" in capsys.readouterr().out


def test_an_invitation_says_where_to_type_its_code(desk: FakeZaloBot, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["invite", "1"]) == 0
    told = capsys.readouterr().out
    assert "Zalo Bot: mở https://bot.zaloplatforms.com/bots/4700000001 rồi nhắn /lienket " in told
    assert desk.calls("getMe") == []


def test_a_token_that_zalo_refuses_is_grave(desk: FakeZaloBot, capsys: pytest.CaptureFixture[str]) -> None:
    desk.state.token = "4700000001:another-token-of-the-same-bot"
    assert main(["check"]) == 1
    told = capsys.readouterr()
    assert "Zalo Bot không nhận mã bot." in told.out
    assert desk.token not in told.out + told.err
    assert main(["zalo-bot", "drop-webhook"]) == 1
