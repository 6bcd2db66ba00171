"""Word documents: merged cells, lists Word numbers itself, tables inside cells, tracked changes."""

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table

from bot.plans.blocks import Line, Row
from bot.plans.docx import read_docx
from tests.plans.documents import places, rows_from, saved, word_file, word_table

HEAD = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"]


def merge(table: Table, first: tuple[int, int], last: tuple[int, int], text: str) -> None:
    """Word keeps the lines of all merged cells; here only one text is left."""
    table.cell(*first).merge(table.cell(*last)).text = text


def test_paragraphs_and_tables_come_in_reading_order() -> None:
    blocks = read_docx(word_file("I. MỘT", [HEAD, ["1", "A", "X", "30/6"]], "II. HAI", [HEAD, ["1", "B", "X", "30/7"]]))
    assert [block.text for block in blocks if isinstance(block, Line)] == ["I. MỘT", "II. HAI"]
    assert places(rows_from(blocks)) == ["I|1", "II|1"]


def test_a_row_says_where_it_stands() -> None:
    (row,) = rows_from(read_docx(word_file([["Lời", "dẫn"]], [HEAD, ["1", "A", "X", "30/6"]])))
    assert row.at == "bảng 2, hàng 2"


def test_cells_merged_across_and_down_hold_for_all_they_cover() -> None:
    document = docx.Document()
    blank = ["", "", "", ""]
    table = word_table(document, [HEAD, blank, ["1", "A", "", "30/6"], ["2", "B", "", "30/7"], ["3", "C", "", "30/8"]])
    merge(table, (1, 0), (1, 3), "I. Nhóm một")
    merge(table, (2, 2), (3, 2), "Công an xã")
    rows = rows_from(read_docx(saved(document)))
    assert places(rows) == ["I|1", "I|2", "I|3"]
    assert [row.lead for row in rows] == [("Công an xã",), ("Công an xã",), ()]


def test_a_header_of_two_rows_with_merged_cells_is_one_header() -> None:
    document = docx.Document()
    table = word_table(
        document,
        [
            ["TT", "Việc", "", "", "Thời hạn"],
            ["", "", "Chủ trì", "Phối hợp", ""],
            ["1", "A", "Công an xã", "Các thôn", "30/6"],
        ],
    )
    merge(table, (0, 2), (0, 3), "Đơn vị")
    for place, text in ((0, "TT"), (1, "Việc"), (4, "Thời hạn")):
        merge(table, (0, place), (1, place), text)
    (row,) = rows_from(read_docx(saved(document)))
    assert (row.lead, row.coop, row.deadline_text) == (("Công an xã",), ("Các thôn",), "30/6")


def test_numbers_word_counts_by_itself_are_read() -> None:
    document = docx.Document()
    table = word_table(document, [HEAD, ["", "A", "X", "30/6"], ["", "B", "X", "30/7"]])
    for at in (1, 2):
        table.cell(at, 0).paragraphs[0].style = document.styles["List Number"]
    table.cell(1, 1).add_paragraph("một ý nhỏ", style="List Bullet")
    first, second = rows_from(read_docx(saved(document)))
    assert (first.no, second.no) == ("1.", "2.")
    assert first.content == "A - một ý nhỏ"


@pytest.mark.parametrize(
    ("form", "pattern", "labels"),
    [
        ("decimal", "%1.", ["1.", "2."]),
        ("upperRoman", "%1", ["I", "II"]),
        ("lowerLetter", "%1)", ["a)", "b)"]),
        ("upperLetter", "%1.", ["A.", "B."]),
        ("decimalZero", "%1", ["01", "02"]),
    ],
)
def test_word_numbers_come_in_every_form(form: str, pattern: str, labels: list[str]) -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, list_levels("77", [(form, pattern)]))
    numbering.append(list_of("77"))
    table = word_table(document, [HEAD, ["", "A", "X", "30/6"], ["", "B", "X", "30/7"]])
    for at in (1, 2):
        number(table.cell(at, 0).paragraphs[0]._p, 0)
    assert [row.no for row in rows_from(read_docx(saved(document)))] == labels


