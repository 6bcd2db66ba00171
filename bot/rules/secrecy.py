"""Papers that bear a mark of state secrecy: they are not kept on a machine that is on a network.

Luật Bảo vệ bí mật nhà nước 117/2025/QH15.
"""

import io
import re
import zipfile
import zlib
from html import unescape
from unicodedata import normalize

_MARK = re.compile(r"[\W_]*(?:độ mật\W+)?(?:TUYỆT MẬT|TỐI MẬT|MẬT)[\W_]*(?:bản số.*)?", re.I)
_SHOUTED = re.compile(r"(?:TUYỆT |TỐI )?MẬT")
_NAMED = re.compile(r"(?<![^\W_])(?:TUYỆT|TỐI)?[ _.-]?MẬT(?![^\W_])|(?<![^\W_])(?:tuyet|toi)[ _.-]?mat(?![^\W_])")
_PARAGRAPH = re.compile(r"<(?:\w+:)?(?:p|si|is)[ >].*?</(?:\w+:)?(?:p|si|is)>", re.DOTALL)
_WORDS = re.compile(r"<(?:\w+:)?t(?: [^>]*)?>([^<]*)<")
_PARTS = re.compile(r"word/(?:document|header\d*|footnotes)\.xml|xl/(?:sharedStrings|worksheets/sheet1)\.xml")
_MOST_BYTES = 2_000_000  # of a part, unpacked: a mark stands at the beginning
_MOST_LINES = 60


def is_marked_secret(text: str) -> bool:
    """Whether a line is nothing but the mark, as it is stamped: "MẬT", "TỐI MẬT", "Độ mật: TUYỆT MẬT"."""
    lines = normalize("NFC", text).splitlines()[:_MOST_LINES]
    return any(_MARK.fullmatch(line) and _SHOUTED.search(line) for line in lines)


def is_secret_paper(name: str, data: bytes) -> bool:
    """Whether a file's name or its first words bear the mark. Pictures and scans are not read."""
    if _NAMED.search(normalize("NFC", name)):
        return True
    if data.startswith(b"PK"):
        return any(is_marked_secret(words) for words in _packed_words(data))
    return b"\0" not in data[:1000] and is_marked_secret(data[:20_000].decode("utf-8", "ignore"))


def _packed_words(data: bytes) -> list[str]:
    """The paragraphs of a .docx, the texts of an .xlsx; nothing of what cannot be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = [name for name in packed.namelist() if _PARTS.fullmatch(name)][:10]
            return [_lines(packed.open(name).read(_MOST_BYTES).decode("utf-8", "ignore")) for name in parts]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        return []


def _lines(xml: str) -> str:
    return unescape("\n".join("".join(_WORDS.findall(one)) for one in _PARAGRAPH.findall(xml)))
