"""Encrypted files: nothing can be done to one that is not noticed."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.sealing import MAGIC, SALT, Sealer, SealError, unsealed

KEY = "k" * 32
HEAD = len(MAGIC) + SALT
KNOWN = (
    "00000016dc2c166ddd174f68f55399d9134ff96e9d9d27f2732d0000001c"
    "b6191d2edb2936291b1ab6c41e1fdb6093d16380be49ff451142d714"
)
Frames = st.lists(st.binary(max_size=40), min_size=1, max_size=5)


def sealed(frames: list[bytes], *, ended: bool = True) -> bytes:
    file = io.BytesIO()
    sealer = Sealer(file, KEY)
    for number, frame in enumerate(frames):
        sealer.write(frame, is_last=ended and number == len(frames) - 1)
    return file.getvalue()


def opened(data: bytes, key: str = KEY) -> list[bytes]:
    return list(unsealed(io.BytesIO(data), key))


def refused(data: bytes, key: str = KEY) -> str:
    with pytest.raises(SealError) as caught:
        opened(data, key)
    return caught.value.why


@given(Frames)
def test_what_was_sealed_is_read_again_and_cannot_be_seen(frames: list[bytes]) -> None:
    data = sealed(frames)
    assert opened(data) == frames
    assert all(frame not in data[HEAD:] for frame in frames if len(frame) > 4)


@given(Frames, st.data())
def test_any_change_is_noticed(frames: list[bytes], draw: st.DataObject) -> None:
    data = bytearray(sealed(frames))
    data[draw.draw(st.integers(0, len(data) - 1))] ^= draw.draw(st.integers(1, 255))
    assert refused(bytes(data)) in {"foreign", "key", "changed", "cut"}


@given(Frames, st.data())
def test_a_file_that_is_cut_off_anywhere_is_noticed(frames: list[bytes], draw: st.DataObject) -> None:
    data = sealed(frames)
    assert refused(data[: draw.draw(st.integers(0, len(data) - 1))]) in {"foreign", "cut"}


def test_frames_that_change_places_or_come_from_elsewhere_are_noticed() -> None:
    one, other = sealed([b"mot", b"hai", b"bay"]), sealed([b"mot", b"hai", b"bay"])
    size = (len(one) - HEAD) // 3  # of the frames of three letters
    assert refused(one[:HEAD] + one[HEAD + size :]) in {"key", "changed"}
    assert refused(one[: HEAD + size] + other[HEAD + size :]) == "changed"
    assert refused(one + b"x") == "changed"
    assert refused(sealed([b"mot", b"hai"], ended=False)) == "cut"


def test_another_key_and_a_foreign_file_are_told_apart() -> None:
    assert refused(sealed([b"x"]), "o" * 32) == "key"
    assert refused(b"PK\x03\x04 some other file") == "foreign"


def test_a_known_file_is_still_read() -> None:
    """Copies made by this version must stay readable by all later ones."""
    data = MAGIC + bytes(range(SALT)) + bytes.fromhex(KNOWN)
    assert opened(data) == [b"dondoc", "Đôn Đốc".encode()]
