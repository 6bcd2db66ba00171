"""The files that operate the bot keep what they promise."""

import re
from pathlib import Path

from bot.settings import NAMES
from bot.settings.upkeep import DRAIN_SECONDS

OPS = Path(__file__).resolve().parents[1] / "ops"
FILES = {path.name: path.read_text("utf-8") for path in OPS.iterdir()}


def test_every_setting_in_them_exists() -> None:
    named = set(re.findall(r"DONDOC_\w+", "\n".join(FILES.values())))
    assert named <= set(NAMES)
    assert {"DONDOC_DATABASE", "DONDOC_DATA", "DONDOC_BACKUP_DIR"} <= named


def test_the_image_is_pinned_and_runs_without_rights() -> None:
    image = FILES["Dockerfile"]
    assert "--require-hashes -r requirements.txt" in image
    assert image.index("USER 10001") < image.index("ENTRYPOINT")
    assert "://" not in image.replace("http://127.0.0.1", "")


def test_what_is_stopped_gets_longer_than_it_asks_for() -> None:
    (unit,) = re.findall(r"TimeoutStopSec=(\d+)", FILES["dondoc.service"])
    (image,) = re.findall(r"stop_grace_period: (\d+)s", FILES["compose.yaml"])
    assert min(int(unit), int(image)) > DRAIN_SECONDS + 20


def test_the_figures_are_for_nobody_outside() -> None:
    assert "path /metrics /readyz" in FILES["Caddyfile"]
    assert "respond @inside 404" in FILES["Caddyfile"]


def test_the_unit_may_write_nowhere_but_where_it_keeps_things() -> None:
    for line in ("DynamicUser=yes", "ProtectSystem=strict", "NoNewPrivileges=yes", "StateDirectoryMode=0700"):
        assert f"\n{line}\n" in FILES["dondoc.service"]
