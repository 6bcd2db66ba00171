"""A file that somebody sent comes onto the shelf, or is turned away."""

from bot.rules.file_kinds import is_program, kept_type
from bot.rules.pictures import without_traces
from bot.rules.secrecy import is_secret_paper
from bot.talk import AttachmentKind, Kept
from storage.files import FileShelf, digest_of


def shelved(shelf: FileShelf, kind: AttachmentKind, name: str, mime: str, data: bytes) -> Kept:
    """Programs and secret papers are not kept; pictures without what tells where and by whom they were taken."""
    if is_program(name, data[:8]):
        return Kept(kind, "", name, mime, len(data), "program")
    if is_secret_paper(name, data):
        return Kept(kind, digest_of(data), name, mime, len(data), "secret")
    data = without_traces(data)
    return Kept(kind, shelf.keep(data), name, kept_type(mime, data[:16]), len(data))
