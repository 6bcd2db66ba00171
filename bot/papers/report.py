"""A periodic report as the paper that is signed (NĐ 30/2020/NĐ-CP): number, day and signature stay blank."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count

from docx.document import Document as Page
from docx.shared import Pt

from bot.papers.grids import add_grid
from bot.papers.official import add_body, add_foot, add_head, add_title, signs_of
from bot.papers.pages import MIDDLE, a4, add_line, bytes_of
from bot.rules.addresses import OfficeName
from bot.rules.figures import NOTHING, UNKNOWN, Figure, Known, Section, Table, said_value

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_MONTH = re.compile(r"(?<=[Tt]háng )(?=[12]/)")  # January and February: nothing can be added in front


@dataclass(frozen=True)
class ReportPaper:
    """`about` begins its title, `period`: "Tháng 11/2026". `unseen`: nobody of the office has looked at it."""

    office: OfficeName
    period: str
    first: date
    last: date
    sections: tuple[Section, ...]
    unseen: bool
    year: int
    about: str = "Tình hình thực hiện nhiệm vụ"


def report_paper(report: ReportPaper) -> bytes:
    page = a4()
    add_head(page, report.office, "BC", report.year)
    period = said_period(report.period)
    add_title(page, "BÁO CÁO", f"{report.about} {period}")
    if report.unseen:
        add_line(page, "(Bản nháp, văn thư chưa xem)", italic=True, after=8).alignment = MIDDLE
    days = f"từ ngày {report.first:%d/%m/%Y} đến hết ngày {report.last:%d/%m/%Y}"
    about = f"{report.about[:1].lower()}{report.about[1:]} {period}"
    add_body(page, f"{report.office.whole} báo cáo {about} (số liệu {days}) như sau:")
    counted = count(1)
    for place, section in enumerate(report.sections, start=1):
        _add_section(page, roman(place), section, counted)
    add_body(page, f"Trên đây là báo cáo {about} của {report.office.whole}./.")
    add_line(page, "", size=6, after=0)
    add_foot(page, (f"- {UNKNOWN};", f"- Lưu: VT, {UNKNOWN}."), signs_of(report.office))
    return bytes_of(page)


def said_period(period: str) -> str:
    """ "tháng 02/2026", "quý III/2026", within a sentence."""
    return _MONTH.sub("0", period[:1].lower() + period[1:])


def roman(number: int) -> str:
    """From 1 to 39."""
    found = ""
    for value, letters in _ROMAN:
        while number >= value:
            found += letters
            number -= value
    return found


def said_figure(known: Known) -> str:
    """Numbers below ten with a zero before them, shares with what they are of: "02", "90% (18/20)"."""
    if isinstance(known, Figure) and known.whole:
        return f"{said_value(known)} ({len(known.codes)}/{len(known.whole)})"
    if isinstance(known, Figure) and known.whole is None:
        return f"{len(known.codes):02d}" if known.codes else "0"
    return said_value(known)


def _add_section(page: Page, number: str, section: Section, counted: Iterator[int]) -> None:
    add_body(page, f"{number}. {section.title.upper()}", bold=True).paragraph_format.keep_with_next = True
    for line in section.lines:
        for part in filter(None, map(str.strip, line.splitlines())):
            add_body(page, part)
    if section.is_empty:
        add_body(page, NOTHING)
    for place, known in enumerate(() if section.is_empty else section.figures):
        end = "." if place == len(section.figures) - 1 else ";"
        add_body(page, f"- {known.title}: {said_figure(known)}{end}")
    for table in section.tables:
        if table.rows:
            _add_table(page, table, next(counted))


def _add_table(page: Page, table: Table, number: int) -> None:
    caption = add_line(page, f"Bảng {number}. {table.title}", bold=True, size=13, after=4)
    caption.alignment = MIDDLE
    caption.paragraph_format.space_before, caption.paragraph_format.keep_with_next = Pt(6), True
    left = add_grid(page, table)
    note = f"(Còn {left:02d} dòng, xem phụ lục số liệu kèm theo.)" if left else ""
    add_line(page, note, italic=True, size=12 if note else 6, after=4)
