"""The template: what it offers is what the reader understands."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from bot.papers.workbook import write_template
from bot.plans.workbook import read_workbook
from bot.rules.clock_rules import DEFAULT_ANSWER
from bot.rules.ladders import kinds
from bot.rules.routing import CATEGORIES, DEFAULT_ROUTES
from bot.rules.sorting import OWN_TOPIC
from bot.rules.states import Role
from bot.rules.workdays import Hours
from tests.plans.office_cells import refusal, saved

FILLED = ("Đơn vị", "Cán bộ", "Lĩnh vực", "Ngày nghỉ", "Kỳ báo cáo", "Thủ tục", "Mốc nhắc việc")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "mau.xlsx"
    write_template(path)
    return path


@pytest.fixture
def template(written: Path) -> Workbook:
    return load_workbook(written)


def menu(book: Workbook, title: str, cell: str) -> list[str]:
    """What the drop-down of a cell shows."""
    offers = book[title].data_validations.dataValidation
    source = next(offer.formula1 for offer in offers if cell in offer.sqref)
    if source.startswith('"'):
        return str(source).strip('"').split(",")
    sheet, area = book.defined_names[source].attr_text.split("!")
    return [row[0].value for row in book[sheet.strip("'")][area.replace("$", "")]]


def fill(book: Workbook) -> Workbook:
    book["Cơ quan"]["B2"], book["Cơ quan"]["B3"] = "UBND xã Suối Mơ", "SM"
    for number, name in enumerate(dict.fromkeys(DEFAULT_ROUTES.values()), start=5):
        book["Đơn vị"].cell(number, 1).value = name
    unit = DEFAULT_ROUTES["khac"]
    for number, role in enumerate(menu(book, "Cán bộ", "D5"), start=5):
        for place, value in enumerate((f"Người số {number}", "Chức danh", unit, role), start=1):
            book["Cán bộ"].cell(number, place).value = value
    return book


def test_as_it_comes_it_lacks_only_what_an_office_has_to_say(template: Workbook) -> None:
    told = refusal(saved(template))
    assert told[:3] == [
        "Cơ quan!B2: thiếu tên cơ quan.",
        "Cơ quan!B3: thiếu mã cơ quan.",
        "Đơn vị: chưa có đơn vị nào, hãy ghi từ dòng dưới tiêu đề.",
    ]
    assert {problem.split("!")[0].split(":")[0] for problem in told[3:]} == {"Cán bộ"}


def test_filled_in_it_gives_an_office_with_the_usual_settings(template: Workbook) -> None:
    plan = read_workbook(saved(fill(template)))
    assert (plan.name, plan.code) == ("UBND xã Suối Mơ", "SM")
    assert plan.hours == Hours().spans
    assert plan.answer_clock == DEFAULT_ANSWER
    assert plan.routes == DEFAULT_ROUTES
    assert len(plan.units) == len(set(DEFAULT_ROUTES.values()))
    assert plan.days == ()
    assert plan.ladders == {}
    assert plan.procedures == {}


def test_a_topic_whose_usual_unit_the_office_lacks_is_left_open_and_a_slip_is_not(template: Workbook) -> None:
    fill(template)["Đơn vị"]["A6"] = "Công an phường"  # where "Công an xã" stood
    plan = read_workbook(saved(template))
    assert plan.routes
    assert set(plan.routes.values()) == set(DEFAULT_ROUTES.values()) - {"Công an xã"}
    template["Lĩnh vực"]["B2"] = "Công an xã"
    assert [problem.split(":")[0] for problem in refusal(saved(template))] == ["Lĩnh vực!B2"]


def test_every_role_it_offers_is_a_role(template: Workbook) -> None:
    plan = read_workbook(saved(fill(template)))
    assert [post.role for post in plan.posts] == [
        Role.OFFICIAL,
        Role.UNIT_HEAD,
        Role.CLERK,
        Role.LEAD,
        Role.ADMIN,
    ]


@pytest.mark.parametrize(("title", "cell"), [("Cơ quan", "B12"), ("Đơn vị", "C5"), ("Ngày nghỉ", "B5")])
def test_every_choice_it_offers_is_understood(template: Workbook, title: str, cell: str) -> None:
    fill(template)
    template["Ngày nghỉ"]["A5"], template["Ngày nghỉ"]["B5"], template["Ngày nghỉ"]["C5"] = "05/03/2027", "Nghỉ", "Lễ"
    words = menu(template, title, cell)
    assert len(words) >= 2
    for word in words:
        template[title][cell] = word
        assert read_workbook(saved(template)).name == "UBND xã Suối Mơ"


def test_every_category_is_there_with_the_unit_that_usually_handles_it(template: Workbook) -> None:
    rows = template["Lĩnh vực"].iter_rows(min_row=2, max_row=1 + len(CATEGORIES), values_only=True)
    assert {row[0]: row[1] or "" for row in rows} == {
        category.title: DEFAULT_ROUTES.get(code, "") for code, category in CATEGORIES.items()
    }
    assert menu(template, "Lĩnh vực", "A2") == [*(category.title for category in CATEGORIES.values()), OWN_TOPIC]


@pytest.mark.parametrize("title", ["Đơn vị", "Cán bộ", "Ngày nghỉ", "Kỳ báo cáo"])
def test_three_examples_are_marked_and_never_read(template: Workbook, title: str) -> None:
    marked = [str(row[0].value) for row in template[title].iter_rows(min_row=2, max_row=5)]
    assert ["ví dụ, hãy xóa" in text for text in marked] == [True, True, True, False]
    plan = read_workbook(saved(fill(template)))
    assert "ví dụ" not in repr(plan)


def test_every_kind_of_task_is_there_and_says_what_it_is_reminded_by(template: Workbook) -> None:
    rows = list(template["Mốc nhắc việc"].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == [kind.title for kind in kinds().values()]
    for row, kind in zip(rows, kinds().values(), strict=True):
        assert row[1] is None
        assert kind.read(str(row[2]).removeprefix("Mặc định:\n")) == kind.ladder


def test_an_example_becomes_real_once_its_name_is_written_over(template: Workbook) -> None:
    fill(template)["Đơn vị"]["A4"] = "Điện lực Suối Mơ"
    unit = read_workbook(saved(template)).units[0]
    assert (unit.name, unit.aliases, unit.external) == ("Điện lực Suối Mơ", ("Điện lực",), True)


@pytest.mark.parametrize("title", ["Hướng dẫn", "Cơ quan", *FILLED])
def test_headers_stand_out_stay_in_sight_and_print_on_one_page_width(template: Workbook, title: str) -> None:
    sheet = template[title]
    assert sheet.freeze_panes == "A2"
    assert sheet["B1"].font.bold
    assert sheet["B1"].fill.fgColor.rgb == "001F4E79"
    setup = sheet.sheet_properties.pageSetUpPr
    assert setup
    assert (setup.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)


@pytest.mark.parametrize("title", ["Cơ quan", *FILLED])
def test_columns_are_wide_enough_for_what_stands_in_them(template: Workbook, title: str) -> None:
    sheet = template[title]
    for place, column in enumerate(sheet.iter_cols(max_row=20, values_only=True), start=1):
        lines = [line for value in column for line in str(value or "").splitlines()]
        assert max(map(len, lines)) <= sheet.column_dimensions[get_column_letter(place)].width


@pytest.mark.parametrize("cell", ["Cơ quan!B5", "Cán bộ!E5", "Ngày nghỉ!A5"])
def test_cells_to_fill_keep_what_is_typed_as_text(template: Workbook, cell: str) -> None:
    title, place = cell.split("!")
    assert template[title][place].number_format == "@"


def test_the_guide_has_thirteen_short_lines(template: Workbook) -> None:
    lines = [str(row[1]) for row in template["Hướng dẫn"].iter_rows(min_row=2, values_only=True)]
    assert len(lines) == 13
    assert max(len(line) for line in lines) <= 120


def test_what_is_filled_in_is_explained_beside_the_cell_and_no_text_is_hidden(template: Workbook) -> None:
    hints = [offer.prompt for sheet in template for offer in sheet.data_validations.dataValidation if offer.prompt]
    assert len(hints) >= 7
    assert max(map(len, hints)) <= 255  # what a spreadsheet shows
    ladders = template["Mốc nhắc việc"]
    assert ladders.row_dimensions[2].height >= 15 * str(ladders["C2"].value).count("\n")


def test_the_lists_behind_the_menus_are_out_of_sight(template: Workbook) -> None:
    assert [sheet.title for sheet in template if sheet.sheet_state == "visible"] == ["Hướng dẫn", "Cơ quan", *FILLED]
    assert [sheet.title for sheet in template if sheet.sheet_state == "hidden"] == ["Danh mục"]
