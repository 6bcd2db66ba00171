"""What a spreadsheet cell shows."""

from datetime import date, datetime, time

import pytest

from bot.plans.shown import is_month_first, shown, shows_day

DAY = datetime(2026, 12, 1)


@pytest.mark.parametrize(
    ("number_format", "text"),
    [
        ('"Tháng "m/yyyy', "Tháng 12/2026"),
        ("dd/mm/yyyy", "01/12/2026"),
        ("d/m/yyyy", "1/12/2026"),
        ("dd/mm/yyyy;@", "01/12/2026"),
        ("mm-dd-yy", "01/12/2026"),  # Excel's own short date follows the region
        ("[$-42A]dd\\-mm\\-yyyy", "01-12-2026"),
        ('"Trước ngày "dd/mm/yyyy', "Trước ngày 01/12/2026"),
        ("yyyy", "2026"),
        ("m/yyyy", "12/2026"),
        ("d mmmm yyyy", "1 tháng 12 2026"),
        ("dddd, dd/mm/yyyy", "Thứ 3, 01/12/2026"),  # a Tuesday
        ("dd/mm/yyyy hh:mm", "01/12/2026 00:00"),
        ("General", "01/12/2026"),
    ],
)
def test_a_date_shows_in_its_format(number_format: str, text: str) -> None:
    assert shown(DAY, number_format) == text


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (1, "General", "1"),
        (1.0, "General", "1"),
        (4.1, "General", "4.1"),
        (0.95, "0%", "95%"),
        (0.985, "0.0%", "98.5%"),
        (5280, "#,##0", "5.280"),
        (45.5, "0.00", "45.50"),
        (10, '0" ngày"', "10 ngày"),
        (2, '"Quý "0', "Quý 2"),
        (7, "@", "7"),
        (True, "General", "TRUE"),
        ("Quý I", "@", "Quý I"),
        (None, "General", ""),
        (time(7, 30), "hh:mm", "07:30:00"),
        (date(2026, 3, 8), "dd/mm/yyyy", "08/03/2026"),
    ],
)
def test_other_values_show_as_excel_shows_them(value: object, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


def test_a_format_may_leave_the_day_out() -> None:
    assert shows_day("dd/mm/yyyy")
    assert shows_day("mm-dd-yy")
    assert not shows_day('"Tháng "m/yyyy')


def test_a_format_that_puts_the_month_first_is_known() -> None:
    assert is_month_first("m/d/yyyy")
    assert is_month_first("mm/dd/yyyy")
    assert not is_month_first("d/m/yyyy")
    assert not is_month_first("mm-dd-yy")
    assert not is_month_first('"Tháng "m/yyyy')
