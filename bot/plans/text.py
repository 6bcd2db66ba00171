"""Text files: tab-separated rows, Markdown tables and running text."""

import re

from bot.plans.blocks import Block, Line, Row, row_of
from bot.plans.columns import header_texts, read_columns
from bot.plans.html_table import read_html_table
from bot.plans.loose_text import read_loose
from bot.plans.markup import cell_lines, paragraph
from bot.plans.opening import PlanRefused

_RULE_SIGNS = frozenset(" \t|:+-–—_=")
MAX_TEXT = 5 * 1024 * 1024
_MOST_CELLS = 200
_TABLE = re.compile(r"(<table[\s>].*?</table>)", re.IGNORECASE | re.DOTALL)
_PIPE = re.compile(r"(?<!\\)\|")


def read_text(data: bytes) -> list[Block]:
    """The blocks of a text file. Raises PlanRefused when it is too long or in no known encoding."""
    if len(data) > MAX_TEXT:
        raise PlanRefused("Tệp văn bản quá dài. Vui lòng chỉ gửi phần kế hoạch.")
    text = decoded(data).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    if "<tr" in text.lower():
        return _with_html(text)
    lines = text.split("\n")
    blocks = blocks_of(lines)
    has_grid = any(isinstance(block, Row) and read_columns(header_texts(block)) for block in blocks)
    return blocks if has_grid else read_loose(lines) or blocks


def _with_html(text: str) -> list[Block]:
    """<table> elements as tables, everything between them as in other text files."""
    blocks: list[Block] = []
    for number, part in enumerate(_TABLE.split(text)):
        blocks += read_html_table(part, number) if _TABLE.fullmatch(part) else blocks_of(part.split("\n"))
    return blocks


def decoded(data: bytes) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise PlanRefused("Tệp văn bản không dùng bảng mã Unicode (UTF-8).") from error


def blocks_of(lines: list[str]) -> list[Block]:
    pipes = _pipe_lines(lines)
    blocks: list[Block] = []
    after_blank = True
    for at, line in enumerate(lines, 1):
        if line.strip() and not is_rule(line):
            blocks.append(_block(line, at, at - 1 in pipes, after_blank))
        after_blank = not line.strip()
    return blocks


def is_rule(line: str) -> bool:
    """The line of dashes under a Markdown header."""
    return "--" in line and _RULE_SIGNS.issuperset(line)


def _block(line: str, at: int, is_pipe: bool, fresh: bool) -> Block:
    where = f"dòng {at}"
    if is_pipe:
        bare = line.strip().removeprefix("|")
        bare = bare[:-1] if bare.endswith("|") and not bare.endswith("\\|") else bare
        return row_of(
            [cell_lines(cell.replace("\\|", "|")) for cell in _PIPE.split(bare, _MOST_CELLS)], where, fresh=fresh
        )
    if "\t" in line.rstrip("\n"):
        return row_of([cell_lines(cell) for cell in line.split("\t", _MOST_CELLS)], where, fresh=fresh)
    return Line(paragraph(line), where, fresh)


def _pipe_lines(lines: list[str]) -> set[int]:
    """Lines of Markdown tables: with outer bars, or around a line of dashes and bars."""
    found = {i for i, line in enumerate(lines) if line.strip().startswith("|") and len(_PIPE.findall(line)) > 1}
    for i, line in enumerate(lines):
        if "|" in line and is_rule(line):
            found |= _around(lines, i)
    return found


def _around(lines: list[str], rule: int) -> set[int]:
    run = {rule - 1} if rule and "|" in lines[rule - 1] else set()
    for i in range(rule + 1, len(lines)):
        if "|" not in lines[i]:
            break
        run.add(i)
    return run
