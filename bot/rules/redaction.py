"""Hiding what must not be seen: secrets in logs, persons in texts to be published."""

import re
from collections.abc import Iterable
from unicodedata import normalize

from bot.rules.person_names import Span, bare_text, low_text, name_spans

HIDDEN = "[ẩn]"
LEFT_OUT = "[…]"  # where a text to be published leaves something out
_LEAST_SECRET = 6
# Telegram's bot tokens: digits, a colon, 35 characters; also inside a URL or a path.
_BOT_TOKEN = re.compile(r"(?<!\d)\d{6,12}:[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])")

_CAPITAL = f"[{''.join(c for c in map(chr, range(ord('A'), ord('Ỹ') + 1)) if c.isalpha() and c.isupper())}]"
_PLAIN_CODE = r"\d[\w/-]*+(?:\.\w++)*+"
_UNIT = (
    r"(?! ?(?:m2|m²|m|mét|met|km|tầng|tang|triệu|trieu|tr|tỷ|phòng|phong|người|nguoi|lần|lan|độ|tháng|năm|thang|nam|"
    r"ngày|ngay|giờ|gio|h|tuổi|tuoi|hộ|ho|đời|doi|nhân khẩu|nhan khau|cái|cai|con|nghìn|nghin|ngàn|ngan|đồng|dong|"
    r"phân|phan|%|-)\b)"
)


def _either(words: str) -> str:
    """A pattern for these words and for the same without accents, save one too common to trust so."""
    return "(?:" + "|".join(sorted({*words.split("|"), *bare_text(words).split("|")} - {"can"}, reverse=True)) + ")"


