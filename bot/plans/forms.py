"""A form that a clerk sends as .docx: which fields it has, and whether it only says something and does nothing."""

import re
from zipfile import ZipFile

from bot.plans.opening import PlanRefused, kind_of, open_package, read_part
from bot.rules.apology import FIELD, Field, field_called

MAX_BYTES = 2 * 1024 * 1024
_TEXT = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)</w:t>|(</w:p>)")
_OUTSIDE = re.compile(rb'TargetMode\s*=\s*["\']External["\']', re.IGNORECASE)
_LINKS = re.compile(rb"relationships/hyperlink[\"']", re.IGNORECASE)
_RELATION = re.compile(rb"<Relationship\b[^>]*>", re.IGNORECASE)
_CODES = re.compile(rb"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|MACROBUTTON|IMPORT|LINK|AUTOTEXT)\b")
_INSTRUCTIONS = re.compile(rb"<w:instrText[^>]*>([^<]*)<|w:instr=\"([^\"]*)\"")
_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")
_ACTIVE = ("embeddings/", "activex", "oleobject", "vbaproject", "attachedtoolbars")


def read_form(name: str, data: bytes) -> tuple[Field, ...] | None:
    """The fields of a form, None for a document without any. PlanRefused where one is unknown, or it does things."""
    if not name.lower().endswith(".docx") or kind_of(name, data) != "docx":
        return None
    package = open_package(data)
    parts = {part: read_part(package, part) for part in package.namelist() if _PARTS.fullmatch(part)}
    named = [found for part in parts.values() for found in FIELD.findall(_words(part))]
    if not named:
        return None
    _refuse_active(package, data)
    unknown = [field for field in dict.fromkeys(named) if field_called(field) is None]
    if unknown:
        raise PlanRefused(f"Mẫu có trường chưa biết: {'; '.join(f'{{{{{field}}}}}' for field in unknown[:8])}.")
    return tuple(dict.fromkeys(field for one in named if (field := field_called(one)) is not None))


def _words(part: bytes) -> str:
    """The text of all paragraphs, runs joined."""
    found = (text.decode("utf-8", "replace") if text else "\n" for text, _ in _TEXT.findall(part))
    return "".join(found)


def _refuse_active(package: ZipFile, data: bytes) -> None:
    """Nothing that opens another file, runs or is fetched: such a form would do it on every letter."""
    if len(data) > MAX_BYTES:
        raise PlanRefused("Mẫu lớn hơn 2 MB, không giống một lá thư. Vui lòng bỏ bớt hình ảnh.")
    names = package.namelist()
    if any(mark in name.lower() for name in names for mark in _ACTIVE):
        raise PlanRefused("Mẫu có chứa đối tượng nhúng hoặc macro nên không được dùng.")
    for name in names:
        content = read_part(package, name) if name.endswith((".xml", ".rels")) else b""
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise PlanRefused("Mẫu có phần bất thường nên không được dùng.")
        if name.endswith(".rels") and any(map(_fetches, _RELATION.findall(content))):
            raise PlanRefused("Mẫu có liên kết tới tệp hoặc trang bên ngoài nên không được dùng.")
        if any(_CODES.search(b" ".join(found)) for found in _INSTRUCTIONS.findall(content)):
            raise PlanRefused("Mẫu có mã trường lấy dữ liệu từ nơi khác nên không được dùng.")


def _fetches(relation: bytes) -> bool:
    """A link that a reader may follow does nothing by itself."""
    return bool(_OUTSIDE.search(relation)) and not _LINKS.search(relation)
