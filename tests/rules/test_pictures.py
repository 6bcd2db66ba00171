"""A picture of a broken lamp must not say where its sender lives; the picture itself stays as it is."""

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from bot.rules.file_kinds import kept_type
from bot.rules.pictures import without_traces

SECRETS = (b"iPhone cua Sau", b"10.7769", b"106.7009", b"Le Thi Sau", b"2026:11:20")
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>10.7769 Le Thi Sau</x:xmpmeta>"


def taken(kind: str, turned: int = 6) -> bytes:
    """A picture as a phone makes it: device, owner, moment, place, and which way up it was held."""
    picture = Image.effect_noise((64, 40), 60).convert("RGB")
    exif = Image.Exif()
    exif[0x0110], exif[0x013B], exif[0x0112] = "iPhone cua Sau", "Le Thi Sau", turned
    exif.get_ifd(0x8769)[0x9003] = "2026:11:20 09:00:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (10.0, 46.0, 36.0), 29: "2026:11:20", 27: b"10.7769 106.7009"})
    file = io.BytesIO()
    more = {"xmp": XMP} if kind in ("JPEG", "WEBP") else {}
    picture.save(file, kind, exif=exif, lossless=True, comment=b"Le Thi Sau", **more)
    return file.getvalue()


def seen(data: bytes) -> bytes:
    """The points as a viewer shows them, turned as the picture asks."""
    return ImageOps.exif_transpose(Image.open(io.BytesIO(data))).tobytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("turned", [1, 6])
def test_place_moment_device_and_owner_go_and_the_picture_stays_as_it_was(kind: str, turned: int) -> None:
    data = taken(kind, turned)
    assert any(secret in data for secret in SECRETS)
    bare = without_traces(data)
    assert [secret for secret in SECRETS if secret in bare] == []
    assert not Image.open(io.BytesIO(bare)).getexif().get_ifd(0x8825)
    if kind == "JPEG":
        assert seen(bare) == seen(data)
    assert Image.open(io.BytesIO(bare)).tobytes() == Image.open(io.BytesIO(data)).tobytes()
    assert without_traces(bare) == bare


def test_what_a_phone_puts_after_the_picture_goes_as_well() -> None:
    data = taken("JPEG")
    assert without_traces(data + b"\x00\x00ftypmp42 moov 10.7769") == without_traces(data)


def test_a_progressive_picture_keeps_all_its_scans() -> None:
    file = io.BytesIO()
    Image.effect_noise((80, 80), 90).save(file, "JPEG", progressive=True, comment=b"10.7769")
    bare = without_traces(file.getvalue())
    assert seen(bare) == seen(file.getvalue())
    assert b"10.7769" not in bare


def test_where_parts_cannot_be_taken_out_they_are_written_over() -> None:
    """As in HEIC: the place of every byte must stay."""
    exif = struct.pack("<4sIH", b"II*\x00", 8, 2) + struct.pack("<HHII", 0x0110, 2, 15, 38)
    exif += struct.pack("<HHII", 0x0112, 3, 1, 6) + struct.pack("<I", 0) + b"iPhone cua Sau\x00"
    data = b"\x00\x00\x00\x18ftypheic" + b"Exif\x00\x00" + exif + XMP + b"picture"
    bare = without_traces(data)
    assert len(bare) == len(data)
    assert [secret for secret in SECRETS if secret in bare] == []
    assert bare.endswith(b"picture")
    assert struct.pack("<HHII", 0x0112, 3, 1, 6) in bare


def test_what_is_no_picture_comes_back_as_it_is() -> None:
    for data in (b"", b"PK\x03\x04 a report", b"%PDF-1.7 Exif\x00\x00MM\x00*", b"\xff\xd8\xff a broken lamp"):
        assert without_traces(data) == data


@given(st.sampled_from(["JPEG", "PNG", "WEBP"]), st.integers(0, 400), st.integers(0, 255), st.integers(0, 2000))
def test_no_broken_picture_breaks_the_reader(kind: str, place: int, value: int, end: int) -> None:
    data = bytearray(BROKEN[kind])
    data[place % len(data)] = value
    assert isinstance(without_traces(bytes(data[: len(data) - end])), bytes)
    assert isinstance(without_traces(b"\x00\x00\x00\x18ftypheic" + bytes(data[20:])), bytes)


BROKEN = {kind: taken(kind) for kind in ("JPEG", "PNG", "WEBP")}


def test_a_picture_is_what_its_bytes_say_and_not_what_it_is_called() -> None:
    assert kept_type("application/pdf", b"\x89PNG\r\n\x1a\n") == "image/png"
    assert kept_type("image/svg+xml", b"<svg onload=") == "application/octet-stream"
    assert kept_type("application/pdf", b"%PDF-1.7") == "application/pdf"
