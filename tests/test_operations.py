"""The files that operate the bot keep what they promise."""

import re
import tomllib
from pathlib import Path
from typing import Any, cast

from starlette.routing import Route

from bot.__main__ import parser
from bot.settings import NAMES
from bot.settings.upkeep import DRAIN_SECONDS
from bot.upkeep.doors import health_routes

ROOT = Path(__file__).resolve().parents[1]
OPS = ROOT / "ops"
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


def test_the_unit_runs_what_make_setup_installs() -> None:
    unit, project = FILES["dondoc.service"], tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (program, words) = re.findall(r"^ExecStart=/opt/dondoc/\.venv/bin/(\w+) (.+)$", unit, flags=re.M)[0]
    assert program in project["project"]["scripts"]
    assert callable(parser().parse_args(words.split()).run)
    assert re.search(r"^VENV := \.venv$", (ROOT / "Makefile").read_text("utf-8"), flags=re.M)
    for page in re.findall(r"file:///opt/dondoc/(\S+)", unit):
        assert (ROOT / page).is_file()


def test_the_image_copies_all_that_the_package_is_made_of() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    packages = {name.rstrip("*") for name in project["tool"]["setuptools"]["packages"]["find"]["include"]}
    copied = {
        word for line in re.findall(r"^COPY (?!--)(.+) \S+$", FILES["Dockerfile"], flags=re.M) for word in line.split()
    }
    assert packages | {"pyproject.toml", "README.md", "LICENSE", "requirements.txt"} == copied
    assert all((ROOT / name).exists() for name in copied)


def test_monitors_ask_at_doors_there_are() -> None:
    doors = {cast(Route, one).path for one in health_routes(cast(Any, None), cast(Any, None), "")}
    asked = set(re.findall(r"(/healthz|/readyz|/metrics|/health\b)", "\n".join(FILES.values())))
    assert {"/healthz", "/metrics"} <= asked <= doors
