"""How a database goes about what it is asked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, event

from storage.store import Store

Said = tuple[str, Any]
# Partial indexes of the few rows that still have to do with a tick: reading them whole is the point of them. And
# numbers that were given, or are asked for.
SMALL = ("ix_letter_live", "ix_nudge_open", "ix_plan_unread", "json_each", "Function Scan")


@contextmanager
def statements(store: Store) -> Iterator[list[Said]]:
    """What is said to the database meanwhile, with its values."""
    heard: list[Said] = []

    def hear(_connection: Any, _cursor: Any, words: str, values: Any, _context: Any, _many: bool) -> None:
        heard.append((words, values))

    event.listen(store.engine, "before_cursor_execute", hear)
    try:
        yield heard
    finally:
        event.remove(store.engine, "before_cursor_execute", hear)


def explained(connection: Connection, heard: list[Said]) -> list[str]:
    """One line for each table that a statement reads, in the words of the database."""
    explain: Callable[[Connection, str, Any], list[str]]
    explain = _by_sqlite if connection.dialect.name == "sqlite" else _by_postgresql
    # Of one that is said for many rows at once, the first.
    once = ((words, values[0] if isinstance(values, list) else values) for words, values in heard)
    looked_up = [(words, values) for words, values in once if words.startswith(("SELECT", "UPDATE", "DELETE"))]
    return [line for words, values in looked_up for line in explain(connection, words, values)]


def whole_reads(lines: list[str]) -> list[str]:
    """Those in which a table, or an index that grows with it, is read from end to end."""
    return [line for line in lines if line.startswith(("SCAN", "Seq")) and not any(name in line for name in SMALL)]


def _by_sqlite(connection: Connection, words: str, values: Any) -> list[str]:
    lines = [row[-1] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", values)]
    parts = {line.split()[-1] for line in lines if line.startswith(("CO-ROUTINE", "MATERIALIZE"))}
    return [line for line in lines if line not in {f"SCAN {part}" for part in parts}]  # parts of the question itself


def _by_postgresql(connection: Connection, words: str, values: Any) -> list[str]:
    # The tables of a test are so small that it would read them whole, though it has an index to search.
    connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    (top,) = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {words}", values).scalar_one()
    return list(_reads(top["Plan"]))


def _reads(node: dict[str, Any]) -> Iterator[str]:
    if node["Node Type"].endswith("Scan") and node["Node Type"] not in ("Bitmap Heap Scan", "Subquery Scan"):
        of = node.get("Index Name") or node.get("Relation Name")
        condition = node.get("Index Cond", "")
        way = node["Node Type"] if condition or node["Node Type"] == "Seq Scan" else f"SCAN by {node['Node Type']}"
        yield f"{way} of {of} {condition}".strip()
    for below in node.get("Plans", ()):
        yield from _reads(below)
