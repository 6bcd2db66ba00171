"""The slip somebody takes home who reported without an account: one page of A5 with a code to scan."""

import io
from dataclasses import dataclass

import segno
from docx.shared import Mm

from bot.papers.pages import MIDDLE, add_line, bytes_of, new_page

_QR_MM = 38


@dataclass(frozen=True)
class Slip:
    """All in words already. `link`: what the QR code opens; `key`: what is said beside the code where none can scan."""

    office: str
    place: str
    code: str
    key: str
    link: str
    lines: tuple[str, ...]
    how: str
    answer: str = ""


def slip_page(slip: Slip) -> bytes:
    """The slip as .docx."""
    page = new_page(148, 210, (12, 13, 10, 13), 11.5)
    add_line(page, slip.office.upper(), bold=True, size=12, after=0).alignment = MIDDLE
    add_line(page, slip.place, italic=True, size=10, after=8).alignment = MIDDLE
    add_line(page, "PHIẾU TIẾP NHẬN PHẢN ÁNH, KIẾN NGHỊ", bold=True, size=15, after=4).alignment = MIDDLE
    add_line(page, slip.code, bold=True, size=22, after=8).alignment = MIDDLE
    for line in slip.lines:
        add_line(page, line)
    if slip.answer:
        add_line(page, "Trả lời:", bold=True, after=0)
        add_line(page, slip.answer)
    if slip.link:
        picture = page.add_paragraph()
        picture.alignment = MIDDLE
        picture.paragraph_format.space_before = Mm(2)
        picture.add_run().add_picture(io.BytesIO(_qr(slip.link)), width=Mm(_QR_MM))
    add_line(page, slip.how, size=10.5).alignment = MIDDLE
    add_line(page, f"Khóa của phiếu: {slip.key}", size=10, after=0).alignment = MIDDLE
    return bytes_of(page)


def _qr(link: str) -> bytes:
    held = io.BytesIO()
    segno.make(link, error="m", micro=False).save(held, kind="png", scale=8, border=2)
    return held.getvalue()
