"""Encrypted files made of frames: what is cut off, put in, changed or moved about is noticed when it is read."""

import os
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"DONDOC SEALED 1\n"
SALT = 16
LENGTH = 4  # bytes before each frame
LONGEST = 16 << 20  # bytes of a frame; a length beyond it was never written by us


class SealError(Exception):
    """`why`: `foreign` (no file of ours), `key` (another key, or changed at its beginning), `changed`, `cut`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Sealer:
    """Writes frames. The nonce is the frame's number and whether it is the last one: order and end are sealed too."""

    def __init__(self, file: BinaryIO, key: str) -> None:
        salt = os.urandom(SALT)
        file.write(MAGIC + salt)
        self._file, self._box, self._count = file, _box(key, salt), 0

    def write(self, frame: bytes, *, is_last: bool = False) -> None:
        sealed = self._box.encrypt(_nonce(self._count, is_last=is_last), frame, None)
        self._file.write(len(sealed).to_bytes(LENGTH, "big") + sealed)
        self._count += 1


def unsealed(file: BinaryIO, key: str) -> Iterator[bytes]:
    """The frames in order, each as soon as it is known to be genuine; SealError where one is not."""
    head = file.read(len(MAGIC) + SALT)
    if head[: len(MAGIC)] != MAGIC:
        raise SealError("foreign")
    box, count, is_last = _box(key, head[len(MAGIC) :]), 0, False
    while not is_last:
        frame, is_last = _open(box, _next(file), count)
        yield frame
        count += 1
    if file.read(1):
        raise SealError("changed")


def _next(file: BinaryIO) -> bytes:
    length = int.from_bytes(begun := file.read(LENGTH), "big")
    if length > LONGEST:
        raise SealError("changed")
    sealed = file.read(length)
    if len(begun) < LENGTH or len(sealed) < length:
        raise SealError("cut")
    return sealed


def _open(box: ChaCha20Poly1305, sealed: bytes, count: int) -> tuple[bytes, bool]:
    """The frame, and whether it is the last one."""
    for is_last in (False, True):
        try:
            return box.decrypt(_nonce(count, is_last=is_last), sealed, None), is_last
        except InvalidTag:
            continue
    raise SealError("changed" if count else "key")


def _nonce(count: int, *, is_last: bool) -> bytes:
    return count.to_bytes(11, "big") + bytes([is_last])


def _box(key: str, salt: bytes) -> ChaCha20Poly1305:
    """A key of its own for every file: numbers of frames begin anew in each."""
    return ChaCha20Poly1305(HKDF(SHA256(), 32, salt, MAGIC).derive(key.encode()))
