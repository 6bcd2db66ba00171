"""Which files of strangers are not passed on to anybody."""

_BEGINNINGS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!", b"dex\n")
_ENDINGS = frozenset(
    {"exe", "com", "bat", "cmd", "scr", "pif", "msi", "msp", "jar", "apk", "app", "vbs", "vbe", "js", "jse"}
    | {"wsf", "wsh", "ps1", "sh", "hta", "lnk", "reg", "dll", "cpl", "iso", "img"}
)


def is_program(name: str, beginning: bytes) -> bool:
    """Whether a file runs when it is opened, by its name or by its first bytes."""
    return name.rpartition(".")[2].casefold() in _ENDINGS or beginning.startswith(_BEGINNINGS)
