"""One-time words: how they are told apart without being kept."""

import hashlib
import hmac

CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is mistaken for another when read aloud


def digest(secret: bytes, word: str) -> str:
    """The keyed SHA-256 (hex) under which a one-time word is stored."""
    return hmac.new(secret, word.strip().encode(), hashlib.sha256).hexdigest()
