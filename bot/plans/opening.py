"""Which kind of file this is, and which files are not opened at all."""

import io
import zipfile
import zlib
from typing import Literal

Kind = Literal["text", "docx", "xlsx", "pdf"]

MAX_BYTES = 20 * 1024 * 1024
MAX_PART = 16 * 1024 * 1024  # one XML part, unpacked: a 1,000-row plan has 2 MB
MAX_UNPACKED = 200 * 1024 * 1024
MAX_PARTS = 4_000

_BY_SUFFIX: dict[str, Kind] = {
    "txt": "text", "md": "text", "tsv": "text", "text": "text", "markdown": "text",
    "docx": "docx", "xlsx": "xlsx", "pdf": "pdf",
}  # fmt: skip
_OLD = {"doc": ".docx", "xls": ".xlsx", "rtf": ".docx", "odt": ".docx", "ods": ".xlsx"}
_MACRO = {"docm", "xlsm", "dotm", "xltm", "xlsb", "xlam"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")


class PlanRefused(ValueError):
    """A file no plan can be read from; `reason` is a sentence for the person who sent it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def kind_of(name: str, data: bytes) -> Kind:
    """The kind by name and content, which have to agree. Raises PlanRefused."""
    if not data:
        raise PlanRefused("Tệp rỗng, không có nội dung để đọc.")
    if len(data) > MAX_BYTES:
        raise PlanRefused("Tệp lớn hơn 20 MB. Vui lòng tách nhỏ hoặc bỏ bớt hình ảnh rồi gửi lại.")
    suffix = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if suffix in _MACRO:
        raise PlanRefused("Tệp có chứa macro nên không được mở. Vui lòng lưu lại thành .docx hoặc .xlsx.")
    if data.startswith(_OLE):
        raise PlanRefused(_why_not_ole(suffix, data))
    if suffix in _OLD:
        raise PlanRefused(f"Chưa đọc được định dạng .{suffix}. Vui lòng lưu lại thành {_OLD[suffix]}.")
    if suffix not in _BY_SUFFIX:
        raise PlanRefused("Chỉ đọc được tệp .docx, .xlsx, .pdf và .txt.")
    kind = _BY_SUFFIX[suffix]
    if _kind_inside(data) != kind:
        raise PlanRefused(f"Nội dung tệp không đúng với đuôi .{suffix}. Vui lòng kiểm tra lại tệp.")
    return kind


def open_package(data: bytes) -> zipfile.ZipFile:
    """A .docx or .xlsx that is safe to unpack. Raises PlanRefused."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise PlanRefused("Tệp bị hỏng, không mở được.") from error
    if reason := _why_not_unpacked(package.infolist()):
        raise PlanRefused(reason)
    return package


def _why_not_unpacked(parts: list[zipfile.ZipInfo]) -> str:
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        return "Tệp nén bất thường nên không được mở."
    if max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0) > MAX_PART:
        return "Tệp quá lớn sau khi giải nén nên không được mở."
    if any("vbaProject" in part.filename for part in parts):
        return "Tệp có chứa macro nên không được mở. Vui lòng lưu lại thành .docx hoặc .xlsx."
    if any(part.flag_bits & 1 for part in parts):
        return "Tệp có đặt mật khẩu. Vui lòng bỏ mật khẩu rồi gửi lại."
    return ""


def read_part(package: zipfile.ZipFile, name: str) -> bytes:
    """One part of the package, bounded even where its directory lies. Raises PlanRefused."""
    try:
        with package.open(name) as part:
            content = part.read(MAX_PART + 1)
    except (KeyError, EOFError, zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError, zlib.error) as error:
        raise PlanRefused("Tệp bị hỏng, không đọc được nội dung.") from error
    if len(content) > MAX_PART:
        raise PlanRefused("Tệp quá lớn sau khi giải nén nên không được mở.")
    return content


def _why_not_ole(suffix: str, data: bytes) -> str:
    if _LOCKED in data:
        return "Tệp có đặt mật khẩu. Vui lòng bỏ mật khẩu rồi gửi lại."
    if suffix in ("doc", "xls"):
        return f"Chưa đọc được định dạng .{suffix} cũ. Vui lòng lưu lại thành {_OLD[suffix]}."
    return "Đây là tệp Office đời cũ. Vui lòng lưu lại thành .docx hoặc .xlsx."


def _kind_inside(data: bytes) -> Kind | None:
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        names = open_package(data).namelist()
        if any(name.startswith("xl/") for name in names):
            return "xlsx"
        return "docx" if any(name.startswith("word/") for name in names) else None
    return "text" if _is_text(data) else None


def _is_text(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    head = data[:65536]
    odd = sum(byte < 32 and byte not in (9, 10, 11, 12, 13) for byte in head)
    return odd * 200 <= len(head)
