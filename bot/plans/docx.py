"""Word documents: paragraphs and tables in reading order, straight from the XML."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from bot.plans.blocks import Block, Cell, Line, Row
from bot.plans.columns import header_texts, read_columns
from bot.plans.docx_numbers import Counter, read_counter
from bot.plans.markup import one_line
from bot.plans.opening import PlanRefused, open_package, read_part

_TRANSPARENT = frozenset(
    qn(name)
    for name in (
        "w:sdt",
        "w:sdtContent",
        "w:ins",
        "w:moveTo",
        "w:customXml",
        "w:smartTag",
        "w:hyperlink",
        "w:fldSimple",
    )
)
_P, _TBL, _TR, _TC, _R = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "r"))
_TEXT = qn("w:t")
_SIGNS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_WIDEST = 64
_DEEPEST = 3  # tables in tables; what lies deeper was never a plan
MAX_ROWS = 10_000


@dataclass
class Reader:
    """What is carried along through one document."""

    counter: Counter
    depth: int = 0  # tables around the one being read
    tables: int = 0
    above: dict[int, str] = field(default_factory=dict)  # texts of cells merged downwards, by column


def read_docx(data: bytes) -> list[Block]:
    """The blocks of a .docx file. Raises PlanRefused."""
    package = open_package(data)
    names = package.namelist()
    main = next((name for name in ("word/document.xml", *sorted(names)) if _is_main(name) and name in names), "")
    root = _parsed(read_part(package, main))
    extra = {
        name: _parsed(read_part(package, f"word/{name}.xml"))
        for name in ("numbering", "styles")
        if f"word/{name}.xml" in names
    }
    reader = Reader(read_counter(extra.get("numbering"), extra.get("styles")))
    body = root.find(qn("w:body"))
    if body is None:
        raise PlanRefused("Tệp Word bị hỏng, không đọc được nội dung.")
    return list(_blocks(reader, body))


def _is_main(name: str) -> bool:
    return name.startswith("word/document") and name.endswith(".xml")


def _parsed(xml: bytes) -> BaseOxmlElement:
    try:
        return parse_xml(xml)
    except (SyntaxError, ValueError) as error:
        raise PlanRefused("Tệp Word bị hỏng, không đọc được nội dung.") from error


def _children(element: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """Children, looked at through content controls and tracked insertions."""
    for child in element:
        if child.tag in _TRANSPARENT:
            yield from _children(child)
        else:
            yield child


def _blocks(reader: Reader, body: BaseOxmlElement) -> Iterator[Block]:
    for child in _children(body):
        if child.tag == _P:
            if text := _paragraph(reader, child):
                yield Line(one_line(text))
        elif child.tag == _TBL:
            yield from _table(reader, child)


def _table(reader: Reader, table: BaseOxmlElement) -> Iterator[Block]:
    reader.tables += 1
    number = reader.tables
    reader.above = {}
    rows = [row for row in _children(table) if row.tag == _TR]
    if len(rows) > MAX_ROWS:
        raise PlanRefused("Bảng trong tệp có quá nhiều hàng. Vui lòng chỉ gửi phần kế hoạch.")
    inner: list[tuple[int, BaseOxmlElement]] = []
    drafts = [_cells(reader, row, inner, at) for at, row in enumerate(rows)]
    width = max((len(cells) for cells in drafts), default=0)
    for at, cells in enumerate(drafts):
        padded = (*cells, *(Cell() for _ in range(width - len(cells))))
        yield Row(padded, f"bảng {number}, hàng {at + 1}", number, at == 0)
        for owner, nested in inner:
            if owner == at:
                yield from _inner_table(reader, nested)


def _inner_table(reader: Reader, table: BaseOxmlElement) -> Iterator[Block]:
    inside = replace(reader, depth=reader.depth + 1)
    yield from _table(inside, table)
    reader.tables = inside.tables


def _cells(reader: Reader, row: BaseOxmlElement, inner: list[tuple[int, BaseOxmlElement]], at: int) -> list[Cell]:
    cells = [Cell() for _ in range(_number(row.find(qn("w:trPr")), "w:gridBefore", 0))]
    for cell in (child for child in _children(row) if child.tag == _TC):
        properties = cell.find(qn("w:tcPr"))
        span = max(1, _number(properties, "w:gridSpan", 1))
        merged = properties.find(qn("w:vMerge")) if properties is not None else None
        text = _cell_text(reader, cell, inner, at)
        place = len(cells)
        if merged is not None and merged.get(qn("w:val")) != "restart":
            cells.append(Cell(reader.above.get(place, ""), down=True))
        else:
            reader.above[place] = text
            cells.append(Cell(text))
        cells += [Cell(across=True)] * (span - 1)
    return cells[:_WIDEST]


def _number(properties: BaseOxmlElement | None, name: str, otherwise: int) -> int:
    found = properties.find(qn(name)) if properties is not None else None
    text = found.get(qn("w:val"), "") if found is not None else ""
    return min(int(text), _WIDEST) if text.isdigit() and len(text) < 6 else otherwise


def _cell_text(reader: Reader, cell: BaseOxmlElement, inner: list[tuple[int, BaseOxmlElement]], at: int) -> str:
    """The lines of a cell; a plan's table laid out inside it is set aside to be read as a table."""
    lines: list[str] = []
    for child in _children(cell):
        if child.tag == _P:
            lines.append(_paragraph(reader, child))
        elif child.tag != _TBL or reader.depth == _DEEPEST:
            continue
        elif _is_plan(reader, child):
            inner.append((at, child))
        else:
            lines += [" ".join(cell.text for cell in row) for row in _flat_rows(reader, child)]
    return cell_lines_of(lines)


def _is_plan(reader: Reader, table: BaseOxmlElement) -> bool:
    first = next((row for row in _children(table) if row.tag == _TR), None)
    cells = _cells(Reader(Counter(), _DEEPEST), first, [], 0) if first is not None else []
    return read_columns(header_texts(Row(tuple(cells)))) is not None


def _flat_rows(reader: Reader, table: BaseOxmlElement) -> Iterator[list[Cell]]:
    inside = Reader(reader.counter, reader.depth + 1)
    for row in _children(table):
        if row.tag == _TR:
            yield _cells(inside, row, [], 0)


def cell_lines_of(lines: list[str]) -> str:
    """Plain lines need no tags taken out, only blanks folded."""
    return "\n".join(filter(None, (one_line(part) for line in lines for part in line.split("\n"))))


def _paragraph(reader: Reader, paragraph: BaseOxmlElement) -> str:
    text = "".join(_runs(paragraph))
    label = reader.counter.next_label(paragraph)
    return f"{label} {text}".strip() if label else text.strip()


def _runs(element: BaseOxmlElement) -> Iterator[str]:
    for child in _children(element):
        if child.tag == _R:
            yield from _run(child)


def _run(run: BaseOxmlElement) -> Iterator[str]:
    for child in run:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
