"""What a letter of apology can say: the fields of an office's own form, as people write them between braces."""

import re
from collections.abc import Mapping
from typing import Literal, get_args

from bot.rules.vietnamese import plain

Field = Literal[
    "code", "applicant", "procedure", "received", "due", "new_due", "reason", "unit", "office", "place", "phone", "year"
]
FIELDS: tuple[Field, ...] = get_args(Field)
TITLES: Mapping[Field, str] = {
    "code": "mã hồ sơ",
    "applicant": "người nộp",
    "procedure": "thủ tục",
    "received": "ngày tiếp nhận",
    "due": "hạn trả",
    "new_due": "ngày hẹn lại",
    "reason": "lý do",
    "unit": "đơn vị",
    "office": "cơ quan",
    "place": "nơi trả kết quả",
    "phone": "điện thoại",
    "year": "năm",
}
_OTHERS: Mapping[str, Field] = {
    "so ho so": "code",
    "ma so ho so": "code",
    "chu ho so": "applicant",
    "ho ten": "applicant",
    "ho va ten": "applicant",
    "nguoi nop ho so": "applicant",
    "ten nguoi nop": "applicant",
    "ten thu tuc": "procedure",
    "thu tuc hanh chinh": "procedure",
    "ngay nhan": "received",
    "ngay hen tra": "due",
    "ngay hen": "due",
    "han tra ket qua": "due",
    "han moi": "new_due",
    "ngay hen moi": "new_due",
    "ngay tra moi": "new_due",
    "ly do cham": "reason",
    "ly do tre": "reason",
    "don vi giai quyet": "unit",
    "ten co quan": "office",
    "dia diem tra ket qua": "place",
    "so dien thoai": "phone",
}
FIELD = re.compile(r"\{\{\s*([^{}]{1,60}?)\s*\}\}")


def field_called(name: str) -> Field | None:
    """What a form means by "mã hồ sơ", "MA_HO_SO", "Hạn mới"."""
    words = " ".join(re.findall(r"[^\W_]+", plain(name)))
    return next((field for field, title in TITLES.items() if plain(title) == words), _OTHERS.get(words))
