"""Zalo's refusals: a code below 0 in an answer with status 200."""

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

WORDS = {
    -32: "Rate limit exceeded",
    -100: "Attachment is expired",
    -201: "Params is invalid",
    -210: "Param exceeds limited",
    -211: "Out of quota",
    -213: "User has not followed OA",
    -216: "Access token is invalid",
    -220: "Access token has expired",
    -230: "User has not interacted with the OA in the past 7 days",
    -232: "User has not created any valid interaction",
    -233: "Message type is not supported",
    -235: "This API does not support this type of OA",
    -240: "The message API V2 has been shut down",
    -242: "Invalid appsecret_proof",
    -244: "User has restricted the OA from sending this type of message",
    -248: "Message violates platform policy",
    -127: "Development mode is only for administrators",
    -131: "Template is not approved",
    -115: "Balance is not enough",
    -108: "Phone number is invalid",
    -1121: "Template data is missing a parameter",
}


@dataclass
class RefusalError(Exception):
    code: int
    words: str = ""

    def as_json(self) -> Json:
        return {"error": self.code, "message": self.words or WORDS.get(self.code, "Unknown error")}


@dataclass
class Gone(Exception):
    """The answer never arrives: the connection is cut, after the call was carried out or before."""