_IDENTITY = _either(
    "số tài khoản|tài khoản|stk|số thẻ|thẻ số|cmnd|cccd|căn cước|số định danh|định danh|mã số thuế|mã số|mst|mã thẻ|"
    "mã hồ sơ|mã hs|hồ sơ số|hồ sơ mã|hồ sơ|số biên nhận|biên nhận số|biên nhận|mã khách hàng|mã kh|mã bệnh nhân|"
    "số bảo hiểm|bhyt|bhxh|số hiệu|danh bộ|bn|phiếu hẹn|phiếu hẹn số|giấy hẹn|giấy hẹn số|hs số|hs mã|số hs|số hồ sơ|"
    "hộ chiếu|hộ chiếu số|số seri|seri"
)
_HOME = _either(
    "số nhà|nhà số|nhà trọ số|phòng trọ số|phòng số|phòng trọ|phòng|căn hộ số|căn hộ|căn số|căn|sn|snhà|phg"
)
_OWNER = "(?: (?:tôi|toi|tui|em|e|mình|minh|mik|mk|tao|con|cháu|chau|chị|chi|anh|ông|ong|bà|bác|bac|cô|chú|chu|họ|ho))"
_HOME_OF = _either("nhà|căn hộ|căn|phòng")
_WAY = _either("đường|phố|khu|ngõ|ngách|hẻm|kiệt|lộ|đg|quốc lộ|tổ|khu phố|thôn|ấp|xóm")
_PARCEL = _either("thửa đất số|thửa số|thửa đất|thửa|tờ bản đồ số|tờ bản đồ|tờ bđ|tờ số")
# All matched on lower-case text; group 1, where there is one, is what gets hidden.
_NUMBERS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
        r"(?<![\d.])(?:\+?84|0)(?:[ .-]?\d){8,10}(?!\d)",
        r"(?<!\w)\d{2} ?-? ?[a-zđ]{1,2}\d? ?[-.]? ?\d{3}[. ]?\d{1,2}(?!\w)",
        rf"(?<!\w){_either('biển số|biển kiểm soát|bks')}(?: xe)?[ :]*(\d{{2}}[\w .-]{{0,12}}\d)",
        rf"(?<!\w){_IDENTITY}(?: (?:là|la|của|cua|tôi|toi|em|đuôi|duoi|số|so))*[ :#]*"
        r"((?=[\w./-]*\d{3})[a-z0-9][\w./-]*\w)",
        r"(?<!\w)(?:phòng|phong|căn hộ|can ho|căn)[ :]*(\d{3,4}[a-z]?)(?= ?,? ?(?:tầng|tang)\b)",
        rf"(?<!\w){_HOME}[ :]*((?:[a-z]{{1,3}}[.-]?)?{_PLAIN_CODE}){_UNIT}(?!\w)",
        r"(?<!\w)(?:nhà|nha)[ :]*(\d+[a-z]?(?:/\d+[a-z]?)+)",
        rf"(?<!\w)(?:số|so)[ :]*(\d+[a-z]?(?:/\d+[a-z]?)*)(?=,? {_WAY}\b)",
        rf"(?<!\w){_HOME_OF}{_OWNER}?(?: ở| o)?(?: số| so)[ :]*({_PLAIN_CODE}){_UNIT}(?!\w)",
        rf"(?<!\w){_HOME_OF}{_OWNER}? (\d{{2,4}}[a-z]?){_UNIT}(?!\w)",
        rf"(?<!\w)(?:(?:đ/c|địa chỉ|dia chi|ở số|o so)[ :]*|(?:đc|dc): *)(\d+[a-z]?(?:/\d+[a-z]?)*){_UNIT}(?!\w)",
        rf"(?<!\w)ở (\d{{2,4}}[a-z]?(?:/\d+[a-z]?)*){_UNIT}(?!\w)",
        r"(?<!\w)(?:p|ph|ch)[. ]?(\d{3,4}[a-z]?)(?!\w)",
        rf"(?<!\w){_PARCEL}[ :]*(?!\d+m)(\d[\w/-]*+){_UNIT}",
        r"(?<!\w)(?:thửa|thua)\D{0,12}\d+\W{1,3}(?:tờ|to)(?: số| so| bản đồ| ban do)*[ :]*(\d+)(?!\w)",
    )
)
_LONG_NUMBER = re.compile(r"(?<![\w.,])\d(?:[ .-]?\d){7,}(?!\w)")
_MONEY = re.compile(r"\d{1,3}(?:[. ]\d{3})+")
_DATE = re.compile(r"\d{1,2}[ .-]\d{1,2}[ .-]\d{4}")
# "ký tên: vũ hải": what follows such a word is a name however it is typed; "fb Hằng Nguyễn" with capitals.
_SIGNER = _either(
    "ký tên|họ tên|họ và tên|người làm đơn|người viết đơn|người đứng đơn|người viết|người gửi|tài khoản tên|chủ tk|"
    "chủ tài khoản"
)
_SIGNED = re.compile(rf"(?i:(?<!\w){_SIGNER}): *([^\W\d_]+(?: [^\W\d_]+){{1,4}})")
_NICKED = re.compile(
    r"(?i:(?<!\w)(?:fb|facebook|nick|chủ tk|chu tk|tên|ten)(?: là| la)?:? )"
    + f"((?:{_CAPITAL}[^\\W\\d_]+ ?){{2,5}})(?<! )"
)
_INITIALS = re.compile(r"(?<![\w.])(?!T\.P|U\.B|H\.Đ|Q\.|P\.\d)[A-ZĐ](?:\.[A-ZĐ]){1,3}(?!\w)")
_CALLED = (_SIGNED, _NICKED, _INITIALS)
# A dossier or customer code: letters and digits mixed, at least four digits.
_MIXED_CODE = re.compile(r"(?<!\w)(?=[\w.-]*[A-Z])(?=(?:[\w.-]*?\d){4})[A-Z0-9]{2,}(?:[.-][A-Z0-9]+)*(?!\w)")
_LAW = re.compile(r"(?:NĐ|ND|TT|QĐ|QD|NQ|CV|KH|CT)")
# "82 Ngô Mây": a house by its number and street; "tổ 21 Phường …" and dates are none.
_STREET = re.compile(
    r"(?<![\w/.,:-])\d{1,4}[A-Za-z]?(?:/\d{1,4}[A-Za-z]?)*,? "
    + f"(?={_CAPITAL}\\w*[^\\W\\d_] {_CAPITAL}\\w*[^\\W\\d_])"
)
# The same on a telephone that types no capitals: "118 lê lợi". Names of streets that are no everyday words.
_LOW_STREET = re.compile(
    r"(?<![\w/.,:-])\d{1,4}[a-z]?(?:/\d{1,4}[a-z]?)*,? (?="
    + _either(
        "nguyễn|trần|lê|phạm|hoàng|huỳnh|phan đình|phan bội|phan chu|phan đăng|phan văn|đặng|ngô|đinh|trương|bùi|võ|"
        "hai bà trưng|bà triệu|quang trung|hùng vương|"
        "lạc long quân|âu cơ|điện biên phủ|cách mạng|lý thường kiệt|lý thái tổ|lý tự trọng|tôn đức thắng|tôn thất"
    )
    + r" [^\W\d])"
)
_BEFORE_NO_HOUSE = re.compile(
    r"(?:to|khu|ap|thon|xom|hem|ngo|kiet|ngach|duong|lo|km|lop|nam|thang|ngay|luc|pho|so|quan|phuong|khoi|quy|"
    r"tuyen|doi|tang|toa|khom|doan|nhom|gio|h|muc|dieu|khoan)[ .]*$"
)


