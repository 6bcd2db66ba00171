"""Words of a cell that belong to no time limit: harmless, a label, or something a clerk has to look at."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.rules.deadlines.tokens import Line
from bot.rules.deadlines.words import listed
from bot.rules.vietnamese import plain


def _bare(text: str) -> frozenset[str]:
    return frozenset(plain(text).split())


# Compared without accents: here a mixed-up word costs a question at most.
_FILLER = _bare(
    "hoàn thành thực hiện triển khai xong thời gian thời hạn hạn tiến độ trong vào là được cần phải việc này công"
    " nhiệm vụ các kỳ phấn đấu và hoặc & nếu có đảm bảo bảo liên tục trở đi cùng với kể cả xong diễn ra dự kiến nêu"
    " thời điểm mốc cho đến hết ít nhất tối thiểu chậm kịp thời cụ thể như sau tất cả theo quy định đúng"
)
_LABELS = _bare(
    "trình gửi nộp ban hành xây dựng soạn dự thảo báo cáo tham mưu tổng hợp rà soát kiểm tra khảo sát phê duyệt thẩm"
    " công bố khai tổ chức hội nghị sơ tổng kết nghiệm thu khởi giải ngân lập kế hoạch quyết định đề án văn bản tờ cập"
    " nhật hướng dẫn tuyên truyền đăng ký phát động thi tập huấn họp giao ban điều tra đánh giá thống kê số hóa đạt"
    " lần đợt giai đoạn bước cấp ubnd hđnd sở phòng xã huyện tỉnh phường thị trấn thành phố đơn vị cơ quan ngành"
    " tiếp nhận xử lý trả lời niêm yết bàn bố trí tham gia dự phối hợp chuẩn bị mua sắm lắp đặt in cung cấp kiểm thử"
    " vận hành đưa bắt đầu chính thức cấp xếp sửa chữa thi tuyển chọn bình xét khen thưởng nghị chương trình phương"
    " án hồ sơ thông danh mục mở lớp đối thoại chi trả thu quyết toán phân bổ kê tự chấm điểm công nhận thôn ấp khu"
    " phố trường trạm ban đảng ủy mặt trận đoàn hội công an quân sự kết quả tỷ lệ chế độ"
)
_WARNING = listed(
    "không | chưa | đã | lùi | hoãn | dời | chuyển sang | gia hạn | điều chỉnh | tạm dừng | tạm hoãn | trừ | thay | hủy"
    " | chờ | âm lịch | kiến nghị | xem lại | nhầm | sai | quá hạn | đề nghị sửa | đề nghị điều chỉnh"
    " | bổ sung sau | xin | sửa thành | đổi thành | nay là"
)
_PURPOSE = listed(
    "để | nhằm | gửi | trình | báo cáo | về | phục vụ | nộp | cho | đối với | của | tại | trên | ban hành | phải"
)
_TIME_WORDS = listed(
    "ngày | tháng | quý | năm | tuần | giờ | trước | định kỳ | hàng ngày | hàng tuần | hàng tháng | hàng quý | hàng năm"
    " | chậm nhất | muộn nhất | thứ hai | thứ ba | thứ tư | thứ năm | thứ sáu | thứ bảy | chủ nhật"
)
_COUNTED_THINGS = frozenset(
    {"đợt", "lần", "số", "bước", "điều", "khoản", "kỳ", "mục", "đoạn", "thứ", "tổ", "ấp", "thôn", "khu"}
)
_BULLETS = {"–": "-", "•": "-", "*": "-"}
_HARD = {";", ".", "-", "+"}
_REPORTS = listed("báo cáo | sơ kết | tổng kết | kết quả | số liệu | kế hoạch | nhiệm vụ")
_SEPARATORS = {",", ";", ".", ":", "/", "(", ")", "và", "hoặc", "+", "-"}


@dataclass(frozen=True)
class Gap:
    """What stands between two limits: marks and joining words (no brackets), and whether words of their own.

    `inside`: the later limit stands in a bracket that opens after the earlier one.
    """

    joints: frozenset[str]
    content: bool
    inside: bool
    length: int

    @property
    def hard(self) -> bool:
        """The two belong to different steps or sentences."""
        return bool(self.joints & _HARD)


def gap_between(line: Line, start: int, end: int) -> Gap:
    places = range(min(start, end), end)
    marks = [line.word(n) for n in places]
    joints = separators(line, places) - {"(", ")"}
    return Gap(frozenset(joints), has_content(line, places), marks.count("(") > marks.count(")"), len(places))


def separators(line: Line, places: Iterable[int]) -> set[str]:
    """The marks and joining words among these tokens; all bullets count as a hyphen."""
    return {_BULLETS.get(line.word(n), line.word(n)) for n in places} & _SEPARATORS


def is_word(line: Line, at: int) -> bool:
    return line.kind(at) in ("word", "number", "roman", "percent", "code", "date", "pair", "month", "clock")


def has_content(line: Line, places: Iterable[int]) -> bool:
    """Some of these tokens say more than that something is to be done."""
    return any(is_word(line, n) and plain(line.word(n)) not in _FILLER for n in places)


def is_label(line: Line, places: Iterable[int]) -> bool:
    """The first telling word names a step of work or an office."""
    first = next((n for n in places if is_word(line, n) and plain(line.word(n)) not in _FILLER), None)
    return first is None or plain(line.word(first)) in _LABELS or line.kind(first) == "percent"


def is_purpose(line: Line, places: Iterable[int]) -> bool:
    """What the work is for, whom it goes to, or how much of it is due."""
    words = [n for n in places if is_word(line, n)]
    if all(line.kind(n) == "percent" for n in words):
        return bool(words)
    return line.past(words[0], *_PURPOSE) is not None


def warning_in(line: Line, places: Iterable[int]) -> str | None:
    for n in places:
        if end := line.past(n, *_WARNING):
            return line.printed(n, end)
    return None


def unread_time(line: Line, places: range) -> str | None:
    """A date, a number or a word of time that the grammar could not place."""
    return next((line.printed(n, n + 1) for n in places if _is_unread(line, n, places.stop)), None)


def _is_unread(line: Line, at: int, end: int) -> bool:
    if line.kind(at) in ("date", "pair", "month", "clock"):
        return True
    if line.kind(at) in ("number", "roman"):
        return not _counts_things(line, at) and not _in_name(line, at, end)
    return _is_time_word(line, at) and not _in_name(line, at, end)


def _is_time_word(line: Line, at: int) -> bool:
    return line.past(at, *_TIME_WORDS) is not None


def starts_numbering(line: Line, at: int) -> bool:
    """The 2 of "… Quý I 2. Trình phê duyệt"."""
    return line.kind(at) == "number" and line.word(at + 1) in (".", ")") and line.starts_capital(at + 2)


def _counts_things(line: Line, at: int) -> bool:
    """A number of a list, of a step ("đợt 1") or of things ("02 báo cáo")."""
    things = line.kind(at + 1) == "word" and not _is_time_word(line, at + 1)
    return things or line.word(at - 1) in _COUNTED_THINGS or starts_numbering(line, at)


def _in_name(line: Line, at: int, end: int) -> bool:
    """In "báo cáo 9 tháng trước …", or in "6 tháng: …", the time names the report."""
    unit = line.past(at, "tháng", "năm", "quý") or line.past(at + 1, "tháng")
    start = at - 1 if line.kind(at - 1) == "number" else at
    named = line.past(start - 2, *_REPORTS) == start
    return unit is not None and (line.word(unit) == ":" or (named and unit == end))


def says_aspired(line: Line, places: Iterable[int]) -> bool:
    return any(line.past(n, "phấn đấu") for n in places)


def says_expected(line: Line, places: Iterable[int]) -> bool:
    return any(line.past(n, "( dự kiến") for n in places)
