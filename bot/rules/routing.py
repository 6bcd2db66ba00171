"""From the category of a citizen's feedback to the unit that handles it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.rules.sorting import Sorted


@dataclass(frozen=True)
class Category:
    title: str
    examples: str


@dataclass(frozen=True)
class Route:
    """`unit` None: a person decides."""

    unit: int | None
    why: str


# Only the lead is told of officials' conduct: it may hide a denunciation and is never public.
LEAD_ONLY = "thai-do-can-bo"

CATEGORIES: Mapping[str, Category] = MappingProxyType(
    {
        "rac-moi-truong": Category("Rác, môi trường", "rác, nước thải, khói bụi, mùi"),
        "giao-thong-ha-tang": Category("Giao thông, hạ tầng", "ổ gà, cầu, biển báo, cây xanh"),
        "cap-thoat-nuoc": Category("Cấp, thoát nước", "ngập, cống tắc, nước sạch"),
        "chieu-sang-dien": Category("Chiếu sáng công cộng", "đèn đường, dây điện"),
        "trat-tu-do-thi": Category("Trật tự đô thị", "vỉa hè, đỗ xe, chợ tự phát"),
        "xay-dung-dat-dai": Category("Xây dựng, đất đai", "xây không phép, lấn đất"),
        "tieng-on": Category("Tiếng ồn", "karaoke, loa, xưởng"),
        "an-ninh": Category("An ninh, trật tự", "trộm, đánh nhau, cờ bạc"),
        "an-toan-thuc-pham": Category("An toàn thực phẩm", "đồ ăn bẩn, ngộ độc"),
        "y-te": Category("Y tế", "trạm y tế, tiêm chủng, dịch bệnh"),
        "giao-duc": Category("Giáo dục", "khoản thu, trường lớp"),
        "an-sinh": Category("An sinh xã hội", "trợ cấp, hộ nghèo, người có công"),
        "tthc-mot-cua": Category("Thủ tục, một cửa", "hồ sơ chậm, hướng dẫn sai"),
        "thai-do-can-bo": Category("Thái độ cán bộ", "nói năng, gây khó"),
        "quy-dinh-hc": Category("Quy định hành chính", "kiến nghị sửa quy định"),
        "nong-nghiep-thu-y": Category("Nông nghiệp, thú y", "mùa vụ, thủy lợi, vật nuôi"),
        "vien-thong-dien-luc": Category("Điện lực, viễn thông", "mất điện, cáp, sóng, xe buýt"),
        "khac": Category("Lĩnh vực khác", "văn hóa, thể thao, chợ, tên đường"),
    }
)

_OFFICE, _ECONOMY, _SOCIETY = "Văn phòng HĐND và UBND", "Phòng Kinh tế", "Phòng Văn hóa – Xã hội"
DEFAULT_ROUTES: Mapping[str, str] = MappingProxyType(
    {
        "rac-moi-truong": _ECONOMY,
        "giao-thong-ha-tang": _ECONOMY,
        "cap-thoat-nuoc": _ECONOMY,
        "chieu-sang-dien": _ECONOMY,
        "trat-tu-do-thi": _ECONOMY,
        "xay-dung-dat-dai": _ECONOMY,
        "tieng-on": "Công an xã",
        "an-ninh": "Công an xã",
        "an-toan-thuc-pham": "Trạm Y tế",
        "y-te": "Trạm Y tế",
        "giao-duc": _SOCIETY,
        "an-sinh": _SOCIETY,
        "tthc-mot-cua": "Trung tâm Phục vụ hành chính công",
        "thai-do-can-bo": _OFFICE,
        "quy-dinh-hc": _OFFICE,
        "nong-nghiep-thu-y": _ECONOMY,
        "vien-thong-dien-luc": _OFFICE,
        "khac": _OFFICE,
    }
)


def route(found: Sorted, routes: Mapping[str, int]) -> Route:
    """The unit for a sorted message; `routes` maps categories to unit ids."""
    if not found.auto or found.category is None:
        return Route(None, "chưa chắc, cần người quyết định")
    if found.category == LEAD_ONLY:
        return Route(None, "về thái độ cán bộ, do lãnh đạo xem")
    unit = routes.get(found.category)
    return Route(unit, "" if unit else "lĩnh vực này chưa có đơn vị phụ trách")


def told_why(found: Sorted, decided: Route) -> tuple[str, ...]:
    """The reasons for people: what the message is about first, topics by their names."""
    named = [_named(reason, found.category) for reason in reversed(found.why)]
    return tuple(reason for reason in (*named, decided.why) if reason)


def _named(reason: str, category: str | None) -> str:
    if category is None or not reason.startswith(f"lĩnh vực {category} "):
        return reason
    return reason.removeprefix(f"lĩnh vực {category} ")
