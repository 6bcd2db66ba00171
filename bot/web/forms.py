"""A form of our own pages, read at the door."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from urllib.parse import parse_qs

from starlette.datastructures import UploadFile
from starlette.requests import Request

from bot.web.guard import RefusedError, refuse_other_sites
from bot.web.posting import files_in, has_parts, read_parts
from bot.web.telegram import read_bounded

MOST_BYTES = 100_000  # of one form without files
UNREADABLE = "Chưa đọc được nội dung gửi lên. Xin tải lại trang."

Form = Mapping[str, str]


async def read_form(request: Request) -> Form:
    """The fields of a form of our own site; raise RefusedError."""
    refuse_other_sites(request)
    body = await read_bounded(request, MOST_BYTES)
    if body is None:
        raise RefusedError(413, UNREADABLE)
    try:
        return {name: values[-1] for name, values in parse_qs(body.decode(), keep_blank_values=True).items()}
    except ValueError as problem:
        raise RefusedError(400, UNREADABLE) from problem


@asynccontextmanager
async def reading(request: Request) -> AsyncIterator[tuple[Form, tuple[UploadFile, ...]]]:
    """The same of a form that may bring files, which are there meanwhile."""
    if not has_parts(request):
        yield await read_form(request), ()
        return
    refuse_other_sites(request)
    parts = await read_parts(request)
    try:
        yield {name: value for name, value in parts.items() if isinstance(value, str)}, files_in(parts)
    finally:
        await parts.close()
