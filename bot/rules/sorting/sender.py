"""A message without who sends it, where to call them and that they said so before: none of it tells of the matter."""

import re

_PHONE = r"(?:\+?84|0)(?:[\s.-]?\d){8,10}"
_SELF = r"(?:tôi|toi|em|mình|minh|tui|cháu|chau|con|anh|chị|chi|bác|bac|chú|chu)"
_OWN = rf"(?:\s(?:của|cua))?\s{_SELF}"
_NUMBER = r"(?:số|so)?\s?(?:điện thoại|dien thoai|đt|dt)|sđt|sdt"
_CALL = r"(?:liên hệ|lien he|liên lạc|lien lac|gọi|goi|alo|nhắn|nhan)(?:\s(?:lại|lai|cho|với|voi))*"
_UNTIL = r"(?:\s?(?:là|la|số|so|theo|qua|:|\.|,)){0,4}"
_REACHED = re.compile(
    rf"[\s,.;(]{{0,4}}\b(?:(?:{_NUMBER})(?:{_OWN})?|{_CALL}\s{_SELF}(?:\s(?:{_NUMBER}))?){_UNTIL}\s?{_PHONE}\)?",
    re.IGNORECASE,
)
_NAME = r"(?:[A-ZÀ-ỸĐ][a-zà-ỹđ]*\s?){2,5}"
# A name shows by its capitals: without them nobody can tell where it ends.
_NAMED = re.compile(rf"\b[Tt]ôi (?:tên là|tên|là) {_NAME}(?=[,.;:\n]|$)")
_TIMES = r"l[ầa]n\s(?:th[ứu]\s)?(?:\d{1,2}|hai|ba|tư|tu|bốn|bon|năm|nam)\b"
_TELL = r"(?:báo|bao|phản ánh|phan anh|nhắc lại|nhac lai)"
_THEN = r"(?:\s(?:rồi|roi|đó|do|nha|nhé|nhe))*"
_AGAIN = re.compile(
    rf"(?:(?:đây|day)\s(?:là|la)\s)?\b(?:{_TIMES}\s(?:{_SELF}\s)?{_TELL}|(?:{_SELF}\s)?{_TELL}\s{_TIMES}){_THEN}\b[:,.]?",
    re.IGNORECASE,
)


# Each looks at every place of a text; what none of its finds can be without is sought in a moment.
_DIGITS = re.compile(r"\d(?:[\s.-]?\d){8}")
_TIME = re.compile(r"l[ầa]n\s", re.IGNORECASE)


def without_sender(text: str) -> str:
    if _DIGITS.search(text):
        text = _REACHED.sub(" ", text)
    if "ôi tên " in text or "ôi là " in text:
        text = _NAMED.sub("Tôi ", text)
    return _AGAIN.sub(" ", text) if _TIME.search(text) else text
