"""One-time words: how they are told apart without being kept."""

import hashlib
import hmac
import re
import secrets

CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is mistaken for another when read aloud
_KEY_LETTERS = 8
_ON_PAPER = re.compile(rf"([{CODE_LETTERS}]{{4}})[ -]?([{CODE_LETTERS}]{{4}})", re.I)


def new_letters() -> str:
    """A code to be read off paper: "K7QM-2X9P"."""
    letters = drawn_letters(_KEY_LETTERS)
    return f"{letters[:4]}-{letters[4:]}"


def drawn_letters(count: int) -> str:
    """Nobody can guess them."""
    return _letters(secrets.randbelow(len(CODE_LETTERS) ** count), count)


def _letters(number: int, count: int) -> str:
    """The last `count` digits of a number, the last one first."""
    return "".join([CODE_LETTERS[number // len(CODE_LETTERS) ** place % len(CODE_LETTERS)] for place in range(count)])


def as_printed(word: str) -> str:
    """A code off paper, however it was typed; any other word as it is."""
    found = _ON_PAPER.fullmatch(word.strip())
    return f"{found[1]}-{found[2]}".upper() if found else word


def slip_key(secret: bytes, code: str) -> str:
    """What a printed slip carries beside the code of its case: whoever holds it may follow the case."""
    return _letters(int.from_bytes(hmac.new(secret, f"slip:{code}".encode(), hashlib.sha256).digest()), _KEY_LETTERS)


def is_slip_key(secret: bytes, code: str, key: str) -> bool:
    return hmac.compare_digest(slip_key(secret, code).encode(), key.strip().upper().encode())


def digest(secret: bytes, word: str) -> str:
    """The keyed SHA-256 (hex) under which a one-time word is stored."""
    return hmac.digest(secret, word.strip().encode(), "sha256").hex()