def hide_secrets(text: str, secrets: Iterable[str]) -> str:
    """The text without these secrets and without anything shaped like a bot token."""
    for secret in sorted({s for s in secrets if len(s) >= _LEAST_SECRET}, key=len, reverse=True):
        text = text.replace(secret, HIDDEN)
    return _BOT_TOKEN.sub(HIDDEN, text)


def redact(text: str) -> str:
    """For publishing: no names, telephones, plates, numbers of persons, dossiers, houses or parcels.

    A help for the person who approves the text, not a replacement: illness and circumstance stay.
    """
    composed = normalize("NFC", text)
    while (spans := _merged(_number_spans(composed) + _house_spans(composed) + name_spans(composed))) != []:
        composed = _without(composed, spans)
    return composed


def without_sender(text: str) -> str:
    """For whoever has to go there: no names, no telephones or other long numbers; houses and places stay."""
    composed = normalize("NFC", text)
    return _without(composed, _merged(_long_spans(composed) + name_spans(composed)))


def _number_spans(text: str) -> list[Span]:
    low = low_text(text)
    spans = [match.span(match.lastindex or 0) for pattern in _NUMBERS for match in pattern.finditer(low)]
    return (
        spans
        + _long_spans(text)
        + [match.span() for match in _MIXED_CODE.finditer(text) if not _LAW.match(match.group())]
    )


def _long_spans(text: str) -> list[Span]:
    """Telephones, numbers of persons, and what follows a word such as "ký tên"."""
    called = [match.span(match.lastindex or 0) for rule in _CALLED for match in rule.finditer(text)]
    return called + [
        match.span()
        for match in _LONG_NUMBER.finditer(text)
        if not (_MONEY.fullmatch(match.group()) or _DATE.fullmatch(match.group()))
    ]


def _house_spans(text: str) -> list[Span]:
    bare = bare_text(text)
    found = (
        _LOW_STREET.finditer(low_text(text))
        if text.isupper()
        else (*_STREET.finditer(text), *_LOW_STREET.finditer(text))
    )
    return [(match.start(), match.end() - 1) for match in found if not _BEFORE_NO_HOUSE.search(bare[: match.start()])]


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged


def _without(text: str, spans: list[Span]) -> str:
    parts: list[str] = []
    last = 0
    for start, end in spans:
        parts += [text[last:start], LEFT_OUT]
        last = end
    return "".join([*parts, text[last:]])
