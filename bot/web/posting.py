"""Reads what the chat page posts, within bounds, or says in Vietnamese why not."""

import math
import re
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from dataclasses import dataclass

from starlette.datastructures import FormData, Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from bot.talk import Location
from bot.web.files import clean_name
from bot.web.guard import RefusedError

MB = 1024 * 1024
TEXT_LIMIT = 20_000  # characters
FIELD_LIMIT = 4 * TEXT_LIMIT + 1024  # bytes; a character of UTF-8 has at most four
FILE_LIMIT = 20 * MB
MOST_FILES = 10
BODY_LIMIT = MOST_FILES * FILE_LIMIT + MB
COMMAND_LIMIT = 64  # bytes, as for every channel's choices
LABEL_LIMIT = 200

TOO_LONG = f"Tin dài quá {TEXT_LIMIT:,} ký tự. Xin chia thành nhiều tin ngắn hơn.".replace(",", ".")
TOO_BIG = f"Mỗi tệp lớn nhất {FILE_LIMIT // MB} MB. Xin chọn tệp nhỏ hơn."
TOO_MANY = f"Mỗi lần gửi được nhiều nhất {MOST_FILES} tệp."
UNREADABLE = "Chưa đọc được tin này. Xin tải lại trang rồi gửi lại."
NOTHING = "Tin chưa có nội dung."
EMPTY_FILE = "Tệp “{name}” không có nội dung. Xin chọn tệp khác."

_KEY = re.compile(r"[0-9A-Za-z-]{8,64}")
_UNWANTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True)
class Posted:
    """What a person sent in one go. `command` is that of a tapped choice, `text` then its label."""

    key: str
    text: str
    command: str
    files: tuple[UploadFile, ...]
    location: Location | None


async def read_post(request: Request) -> Posted:
    """Read the form to its end; raise RefusedError. The caller closes the files."""
    form = await read_parts(request)
    try:
        return _posted(form)
    except RefusedError:
        await form.close()
        raise


def has_parts(request: Request) -> bool:
    return "multipart/form-data" in request.headers.get("content-type", "").lower()


async def read_parts(request: Request) -> FormData:
    """A form with files, within bounds; raise RefusedError. The caller closes it."""
    if not has_parts(request):
        raise RefusedError(400, UNREADABLE)
    if int(request.headers.get("content-length", "0")) > BODY_LIMIT:
        raise RefusedError(413, TOO_BIG)
    try:
        return await _BoundedForm(_as_utf8(request.headers), _bounded(request.stream())).parse()
    except (MultiPartException, ClientDisconnect) as problem:
        raise RefusedError(400, UNREADABLE) from problem


class _BoundedForm(MultiPartParser):
    """Stops at the first part that is too much, before the rest is received."""

    def __init__(self, headers: Headers, stream: AsyncGenerator[bytes, None]) -> None:
        super().__init__(headers, stream, max_files=math.inf, max_fields=20, max_part_size=FIELD_LIMIT)
        self._received = 0

    def on_headers_finished(self) -> None:
        super().on_headers_finished()
        self._received = 0
        if self._current_files > MOST_FILES:
            raise RefusedError(413, TOO_MANY)

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        self._received += end - start
        is_file = self._current_part.file is not None
        if self._received > (FILE_LIMIT if is_file else FIELD_LIMIT):
            raise RefusedError(413, TOO_BIG if is_file else TOO_LONG)
        super().on_part_data(data, start, end)


async def _bounded(stream: AsyncIterator[bytes]) -> AsyncGenerator[bytes, None]:
    received = 0
    async for chunk in stream:
        received += len(chunk)
        if received > BODY_LIMIT:
            raise RefusedError(413, TOO_BIG)
        yield chunk


def _as_utf8(headers: Headers) -> Headers:
    """Only the boundary counts: a foreign charset would choose how our bytes are decoded."""
    content_type = re.sub(r";\s*charset\s*=[^;]*", "", headers["content-type"], flags=re.IGNORECASE)
    return Headers({"content-type": content_type})


def _posted(form: FormData) -> Posted:
    key = _word(form, "key")
    if not _KEY.fullmatch(key):
        raise RefusedError(400, UNREADABLE)
    posted = Posted(key, _text(form), _command(form), files_in(form), _location(form))
    if not (posted.text or posted.files or posted.location):
        raise RefusedError(400, NOTHING)
    return posted


def _word(form: FormData, name: str) -> str:
    value = form.get(name, "")
    if not isinstance(value, str):
        raise RefusedError(400, UNREADABLE)
    return _UNWANTED.sub("", value.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _text(form: FormData) -> str:
    if command := _command(form):
        return _word(form, "label")[:LABEL_LIMIT] or command
    text = _word(form, "text")
    if len(text) > TEXT_LIMIT:
        raise RefusedError(413, TOO_LONG)
    return text


def _command(form: FormData) -> str:
    command = _word(form, "choice")
    if len(command.encode()) > COMMAND_LIMIT:
        raise RefusedError(400, UNREADABLE)
    return command


def files_in(form: FormData) -> tuple[UploadFile, ...]:
    found: Sequence[UploadFile | str] = form.getlist("file")
    files = tuple(file for file in found if isinstance(file, UploadFile) and (file.filename or file.size))
    for file in files:
        if not file.size:
            raise RefusedError(400, EMPTY_FILE.format(name=clean_name(file.filename or "")))
    return files


def _location(form: FormData) -> Location | None:
    words = _word(form, "latitude"), _word(form, "longitude")
    if words == ("", ""):
        return None
    try:
        latitude, longitude = (float(word) for word in words)
    except ValueError as problem:
        raise RefusedError(400, UNREADABLE) from problem
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):  # also false for "nan"
        raise RefusedError(400, UNREADABLE)
    return Location(latitude, longitude)
