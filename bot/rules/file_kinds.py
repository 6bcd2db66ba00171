"""What files of strangers really are, and which of them are not passed on to anybody."""

import re

_BEGINNINGS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!", b"dex\n")
_PICTURES = (
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "image/webp"),
)
_ENDINGS = frozenset(
    {"exe", "com", "bat", "cmd", "scr", "pif", "msi", "msp", "jar", "apk", "app", "vbs", "vbe", "js", "jse"}
    | {"wsf", "wsh", "ps1", "sh", "hta", "lnk", "reg", "dll", "cpl", "iso", "img"}
)


def is_program(name: str, beginning: bytes) -> bool:
    """Whether a file runs when it is opened, by its name or by its first bytes."""
    return name.rpartition(".")[2].casefold() in _ENDINGS or beginning.startswith(_BEGINNINGS)


def picture_type(head: bytes) -> str:
    """The MIME type of a picture that every browser shows, by its first bytes; "" for anything else."""
    return next((mime for mark, mime in _PICTURES if mark.match(head)), "")


def kept_type(told: str, head: bytes) -> str:
    """The MIME type to keep: pictures are what their bytes say; what only claims to be one is anything."""
    return picture_type(head) or ("application/octet-stream" if told.casefold().startswith("image/") else told)
