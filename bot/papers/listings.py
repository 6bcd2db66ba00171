"""A list for everybody as a notice (NĐ 30/2020/NĐ-CP): number, day and signature stay blank."""

from collections.abc import Sequence
from dataclasses import replace

from docx.document import Document as Page

from bot.papers.grids import add_grid
from bot.papers.official import add_body, add_foot, add_head, add_title, signs_of
from bot.papers.pages import a4, add_line, bytes_of
from bot.rules.addresses import OfficeName
from bot.rules.figures import Table

_RECEIVERS = ("- Các đơn vị trực thuộc;", "- Các thôn, ấp, khu phố (niêm yết);", "- Lưu: VT.")


def list_notice(office: OfficeName, about: str, as_of: str, tables: Sequence[Table], year: int) -> bytes:
    """As .docx; `as_of` is the day as it is written."""
    page = a4()
    add_head(page, office, "TB", year)
    add_title(page, "THÔNG BÁO", about)
    add_body(page, f"{office.whole} thông báo {about[0].lower()}{about[1:]}, tính đến ngày {as_of}, như sau:")
    for number, table in enumerate(tables, start=1):
        if len(tables) > 1:
            add_body(page, f"{number}. {table.title}", bold=True).paragraph_format.keep_with_next = True
        _add_rows(page, table)
    end = add_body(page, f"{office.whole} thông báo để cá nhân, tổ chức biết và liên hệ công việc./.")
    space = add_line(page, "", size=6, after=0)
    end.paragraph_format.keep_with_next = space.paragraph_format.keep_with_next = True
    add_foot(page, _RECEIVERS, signs_of(office))
    return bytes_of(page)


def _add_rows(page: Page, table: Table) -> None:
    """All of them, numbered."""
    if not table.rows:
        add_body(page, "Không có.")
        return
    numbered = replace(table, header=("", *table.header), rows=tuple(("", *row) for row in table.rows))
    add_grid(page, numbered, most=len(table.rows))
    add_line(page, "", size=6, after=4)
