"""One-time words: how they are told apart without being kept."""

import hashlib
import hmac

CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is mistaken for another when read aloud


_KEY_LETTERS = 8


def slip_key(secret: bytes, code: str) -> str:
    """What a printed slip carries beside the code of its case: whoever holds it may follow the case."""
    number = int.from_bytes(hmac.new(secret, f"slip:{code}".encode(), hashlib.sha256).digest())
    letters = [CODE_LETTERS[number // len(CODE_LETTERS) ** place % len(CODE_LETTERS)] for place in range(_KEY_LETTERS)]
    return "".join(letters)


def is_slip_key(secret: bytes, code: str, key: str) -> bool:
    return hmac.compare_digest(slip_key(secret, code).encode(), key.strip().upper().encode())


def digest(secret: bytes, word: str) -> str:
    """The keyed SHA-256 (hex) under which a one-time word is stored."""
    return hmac.new(secret, word.strip().encode(), hashlib.sha256).hexdigest()
