"""The states of a case as the office calls them."""

from collections.abc import Mapping

from bot.rules.states import Case

CASE_NAMES: Mapping[str, str] = {
    Case.NEW: "Mới",
    Case.WAITING_CITIZEN: "Chờ người dân bổ sung",
    Case.RECEIVED: "Đã tiếp nhận",
    Case.SORTED: "Đã phân loại",
    Case.ASSIGNED: "Đã chuyển đơn vị",
    Case.HANDLING: "Đang xử lý",
    Case.AWAITING_APPROVAL: "Chờ duyệt trả lời",
    Case.ANSWERED: "Đã trả lời",
    Case.CLOSED: "Đã kết thúc",
    Case.REOPENED: "Mở lại, chờ xem xét",
    Case.REFUSED: "Không tiếp nhận",
    Case.GUIDED: "Đã hướng dẫn gửi đơn",
    Case.PASSED_UP: "Đã chuyển nơi khác",
    Case.MERGED: "Đã gộp",
}
