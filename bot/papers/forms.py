"""A form of the office's own, filled: fields between braces become words, everything else stays as it is."""

import io
from collections.abc import Iterator, Mapping
from typing import Any

from docx import Document
from docx.document import Document as Page
from docx.text.paragraph import Paragraph

from bot.rules.apology import FIELD, Field, field_called


def fill_form(data: bytes, values: Mapping[Field, str]) -> bytes:
    """The form (checked when it was taken in, see plans/forms.py) with these words. An unknown field stays as it is."""
    page = Document(io.BytesIO(data))
    for paragraph in _paragraphs(page):
        _fill(paragraph, values)
    held = io.BytesIO()
    page.save(held)
    return held.getvalue()


def _paragraphs(page: Page) -> Iterator[Paragraph]:
    """Also those in tables, text boxes, headers and footers."""
    parts: list[Any] = [page.element.body]
    for section in page.sections:
        for side in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if not side.is_linked_to_previous:
                parts.append(side._element)  # python-docx has no way to all paragraphs within
    for part in parts:
        for element in part.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"):
            yield Paragraph(element, page)


def _fill(paragraph: Paragraph, values: Mapping[Field, str]) -> None:
    """A field may be spread over runs: its words take the face of the run in which it begins."""
    runs = [run for run in paragraph.runs if run.text]
    whole = "".join(run.text for run in runs)
    for found in reversed(list(FIELD.finditer(whole))):
        field = field_called(found[1])
        if field is None:
            continue
        at = 0
        for run in runs:
            text, end = run.text, at + len(run.text)
            start, stop = max(found.start() - at, 0), min(found.end() - at, len(text))
            if start < stop:
                words = values[field] if at <= found.start() < end else ""
                run.text = f"{text[:start]}{words}{text[stop:]}"
            at = end
