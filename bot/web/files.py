"""Files in the web chat: what came up is kept on the shelf, and comes down only in its own conversation."""

import re
import unicodedata
from urllib.parse import quote

from anyio.to_thread import run_sync
from sqlalchemy import String, cast
from sqlmodel import col, select
from starlette.datastructures import UploadFile
from starlette.responses import Response

from bot.acts.shelving import shelved
from bot.rules.file_kinds import picture_type
from bot.rules.pictures import without_traces
from bot.talk import AttachmentKind, Kept
from bot.web.guard import CLOSED_CSP, RefusedError
from storage.files import FileShelf
from storage.store import Store
from storage.webchat import WebMessage

GONE = "Không tìm thấy tệp này."
NAME_LENGTH = 120
_MIME = re.compile(r"[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,100}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


def clean_name(name: str) -> str:
    """The last part of a path, without characters that steer a terminal or turn the writing round."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip(" .")
    stem, dot, ending = shown.rpartition(".")
    if dot and len(shown) > NAME_LENGTH and len(ending) <= 10:
        return f"{stem[: NAME_LENGTH - len(ending) - 1]}.{ending}"
    return shown[:NAME_LENGTH] or "tep"


async def keep_upload(shelf: FileShelf, upload: UploadFile) -> Kept:
    data = without_traces(await upload.read())
    mime = picture_type(data[:16]) or _told_type(upload)
    digest = await run_sync(shelf.keep, data)
    return Kept(_kind(mime), digest, clean_name(upload.filename or ""), mime, len(data))


async def shelve_upload(shelf: FileShelf, upload: UploadFile) -> Kept:
    """As what comes over a channel: what nobody should open, or have, is not kept."""
    data = await upload.read()
    mime = picture_type(data[:16]) or _told_type(upload)
    return await run_sync(shelved, shelf, _kind(mime), clean_name(upload.filename or ""), mime, data)


def _told_type(upload: UploadFile) -> str:
    """What the browser says it is; a picture that we did not recognise is only a document."""
    told = (upload.content_type or "").split(";")[0].strip().lower()
    return told if _MIME.fullmatch(told) and not told.startswith("image/") else "application/octet-stream"


def _kind(mime: str) -> AttachmentKind:
    kinds: dict[str, AttachmentKind] = {"image": "photo", "audio": "voice", "video": "video"}
    return kinds.get(mime.split("/")[0], "document")


async def answer_file(store: Store, shelf: FileShelf, office_id: int, address: str, digest: str) -> Response:
    """The file, if a bubble of this address carries it; raise RefusedError."""
    name = await run_sync(_name_in_chat, store, office_id, address, digest)
    content = await run_sync(shelf.read, digest) if name is not None else None
    if name is None or content is None:
        raise RefusedError(404, GONE)
    picture = picture_type(content[:16])
    headers = {
        "Content-Disposition": disposition(name, is_shown=bool(picture)),
        "Content-Security-Policy": CLOSED_CSP,
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, max-age=86400",
    }
    return Response(content, 200, headers, picture or "application/octet-stream")


def disposition(name: str, *, is_shown: bool) -> str:
    """Only pictures are shown by the browser; everything else is saved."""
    return f"{'inline' if is_shown else 'attachment'}; filename*=UTF-8''{quote(clean_name(name))}"


def _name_in_chat(store: Store, office_id: int, address: str, digest: str) -> str | None:
    if not _DIGEST.fullmatch(digest):
        return None
    carriers = select(WebMessage).where(
        WebMessage.office_id == office_id,
        WebMessage.address == address,
        cast(col(WebMessage.files), String).contains(digest),
    )
    with store.transaction() as session:
        found = session.exec(carriers).all()
    names = (file["name"] for bubble in found for file in bubble.files if file["digest"] == digest)
    return next(names, None)
