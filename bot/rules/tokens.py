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
    letters = [secrets.choice(CODE_LETTERS) for _ in range(_KEY_LETTERS)]
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


def as_printed(word: str) -> str:
    """A code off paper, however it was typed; any other word as it is."""
    found = _ON_PAPER.fullmatch(word.strip())
    return f"{found[1]}-{found[2]}".upper() if found else word


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
