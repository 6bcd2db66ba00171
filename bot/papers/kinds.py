"""The kinds of papers by their MIME names. Their makers stand apart: they bring libraries that a start can spare."""

from typing import Literal

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP = "application/zip"
PetitionKind = Literal["khieu_nai", "to_cao"]
