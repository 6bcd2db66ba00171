"""What is held of a person, packed: a page to read, JSON for machines, and their files."""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from storage.files import Lying

PART_BYTES = 40_000_000  # Telegram takes 50 MB from a bot
_PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>body{{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1c2733}}
b{{color:#0b3d66}}code{{background:#eef2f6;padding:0 .3em;border-radius:.3em}}</style></head>
<body>{body}</body></html>
"""


@dataclass(frozen=True)
class Enclosed:
    """A file of theirs, and under which name it is packed."""

    content: Lying
    name: str


def packed(title: str, words: str, data: Mapping[str, Any], files: Iterable[Enclosed]) -> Iterator[bytes]:
    """One archive after the other, each small enough to be sent; the first has the page and the JSON.

    `words` is in the small mark-up of messages, which a browser reads as it is.
    """
    page = _PAGE.format(title=title, body=words.replace("\n", "<br>\n"))
    plain = [("du-lieu.html", page.encode()), ("du-lieu.json", _json(data))]
    for part in _parts(files):
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packing:
            for name, content in plain:
                packing.writestr(name, content)
            for file in part:
                packing.writestr(f"tep/{file.name}", file.content.read_bytes())
        plain = []
        yield archive.getvalue()


def _json(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=2).encode()


def _parts(files: Iterable[Enclosed]) -> Iterator[list[Enclosed]]:
    """At least one, which may be empty; what is gone from the shelf is left out."""
    part: list[Enclosed] = []
    size = 0
    for file in files:
        more = file.content.size
        if more is None:
            continue
        if part and size + more > PART_BYTES:
            yield part
            part, size = [], 0
        part.append(file)
        size += more
    yield part


def archive_names(names: Iterable[tuple[str, str, str]]) -> list[str]:
    """Of (folder, name, digest) one path each, none twice, none that leads out of the archive."""
    taken: set[str] = set()
    found = []
    for folder, name, digest in names:
        safe = name.replace("\\", "/").rsplit("/", 1)[-1].strip(". ") or digest[:12]
        path = f"{folder}/{safe}"
        if path in taken:
            path = f"{folder}/{digest[:12]}-{safe}"
        taken.add(path)
        found.append(path)
    return found
