"""A body outside the office in one message: "Điện lực Thử; điện thoại 1900 1000; địa chỉ 12 Trần Phú; email a@b.vn"."""

import re
from dataclasses import dataclass

from bot.rules.vietnamese import nfc

LONGEST = 200  # characters of one part
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?:\+?84|0|1[89]00)[\d .()-]{3,20}\d|\b1\d{2,3}\b")
_PHONE_WORDS = "điện thoại|dien thoai|đt|dt|sđt|sdt|tel|hotline|tổng đài|tong dai"
_PHONE_LABEL = re.compile(rf"^(?:số )?(?:{_PHONE_WORDS})\b[ .:]*", re.I)
_PLACE_LABEL = re.compile(r"^(?:địa chỉ|dia chi|đc|dc|tại|tai)\b[ .:]*", re.I)
_MAIL_LABEL = re.compile(r"^(?:e-?mail|thư điện tử|thu dien tu|hộp thư)\b[ .:]*", re.I)


@dataclass(frozen=True)
class Contact:
    """What is "" was not said."""

    name: str
    phone: str = ""
    address: str = ""
    email: str = ""


def read_contact(text: str) -> Contact:
    """Parts are divided by ";" or a new line, the name first. ValueError, in Vietnamese, names what is wrong."""
    parts = [nfc(part) for part in re.split(r"[;\n]", text) if nfc(part)]
    if not parts or not re.search(r"[^\W\d]{2}", parts[0]) or _EMAIL.search(parts[0]):
        raise ValueError("Phần đầu phải là tên nơi ngoài cơ quan, ví dụ Điện lực khu vực Thanh Bình.")
    if any(len(part) > LONGEST for part in parts):
        raise ValueError(f"Mỗi phần dài nhất {LONGEST} ký tự.")
    found: dict[str, str] = {}
    for part in parts[1:]:
        key, value = _field(part)
        if key in found:
            raise ValueError(f"“{part}” và “{found[key]}” cùng là một mục.")
        found[key] = value
    return Contact(parts[0], **found)


def _field(part: str) -> tuple[str, str]:
    if _MAIL_LABEL.search(part) or _EMAIL.search(part):
        mail = _EMAIL.search(part)
        if mail is None:
            raise ValueError(f"Thư điện tử “{part}” chưa đúng.")
        return "email", mail[0]
    if _PLACE_LABEL.search(part):
        return "address", _PLACE_LABEL.sub("", part)
    said = _PHONE_LABEL.sub("", part)
    if _PHONE.fullmatch(said):
        return "phone", said
    if said != part:
        raise ValueError(f"Số điện thoại “{said}” chưa đúng.")
    return "address", part
