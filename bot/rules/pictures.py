"""Pictures without what cameras and programs write beside them: place, time, device, owner."""

import struct
from collections.abc import Iterator

_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_EXIF = b"Exif\x00\x00"
_TIFF = (b"II*\x00", b"MM\x00*")
_KEPT_SEGMENTS = {0xE0, 0xE2, 0xEE}  # JFIF, colours (ICC), Adobe's colour transform
_ICC = b"ICC_PROFILE\x00"
_BARE_MARKERS = {0x01, *range(0xD0, 0xD8)}  # without a length
_KEPT_CHUNKS = frozenset((*b"tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs acTL fcTL fdAT".split(b" "),))
_ORIENTATION, _ASCII = 0x0112, 2
_FOLDERS = {0x8769, 0x8825, 0xA005}  # Exif, GPS, interoperability: nothing in them is needed to show the picture
_TELLING = {0x02BC, 0x83BB, 0x8649, 0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F}  # XMP, IPTC, Photoshop, Windows' notes
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}  # bytes by kind of value
_MOST_ENTRIES, _MOST_BLOCKS = 4000, 8


class _BrokenError(Exception):
    """This is not built as such a picture is."""


def without_traces(data: bytes) -> bytes:
    """The same picture, shown the same way up. What is no picture, or of no kind known here, comes back as it is."""
    try:
        if data.startswith(_JPEG):
            return _bare_jpeg(data)
        if data.startswith(_PNG):
            return _bare_png(data)
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _bare_webp(data)
    except (_BrokenError, struct.error, IndexError):
        return _scrubbed(data)
    return _scrubbed(data) if data[4:8] == b"ftyp" or data.startswith(_TIFF) else data


def _bare_jpeg(data: bytes) -> bytes:
    """Segments up to the first scan, the scans to the picture's end, and nothing after it."""
    kept, exif, place = [_JPEG], b"", 2
    while True:
        if data[place] != 0xFF:
            raise _BrokenError
        marker = data[place + 1]
        length = int.from_bytes(data[place + 2 : place + 4], "big")
        segment, content = data[place : place + 2 + length], data[place + 4 : place + 2 + length]
        if length < 2 or len(segment) < length + 2:
            raise _BrokenError
        if marker == 0xDA:
            break
        if marker == 0xE1 and content.startswith(_EXIF):
            exif = _small_exif(content[len(_EXIF) :])
        elif _is_needed(marker, content):
            kept.append(segment)
        place += 2 + length
    if exif:
        kept.insert(1, b"\xff\xe1" + (len(_EXIF + exif) + 2).to_bytes(2, "big") + _EXIF + exif)
    return b"".join(kept) + data[place : _end_of_scans(data, place)]


def _is_needed(marker: int, content: bytes) -> bool:
    if marker == 0xE2:
        return content.startswith(_ICC)
    return marker in _KEPT_SEGMENTS or not (0xE0 <= marker <= 0xEF or marker == 0xFE)


def _end_of_scans(data: bytes, place: int) -> int:
    """After a picture's end phones put small films and other pictures, with the place in them."""
    while (place := data.find(b"\xff", place)) >= 0:
        marker = data[place + 1] if place + 1 < len(data) else 0xD9
        if marker == 0xD9:
            return place + 2
        if marker in (0x00, 0xFF) or marker in _BARE_MARKERS:
            place += 1 if marker == 0xFF else 2
        else:
            place += 2 + int.from_bytes(data[place + 2 : place + 4], "big")
    return len(data)


def _bare_png(data: bytes) -> bytes:
    kept, place = [_PNG], len(_PNG)
    while True:
        length = int.from_bytes(data[place : place + 4], "big")
        kind, chunk = data[place + 4 : place + 8], data[place : place + 12 + length]
        if len(chunk) < 12 + length:
            raise _BrokenError
        if kind[:1].isupper() or kind in _KEPT_CHUNKS:
            kept.append(chunk)
        place += 12 + length
        if kind == b"IEND":
            return b"".join(kept)


def _bare_webp(data: bytes) -> bytes:
    kept, place, end = [], 12, min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while place + 8 <= end:
        kind, length = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        chunk = data[place : place + 8 + length + length % 2]
        if len(chunk) < 8 + length:
            raise _BrokenError
        place += len(chunk)
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~0x0C]) + chunk[9:]
        if kind not in (b"EXIF", b"XMP "):
            kept.append(chunk)
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _small_exif(tiff: bytes) -> bytes:
    """Nothing but which way up, or nothing at all."""
    if not tiff.startswith(_TIFF):
        return b""
    order = "<" if tiff[:2] == b"II" else ">"
    for tag, _kind, _count, place in _entries(tiff, order, struct.unpack_from(f"{order}I", tiff, 4)[0]):
        if tag == _ORIENTATION:
            (turned,) = struct.unpack_from(f"{order}H", tiff, place + 8)
            return b"MM\x00*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, turned, 0, 0) if turned > 1 else b""
    return b""


def _entries(tiff: bytes, order: str, folder: int) -> Iterator[tuple[int, int, int, int]]:
    """Tag, kind, count and own place of each entry of one folder."""
    (count,) = struct.unpack_from(f"{order}H", tiff, folder)
    for number in range(min(count, _MOST_ENTRIES)):
        place = folder + 2 + 12 * number
        tag, kind, values = struct.unpack_from(f"{order}HHI", tiff, place)
        yield tag, kind, values, place


def _scrubbed(data: bytes) -> bytes:
    """Written over in place where parts cannot be taken out: HEIC and its kin, TIFF, what is half broken."""
    found = bytearray(data)
    starts, place = [0] if data.startswith(_TIFF) else [], -1
    while len(starts) < _MOST_BLOCKS and (place := data.find(_EXIF, place + 1)) >= 0:
        starts.append(place + len(_EXIF))
    for start in starts:
        if data[start : start + 4] in _TIFF and start + 8 <= len(data):
            _scrub_tiff(found, start)
    begin = 0
    while (begin := data.find(b"<x:xmpmeta", begin)) >= 0:
        end = data.find(b"</x:xmpmeta>", begin)
        end = len(data) if end < 0 else end
        found[begin:end] = b" " * (end - begin)
        begin = end
    return bytes(found)


def _scrub_tiff(found: bytearray, start: int) -> None:
    tiff = bytes(found[start:])
    order = "<" if tiff[:2] == b"II" else ">"
    waiting, seen = [(struct.unpack_from(f"{order}I", tiff, 4)[0], False)], set[int]()
    while waiting:
        folder, is_whole = waiting.pop()
        if folder in seen or not 0 < folder < len(tiff) - 2:
            continue
        seen.add(folder)
        try:
            for tag, kind, count, place in _entries(tiff, order, folder):
                if tag in _FOLDERS:
                    waiting.append((struct.unpack_from(f"{order}I", tiff, place + 8)[0], True))
                elif is_whole or kind == _ASCII or tag in _TELLING:
                    _blank(found, start, tiff, order, (kind, count, place))
        except struct.error:
            continue


def _blank(found: bytearray, start: int, tiff: bytes, order: str, entry: tuple[int, int, int]) -> None:
    kind, count, place = entry
    size = _SIZES.get(kind, 1) * count
    at = place + 8 if size <= 4 else struct.unpack_from(f"{order}I", tiff, place + 8)[0]
    size = min(size, len(tiff) - at)
    if size > 0:
        found[start + at : start + at + size] = bytes(size)
