"""What happened to a task or a case, as its page tells it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.desk import OfficeDay
from messages.words import cut
from storage.feedback import FeedbackEvent
from storage.people import names_of, office_posts
from storage.plans import TaskEvent

OF_TASKS: Mapping[str, str] = {
    "done": "Báo đã xong",
    "undone": "Bỏ báo xong",
    "doing": "Đang làm",
    "note": "Ghi chú",
    "returned": "Trả lại, chưa đạt",
    "reviewed": "Đã nghiệm thu",
    "extension_asked": "Xin gia hạn",
    "extension_granted": "Đồng ý gia hạn",
    "extension_refused": "Không đồng ý gia hạn",
    "extension_overtaken": "Đề nghị gia hạn không còn cần",
    "pushed": "Nhắc trực tiếp",
    "regiven": "Giao lại",
    "given": "Giao việc",
    "taken_back": "Thu lại việc đã giao",
    "changed": "Sửa nội dung",
    "dropped": "Không còn trong kế hoạch",
    "restored": "Theo dõi trở lại",
    "date_set": "Đặt hạn",
    "date_not_yet": "Chưa có ngày",
    "date_waived": "Không đặt hạn",
    "calendar_moved": "Lịch cơ quan đổi, dời hạn",
}
OF_CASES: Mapping[str, str] = {
    "sent": "Người dân gửi",
    "received": "Tiếp nhận",
    "sorted": "Phân loại",
    "assigned": "Chuyển đơn vị",
    "directed": "Chuyển đơn vị",
    "passed_on": "Chuyển đơn vị",
    "sent_back": "Đơn vị trả lại",
    "sent_to_desk": "Trả về văn thư",
    "taken": "Đơn vị nhận xử lý",
    "asked": "Hỏi người dân",
    "asked_again": "Hỏi lại người dân",
    "added": "Người dân bổ sung",
    "gone_on": "Xử lý tiếp, không chờ",
    "ended_silent": "Kết thúc vì người dân không trả lời",
    "drafted": "Soạn trả lời",
    "returned": "Lãnh đạo trả lại câu trả lời",
    "answered": "Trả lời người dân",
    "answered_outside": "Nơi khác trả lời",
    "rated": "Người dân đánh giá",
    "praised": "Người dân nhắn thêm",
    "reopened": "Người dân chưa hài lòng",
    "again": "Giao xử lý lại",
    "closed": "Kết thúc",
    "withdrawn": "Người dân rút phản ánh",
    "refused": "Không tiếp nhận",
    "guided": "Hướng dẫn gửi đơn",
    "passed_outside": "Chuyển nơi ngoài cơ quan",
    "taken_in": "Nhận lại xử lý",
    "merged": "Gộp vào",
    "joined": "Thêm người báo cùng việc",
    "unmerged": "Bỏ gộp",
    "split": "Tách việc",
    "split_from": "Tách từ",
    "split_into": "Tách thành",
    "parted": "Tách riêng",
    "repeats": "Báo lại việc cũ",
    "extension_asked": "Xin gia hạn",
    "extended": "Gia hạn",
    "extension_refused": "Không đồng ý gia hạn",
    "promise_moved": "Lịch cơ quan đổi, dời hẹn",
    "progress": "Báo tiến độ cho người dân",
    "pushed": "Nhắc trực tiếp",
    "published": "Công khai kết quả",
    "unpublished": "Thôi công khai",
    "withheld": "Không công khai",
    "told": "Đã báo người dân",
    "followed": "Có người theo dõi cùng",
}


MOST = 30  # happenings of a page
LONGEST = 2000  # characters of what was said


@dataclass(frozen=True)
class Happened:
    at: datetime
    what: str
    who: str
    words: str
    day: date | None


def history_of(
    day: OfficeDay,
    events: Sequence[TaskEvent | FeedbackEvent],
    titles: Mapping[str, str],
    sender: int | None = None,
) -> list[Happened]:
    """The newest first, so many; what has no title is nobody's reading.

    Officials alone are named, and never the `sender`: who sent a case is seen only with a reason, which is noted.
    """
    staff = {post.person_id for post in office_posts(day.session, day.office.id)} - {sender}
    names = names_of(day.session, (one.person_id for one in events if one.person_id and one.person_id in staff))
    told = [event for event in reversed(events) if event.what in titles][:MOST]
    return [
        Happened(one.at, titles[one.what], names.get(one.person_id or 0, ""), cut(one.words, LONGEST), one.day)
        for one in told
    ]
