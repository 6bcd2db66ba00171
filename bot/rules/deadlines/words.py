"""The words the deadline grammar knows, and how a damaged or accentless word finds its way back to one."""

import re

from bot.rules.vietnamese import nfc, plain, spelled

# `spelled` moves the tone mark of "quý" too; here it stays where everybody writes it.
_SAME_WORD = {"qúy": "quý", "quí": "quý", "hằng": "hàng", "kì": "kỳ", "mồng": "mùng", "bẩy": "bảy"}


def canonical(word: str) -> str:
    """One spelling for a word that needs no guess: case, place of the tone mark, hằng/hàng, quí/quý."""
    low = nfc(word).casefold()
    folded = spelled(low)
    open_syllable = folded[:-2] == low[:-2]  # the mark has one place only in "hoàn", "kế hoạch"
    low = folded if open_syllable else low
    return _SAME_WORD.get(low, low)


# Words of the grammar itself. Anything else in a cell is a name, a label or a remark.
_GRAMMAR = """
ngày tháng quý năm tuần giờ phút hàng mỗi từng các những định kỳ lần đợt trước sau chậm nhất muộn
đến tới hết trong vào là từ kể tính bắt đầu cuối giữa nửa thường xuyên liên tục duy trì đột xuất
theo khi có ngay và hoặc hoàn thành thực hiện triển khai xong hạn thời gian vòng khoảng không quá
hơn làm việc thứ chủ nhật sáng chiều mùng trở đi lên nay này tiếp liền kề kế hoạch tiến độ lộ trình
quy yêu cầu cần được phát sinh của cả suốt một hai ba bốn tư sáu bảy tám chín mười báo cáo tối thiểu
ít phấn đấu dự kiến giai đoạn đúng đảm bảo lồng ghép tùy căn cứ niên thượng trung hạ cùng chót kết
thúc mạc đồng ban hành bán ký cho đủ diễn ra tổ chức tại
"""
LEXICON = frozenset(canonical(word) for word in _GRAMMAR.split())

# Without accents these stand for several words; the first grammar word that fits wins, see `accented`.
_PLAIN = {plain(word): word for word in sorted(LEXICON)} | {
    plain(word): word
    for word in (
        *(
            "ngày",
            "năm",
            "quý",
            "từ",
            "sau",
            "đầu",
            "đến",
            "hàng",
            "hoàn",
            "hạn",
            "thường",
            "liên",
            "kể",
            "kỳ",
        ),
        *(
            "khi",
            "là",
            "ba",
            "hai",
            "trước",
            "trong",
            "đột",
            "theo",
            "ban",
            "dự",
            "tại",
            "tính",
            "hành",
            "cần",
        ),
    )
}

_NUMBERED = re.compile(r"\d|i{1,3}$|iv$")
_UNIT = re.compile(r"(ngay|tuan|thang|quy|nam)$")
_ANY = re.compile("")

# Safe to mend even between accented words, where the word before and the word after look like this.
_MENDABLE: dict[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "truoc": (_ANY, _ANY),
    "hang": (_ANY, _UNIT),
    "thuong": (_ANY, re.compile("xuyen")),
    "xuyen": (re.compile("thuong"), _ANY),
    "cham": (_ANY, re.compile("nhat")),
    **dict.fromkeys(("thang", "quy", "ngay", "nam", "tuan"), (_ANY, _NUMBERED)),
}

# Accentless words that stand for another word beside these neighbours: (word, before, after, meant).
_BESIDE: tuple[tuple[str, frozenset[str], frozenset[str], str], ...] = (
    ("tu", frozenset({"thu", "thang"}), frozenset(), "tư"),
    ("sau", frozenset({"thu", "thang"}), frozenset({"thang"}), "sáu"),
    ("ke", frozenset(), frozenset({"hoach"}), "kế"),
    ("quy", frozenset(), frozenset({"dinh", "che", "trinh"}), "quy"),
    ("nam", frozenset({"viet", "quang", "ha", "mien"}), frozenset(), "nam"),
)


def accented(word: str, before: str, after: str) -> str:
    """The grammar word meant by an accentless one, judged by its accentless neighbours."""
    if word == "ngay" and after in {"sau", "khi", "trong"} and not before.isdigit():
        return "ngay"
    for bare, left, right, meant in _BESIDE:
        if word == bare and (before in left or after in right):
            return meant
    return _PLAIN.get(word, word)


def mended(word: str, before: str, after: str) -> str | None:
    """The grammar word behind one whose accents are missing or wrong, if only one can be meant."""
    bare = plain(word)
    if bare not in _MENDABLE or (word in LEXICON and word not in {"quy", "ngay"}):
        return None
    left, right = _MENDABLE[bare]
    return _PLAIN[bare] if left.match(before) and right.match(after) else None


def unglued(word: str) -> tuple[str, ...]:
    """The grammar words run together in one ("trướcngày"), in order; empty if it is made of others."""
    low = word.casefold()
    if canonical(low) in LEXICON or not 4 <= len(low) <= 40:
        return ()
    return _pieces(low)


def _pieces(low: str) -> tuple[str, ...]:
    if canonical(low) in LEXICON or low in {"i", "ii", "iii", "iv"}:
        return (low,)
    for cut in range(len(low) - 1, 1, -1):
        if canonical(low[:cut]) in LEXICON and (rest := _pieces(low[cut:])):
            return (low[:cut], *rest)
    return ()


def listed(text: str) -> tuple[str, ...]:
    """The phrases of a table written with bars between them."""
    return tuple(phrase.strip() for phrase in text.split("|"))