def test_levels_of_a_word_list_count_below_one_another() -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, list_levels("77", [("decimal", "%1"), ("decimal", "%1.%2")]))
    numbering.append(list_of("77"))
    table = word_table(document, [HEAD, *(["", name, "X", "30/6"] for name in "ABCDE")])
    for at, depth in enumerate([0, 1, 1, 0, 1], 1):
        number(table.cell(at, 0).paragraphs[0]._p, depth)
    assert [row.no for row in rows_from(read_docx(saved(document)))] == ["1", "1.1", "1.2", "2", "2.1"]


def list_levels(name: str, levels: list[tuple[str, str]]) -> BaseOxmlElement:
    element = with_value("w:abstractNum", abstractNumId=name)
    for depth, (form, pattern) in enumerate(levels):
        level = with_value("w:lvl", ilvl=str(depth))
        level.extend(
            [with_value("w:start", val="1"), with_value("w:numFmt", val=form), with_value("w:lvlText", val=pattern)]
        )
        element.append(level)
    return element


def list_of(name: str) -> BaseOxmlElement:
    element = with_value("w:num", numId="777")
    element.append(with_value("w:abstractNumId", val=name))
    return element


def number(paragraph: BaseOxmlElement, depth: int) -> None:
    listed = OxmlElement("w:numPr")
    listed.extend([with_value("w:ilvl", val=str(depth)), with_value("w:numId", val="777")])
    paragraph.insert(0, OxmlElement("w:pPr"))
    paragraph[0].append(listed)


def with_value(name: str, **values: str) -> BaseOxmlElement:
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    return element


def test_a_plan_laid_out_inside_a_cell_is_read_as_a_table() -> None:
    document = docx.Document()
    outer = word_table(document, [["Bảng phân công"]])
    inner = outer.cell(0, 0).add_table(2, 4)
    for at, texts in enumerate([HEAD, ["1", "A", "X", "30/6"]]):
        for place, text in enumerate(texts):
            inner.cell(at, place).text = text
    assert places(rows_from(read_docx(saved(document)))) == ["|1"]


def test_another_table_inside_a_cell_is_part_of_its_text() -> None:
    document = docx.Document()
    table = word_table(document, [HEAD, ["1", "Trồng cây", "X", "30/6"]])
    inner = table.cell(1, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "bàng", "200 cây"
    (row,) = rows_from(read_docx(saved(document)))
    assert row.content == "Trồng cây bàng 200 cây"


def test_lines_paragraphs_and_hyphens_of_a_cell_are_joined() -> None:
    document = docx.Document()
    table = word_table(document, [HEAD, ["1", "Theo Kế hoạch số 5/KH-\nUBND", "X", "30/6"]])
    table.cell(1, 1).add_paragraph("đoạn hai\tcó tab")
    (row,) = rows_from(read_docx(saved(document)))
    assert row.content == "Theo Kế hoạch số 5/KH-UBND đoạn hai có tab"


def test_what_was_inserted_counts_and_what_was_deleted_does_not() -> None:
    document = docx.Document()
    table = word_table(document, [HEAD, ["1", "A", "X", ""]])
    paragraph = table.cell(1, 3).paragraphs[0]._p
    for tag, text_tag, text in (("w:del", "w:delText", "30/5/2026"), ("w:ins", "w:t", "30/6/2026")):
        change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        words.text = text
        run.append(words)
        change.append(run)
        paragraph.append(change)
    (row,) = rows_from(read_docx(saved(document)))
    assert row.deadline_text == "30/6/2026"


def test_a_table_inside_a_content_control_is_found() -> None:
    document = docx.Document()
    table = word_table(document, [HEAD, ["1", "A", "X", "30/6"]])._tbl
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    table.addprevious(control)
    control.append(content)
    content.append(table)
    assert places(rows_from(read_docx(saved(document)))) == ["|1"]


def test_a_table_that_goes_on_after_a_paragraph_keeps_its_columns() -> None:
    blocks = read_docx(word_file([HEAD, ["1", "A", "X", "30/6"]], "", [["2", "B", "X", "30/7"]]))
    assert places(rows_from(blocks)) == ["|1", "|2"]


def test_rows_shorter_than_the_table_are_filled_up() -> None:
    document = docx.Document()
    table = word_table(document, [HEAD, ["1", "A", "X", "30/6"]])
    table.rows[1]._tr.remove(table.cell(1, 3)._tc)
    rows = [block for block in read_docx(saved(document)) if isinstance(block, Row)]
    assert [len(row.cells) for row in rows] == [4, 4]
