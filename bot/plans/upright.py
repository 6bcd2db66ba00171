"""Tables that stand on their side: headers in the first column, one task beside or below another."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from bot.plans.blocks import Block, Row, row_of
from bot.plans.columns import header_texts, read_columns
from bot.plans.headers import header_role
from bot.plans.markup import one_line


def upright(blocks: Iterable[Block]) -> Iterator[Block]:
    """The same blocks, with every table's headers in its first row."""
    for is_row, group in groupby(blocks, key=lambda block: isinstance(block, Row)):
        if not is_row:
            yield from group
            continue
        rows = [block for block in group if isinstance(block, Row)]
        for _, table in groupby(rows, key=lambda row: row.table):
            yield from _turned(list(table))


def _turned(rows: list[Row]) -> list[Row]:
    if any(read_columns(header_texts(row)) for row in rows):
        return rows
    pairs = [pair for row in rows for pair in _pairs(row)]
    heads = list(dict.fromkeys(label for label, _ in pairs))
    if not _are_labels([label for label, _ in pairs]) or read_columns(heads) is None:
        return rows
    texts = _beside(pairs, heads) if max(len(values) for _, values in pairs) > 1 else _below(pairs, heads)
    return [row_of(line, rows[0].at, rows[0].table, not at) for at, line in enumerate([heads, *texts])]


def _are_labels(labels: Sequence[str]) -> bool:
    """Most first cells name a field, and at least three fields are named."""
    roles = [header_role(label) for label in labels]
    return len(set(roles) - {None}) >= 3 and roles.count(None) * 3 <= len(roles)


def _pairs(row: Row) -> list[tuple[str, list[str]]]:
    """Label and values of a row; a cell of its own may hold lines "Thời hạn: 30/6"."""
    texts = [cell.text for cell in row.cells if not cell.across]
    while texts and not texts[-1].strip():
        texts.pop()
    if len(texts) == 1:
        lines = (line.partition(":") for line in texts[0].split("\n"))
        return [(one_line(label), [value.strip()]) for label, colon, value in lines if colon]
    return [(one_line(texts[0]).rstrip(":"), texts[1:])] if texts else []


def _beside(pairs: Sequence[tuple[str, list[str]]], heads: Sequence[str]) -> list[list[str]]:
    """One task in every further column."""
    values = dict(pairs)
    count = max(len(texts) for texts in values.values())
    return [[(values[head] + [""] * count)[at] for head in heads] for at in range(count)]


def _below(pairs: Sequence[tuple[str, list[str]]], heads: Sequence[str]) -> list[list[str]]:
    """A new task begins where the first label comes again."""
    tasks: list[dict[str, str]] = []
    for label, values in pairs:
        if label == heads[0] or not tasks:
            tasks.append({})
        tasks[-1][label] = values[0] if values else ""
    return [[task.get(head, "") for head in heads] for task in tasks]
