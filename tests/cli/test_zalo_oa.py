"""The official account at the terminal: the administrator's consent, and what check says before and after."""

import re
from pathlib import Path

import httpx
import pytest

from bot.__main__ import main
from bot.acts.founding import found
from bot.app import utc_now
from bot.channels.zalo_oa import Credentials
from bot.fakes.zalo_oa import FakeZaloOa
from storage.store import Store
from tests.contract.offices import oa_settings
from tests.talks import OFFICE, SECRET


@pytest.fixture
def desk(
    migrated_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zalo_oa_double: FakeZaloOa
) -> FakeZaloOa:
    """A folder with an office whose settings lead to the double."""
    monkeypatch.chdir(tmp_path)
    Path("dondoc.sqlite").write_bytes(migrated_file.read_bytes())
    store = Store("sqlite:///dondoc.sqlite")
    with store.transaction() as session:
        found(session, OFFICE, utc_now())
    store.close()
    given = {"DONDOC_SECRET": SECRET.decode(), "DONDOC_DATA": ".", **oa_settings(zalo_oa_double)}
    Path(".env").write_text("\n".join(f"{name}={value}" for name, value in given.items()))
    return zalo_oa_double


def told(capsys: pytest.CaptureFixture[str]) -> str:
    said = capsys.readouterr()
    return said.out + said.err


def test_the_consent_is_asked_for_given_and_seen(desk: FakeZaloOa, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 1
    assert "Zalo OA chưa được cấp quyền" in told(capsys)
    assert main(["zalo-oa", "link"]) == 0
    said = told(capsys)
    assert "http://127.0.0.1:8080/hooks/zalo-oa" in said
    link = re.findall(r"http\S+/permission\S+", said)[0]
    back = httpx.get(link, trust_env=False).headers["location"]
    assert back.startswith("http://127.0.0.1:8080/zalo-oa/callback?code=")
    assert main(["zalo-oa", "callback", back]) == 0
    assert "Đã cấp quyền" in told(capsys)
    assert main(["zalo-oa", "callback", back]) == 1  # a code is good once
    assert "đã dùng" in told(capsys)
    main(["check"])
    said = told(capsys)
    assert "Zalo OA" not in said
    assert desk.state.access not in said
    assert main(["invite", "1"]) == 0
    assert f"Zalo OA: mở https://zalo.me/{desk.state.oa_id} rồi nhắn /lienket" in told(capsys)


def test_what_is_no_way_back_and_an_office_without_an_account_are_told(
    desk: FakeZaloOa, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["zalo-oa", "callback", "https://xa.example/zalo-oa/callback?error=1"]) == 1
    assert "code và oa_id" in told(capsys)
    with Path(".env").open("a") as env:
        env.write("\nDONDOC_ZALO_OA_SIGNATURE=log\n")
    consent(desk)
    main(["check"])
    assert "còn nhận cả tin sai chữ ký" in told(capsys)
    Path(".env").write_text(f"DONDOC_SECRET={SECRET.decode()}\nDONDOC_DATA=.\n")
    assert main(["zalo-oa", "link"]) == 1
    assert "DONDOC_ZALO_OA_APP_ID" in told(capsys)


def consent(desk: FakeZaloOa) -> None:
    desk.state.codes["code"] = Credentials(desk.state.app_id, desk.state.app_secret).challenge
    assert main(["zalo-oa", "callback", f"https://xa.example/?code=code&oa_id={desk.state.oa_id}"]) == 0
