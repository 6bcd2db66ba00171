"""Whereabouts a matter lies, as far as the public may know: a street, a hamlet, a market; never a house."""

import re

from bot.rules.redaction import LEFT_OUT, redact

MOST = 3
_LETTER = r"[^\W\d_]"
_CAPITAL = f"[{''.join(c for c in map(chr, range(ord('A'), ord('Ỹ') + 1)) if c.isalpha() and c.isupper())}]"
_NAME = rf"{_CAPITAL}{_LETTER}*(?: (?:{_CAPITAL}{_LETTER}*|\d{{1,2}}(?:[/-]\d{{1,2}})?))" + "{0,4}"
_MEASURES = "m|mét|met|km|người|nguoi|hộ|ho|nhà|nha|lần|lan|ngày|ngay|tháng|thang|năm|tấn|cái|con|giờ|h|thước|gang"
_COUNTED = rf"(?! ?(?i:{_MEASURES})\b)"  # "tổ 3 người" is no place
_NUMBER = rf"(?:(?i:số|so) )?\d{{1,3}}(?:/\d{{1,2}})?[A-Za-z]?(?![\w/]){_COUNTED}"
# Places that are called by a number as well as by a name, typed with accents or without.
_NUMBERED = (
    "tổ dân phố|khu dân cư|khu phố|liên ấp|tổ|ấp|thôn|xóm|bản|buôn|khóm|làng|tiểu khu|hẻm|ngõ|ngách|kiệt|"
    "quốc lộ|tỉnh lộ|đường tỉnh|hương lộ|to dan pho|khu dan cu|khu pho|ap|thon|xom|khom|hem|ngo|ngach|kiet|"
    "quoc lo|tinh lo|huong lo|kp|tdp|ql|tl|dt|đt"
)
_NAMED = (
    "đường|phố|duong|chợ|cầu|kênh|rạch|sông|hồ|bến|công viên|quảng trường|ngã ba|ngã tư|ngã năm|vòng xoay|chùa|đình|"
    "nhà thờ|nghĩa trang|trường tiểu học|trường thcs|trường thpt|trường mầm non|trường|trạm y tế|nhà văn hóa|"
    "khu công nghiệp|khu tập thể|chung cư|bãi|đập|đê|đèo|dốc|xứ đồng"
)
_BY_NUMBER = rf"(?i:{_NUMBERED}) {_NUMBER}|(?i:đường|duong) (?i:số|so) {_NUMBER}|(?i:đường|duong) \d{{1,2}}/\d{{1,2}}"
_PLACE = re.compile(rf"(?<!\w)(?:{_BY_NUMBER}|(?i:{_NUMBERED}|{_NAMED}) {_NAME})")
_SHOUTED_PLACE = re.compile(rf"(?<!\w)(?:{_BY_NUMBER})")  # where all is in capitals no name can be told
_WITHOUT_HOUSE = re.compile(
    rf"(?i:(?:trước|gần|sau|cạnh|đối diện|ngay)? ?(?:số nhà|nhà số|nhà trọ số|nhà|căn hộ|căn|phòng|số|sn))? ?"
    rf"{re.escape(LEFT_OUT)}[ ,]*"
)
# What is left of "đường trước số nhà 5" without its house.
_SAYS_NOTHING = re.compile(rf"(?i:(?:{_NUMBERED}|{_NAMED}|trước|sau|gần|cạnh|ở|tại|ngay|đầu|cuối|nhà|cổng|\s)*)")


def area_of(place: str, text: str) -> str:
    """Where it is: from the place that was given, else from the words; "" where neither says.

    >>> area_of("trước số nhà 5 đường Lam Sơn", "")
    'đường Lam Sơn'
    """
    shown = redact(place)
    rest = public_area(shown)
    if LEFT_OUT in shown or _SAYS_NOTHING.fullmatch(rest):
        return _named(place) or _named(text) or ("" if _SAYS_NOTHING.fullmatch(rest) else rest)
    return _named(place) or rest


def public_area(words: str) -> str:
    """What somebody wrote as the area, without what only one household has."""
    return _tidy(_WITHOUT_HOUSE.sub("", redact(words)))


def _named(text: str) -> str:
    rule = _SHOUTED_PLACE if text.isupper() else _PLACE
    found = (" ".join(match.group().split()) for match in rule.finditer(redact(text)))
    return ", ".join(list({one.casefold(): one for one in found}.values())[:MOST])


def _tidy(words: str) -> str:
    return " ".join(words.split()).strip(" ,.;:-–")
