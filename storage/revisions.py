"""Which form its tables have and which is the newest, told without Alembic: to load that is dear, and seldom needed."""

import re
from pathlib import Path

from sqlalchemy import Connection, inspect

STEPS = Path(__file__).parent / "migrations" / "versions"
_NAMED = re.compile(r'^(down_revision|revision) = "(\w+)"', re.M)


def present_revision(connection: Connection) -> str:
    """The form of the tables; "" where there are none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return str(found or "")


def newest_revision() -> str:
    """The one step that no other builds on."""
    named: list[tuple[str, str]] = [
        line for file in STEPS.glob("*.py") for line in _NAMED.findall(file.read_text(encoding="utf-8"))
    ]
    (newest,) = {name for what, name in named if what == "revision"} - {name for what, name in named if "down" in what}
    return newest
