"""Which form its tables have and which is the newest, told without Alembic: to load that is dear, and seldom needed."""

import re
from pathlib import Path

from sqlalchemy import Connection, inspect

STEPS = Path(__file__).parent / "migrations" / "versions"
_NAMED = re.compile(r'^(down_revision|revision) = "(\w+)"', re.M)


class NewerFormError(RuntimeError):
    """The tables were given their form, which this names, by a newer program."""


def present_revision(connection: Connection) -> str:
    """The form of the tables; "" where there are none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return str(found or "")


def newest_revision() -> str:
    """The one step that no other builds on."""
    named = _named()
    (newest,) = {name for what, name in named if what == "revision"} - {name for what, name in named if "down" in what}
    return newest


def check_known(connection: Connection) -> None:
    """NewerFormError where the tables have a form that this program does not know."""
    present = present_revision(connection)
    if present and ("revision", present) not in _named():
        raise NewerFormError(present)


def _named() -> list[tuple[str, str]]:
    return [line for file in STEPS.glob("*.py") for line in _NAMED.findall(file.read_text(encoding="utf-8"))]
