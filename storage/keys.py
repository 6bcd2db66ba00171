"""What only the installation knows: keys derived from its secret. Nothing of them is in the database."""

import hashlib
import hmac
from dataclasses import dataclass


@dataclass(frozen=True, repr=False)
class Keys:
    """`seal`: for the ends of audit chains."""

    seal: bytes = b""

    @classmethod
    def of(cls, secret: bytes) -> "Keys":
        return cls(seal=hmac.new(secret, b"dondoc audit seal", hashlib.sha256).digest())
