"""What only the installation knows: keys derived from its secrets, kept neither in the database nor on the shelf."""

import base64
import os
from binascii import a2b_base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MARK = "enc1:"  # begins a sealed text
FILE_MARK = b"\x00DONDOC1"  # begins a sealed file
_ABOUT = b"dondoc 1"  # bound into everything that is sealed
_NONCE = 12  # bytes
_ID = 8  # letters
_HEAD = len(MARK) + _ID + 1  # with the letter that says how it was sealed


class SealedError(Exception):
    """Something was sealed with a key that is not among those given, or was tampered with."""


@dataclass(frozen=True, repr=False)
class DataKey:
    """One key of the ring; `id` says in what it sealed that it was this one."""

    material: bytes

    @cached_property
    def id(self) -> str:
        return _derived(self.material, b"dondoc key id", 4).hex()

    @cached_property
    def varying(self) -> AESGCM:
        """AES-256-GCM: the same text looks otherwise each time."""
        return AESGCM(_derived(self.material, b"dondoc data", 32))

    @cached_property
    def steady(self) -> AESSIV:
        """AES-256-SIV: the same text looks the same each time, so that it can be searched by."""
        return AESSIV(_derived(self.material, b"dondoc lookup", 64))

    @cached_property
    def seal(self) -> bytes:
        return _derived(self.material, b"dondoc audit seal", 32)

    @cached_property
    def clue(self) -> bytes:
        return _derived(self.material, b"dondoc clue", 32)

    def open_varying(self, data: bytes) -> bytes:
        return self.varying.decrypt(data[:_NONCE], data[_NONCE:], _ABOUT)

    def open_steady(self, data: bytes) -> bytes:
        return self.steady.decrypt(data, [_ABOUT])


def _derived(material: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt=None, info=info).derive(material)


@dataclass(frozen=True, repr=False)
class Keys:
    """`ring`: the one that seals first; all of them open. Without one nothing is sealed, and nothing sealed is read."""

    ring: tuple[DataKey, ...] = ()

    @classmethod
    def of(cls, secret: bytes, given: Sequence[bytes] = ()) -> "Keys":
        """`given`: the data keys, newest first; what was sealed before there was one opens with the secret's own."""
        return cls(tuple(DataKey(material) for material in (*given, secret)))

    @property
    def seal(self) -> bytes:
        """For the ends of audit chains."""
        return self.ring[0].seal if self.ring else b""

    @cached_property
    def clue(self) -> bytes:
        """For digests of words that are looked for: the secret's own, as it stays when a new data key comes."""
        return self.ring[-1].clue if self.ring else b""

    # --- texts ---

    def sealed(self, text: str, nonce: bytes | None = None) -> str:
        """`nonce`: only where a test must know what comes out."""
        if not self.ring or not text:
            return text
        nonce = nonce or os.urandom(_NONCE)
        return self._text("v", nonce + self.ring[0].varying.encrypt(nonce, text.encode(), _ABOUT))

    def sealed_steadily(self, text: str) -> str:
        """The same each time, for what is searched by."""
        if not self.ring or not text:
            return text
        return self._text("s", self.ring[0].steady.encrypt(text.encode(), [_ABOUT]))

    def _text(self, how: str, data: bytes) -> str:
        return f"{MARK}{self.ring[0].id}{how}{base64.urlsafe_b64encode(data).decode()}"

    def opened(self, text: str) -> str:
        """What was sealed either way; a text that was never sealed as it is. SealedError where no key fits."""
        if not text.startswith(MARK):
            return text
        opener = self._openers.get(text[:_HEAD]) or self._key(text[len(MARK) : _HEAD - 1]).open_varying
        try:
            return opener(a2b_base64(text[_HEAD:].replace("-", "+").replace("_", "/"))).decode()
        except (InvalidTag, ValueError) as error:
            raise SealedError("a sealed text was changed") from error

    @cached_property
    def _openers(self) -> dict[str, Callable[[bytes], bytes]]:
        """By how a text begins."""
        openers: dict[str, Callable[[bytes], bytes]] = {}
        for key in reversed(self.ring):
            openers |= {f"{MARK}{key.id}v": key.open_varying, f"{MARK}{key.id}s": key.open_steady}
        return openers

    def _key(self, wanted: str) -> DataKey:
        found = next((key for key in self.ring if key.id == wanted), None)
        if found is None:
            raise SealedError(f"sealed with the key {wanted}, which is not given")
        return found

    def is_newest(self, text: str) -> bool:
        """Whether this text is as it would be sealed now."""
        return not text or (bool(self.ring) and text.startswith(MARK + self.ring[0].id))

    # --- files ---

    def sealed_file(self, data: bytes, nonce: bytes | None = None) -> bytes:
        if not self.ring:
            return data
        nonce = nonce or os.urandom(_NONCE)
        head = FILE_MARK + self.ring[0].id.encode() + nonce
        return head + self.ring[0].varying.encrypt(nonce, data, _ABOUT)

    def opened_file(self, data: bytes) -> bytes:
        """As `opened`."""
        if not data.startswith(FILE_MARK):
            return data
        start = len(FILE_MARK)
        key = self._key(data[start : start + _ID].decode("ascii", "replace"))
        start += _ID
        try:
            return key.varying.decrypt(data[start : start + _NONCE], data[start + _NONCE :], _ABOUT)
        except (InvalidTag, ValueError) as error:
            raise SealedError("a sealed file was changed") from error

    def is_newest_file(self, head: bytes) -> bool:
        """Whether a file that begins so is as it would be sealed now."""
        return bool(self.ring) and head.startswith(FILE_MARK + self.ring[0].id.encode())
