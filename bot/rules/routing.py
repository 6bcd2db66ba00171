"""Which unit takes a sorted message first, by the topics a commune is asked about."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from bot.rules.sorting import GUARDED, PAKN, Sorted

ECONOMY = "Phòng Kinh tế"
CULTURE = "Phòng Văn hóa – Xã hội"
OFFICE = "Văn phòng HĐND và UBND"
ONE_STOP = "Trung tâm Phục vụ hành chính công"
POLICE = "Công an xã"
HEALTH = "Trạm Y tế"
LEAD = "Lãnh đạo UBND xã"
CONDUCT = "thai-do-can-bo"


class Category(NamedTuple):
    """`examples` are words people use, for menus and help."""

    title: str
    examples: str
    unit: str


CATEGORIES: Mapping[str, Category] = MappingProxyType(
    {
        "rac-moi-truong": Category("Rác, môi trường", "rác, xà bần, nước thải, khói bụi, mùi", ECONOMY),
        "giao-thong-ha-tang": Category(
            "Giao thông, hạ tầng", "ổ gà, cầu hư, biển báo, nắp cống vỡ, cây xanh, công viên", ECONOMY
        ),
        "cap-thoat-nuoc": Category("Cấp nước, thoát nước", "ngập, cống tắc, mất nước sạch", ECONOMY),
        "chieu-sang-dien": Category("Chiếu sáng công cộng", "đèn đường, tủ chiếu sáng, dây điện vô chủ", ECONOMY),
        "trat-tu-do-thi": Category("Trật tự đô thị", "lấn chiếm vỉa hè, đỗ xe, chợ tự phát, biển quảng cáo", ECONOMY),
        "xay-dung-dat-dai": Category("Xây dựng, đất đai", "xây không phép, lấn đất, ranh đất, hút cát", ECONOMY),
        "tieng-on": Category("Tiếng ồn", "karaoke, loa kéo, quán khuya, chó sủa", POLICE),
        "an-ninh": Category("An ninh, trật tự", "trộm cắp, ma túy, cờ bạc, lừa đảo, đua xe", POLICE),
        "an-toan-thuc-pham": Category("An toàn thực phẩm", "đồ ăn bẩn, hết hạn, ngộ độc, mổ lậu", HEALTH),
        "y-te": Category("Y tế", "trạm y tế, thuốc, tiêm chủng, dịch bệnh", HEALTH),
        "giao-duc": Category("Giáo dục", "khoản thu, dạy thêm, trường xuống cấp, bắt nạt", CULTURE),
        "an-sinh": Category("An sinh xã hội", "trợ cấp, hộ nghèo, người có công, lương hưu", CULTURE),
        "tthc-mot-cua": Category("Thủ tục hành chính", "hồ sơ trễ hẹn, hướng dẫn sai, hệ thống lỗi", ONE_STOP),
        CONDUCT: Category("Thái độ cán bộ", "nói năng, thờ ơ, gây khó", LEAD),
        "quy-dinh-hc": Category("Quy định hành chính", "quy định chồng chéo, bất hợp lý", OFFICE),
        "nong-nghiep-thu-y": Category("Nông nghiệp, thú y", "nước tưới, sâu bệnh, chó thả rông, dịch heo", ECONOMY),
        # Not the commune's own: the office passes these on and gives the citizen the contact.
        "vien-thong-dien-luc": Category("Điện lực, viễn thông, xe buýt", "mất điện, cáp, sóng, xe buýt", OFFICE),
        "khac": Category("Việc khác", "di tích, nhà văn hóa, quỹ thôn, chợ, tên đường", OFFICE),
    }
)
DEFAULT_ROUTES: Mapping[str, str] = MappingProxyType({code: entry.unit for code, entry in CATEGORIES.items()})


@dataclass(frozen=True, slots=True)
class Route:
    """`unit` is None where a person decides; `why` is for that person."""

    unit: str | None
    why: str


def route(message: Sorted, routes: Mapping[str, str] = DEFAULT_ROUTES) -> Route:
    if message.kind in GUARDED:
        return Route(None, "Tin thuộc loại cán bộ phải đọc trước, không vào sổ phản ánh.")
    if message.kind not in PAKN or message.category is None:
        return Route(None, "Tin không phải phản ánh, kiến nghị.")
    if message.category == CONDUCT:
        # Never to a unit whose people it may be about, however unsure the sorter is.
        return Route(routes.get(CONDUCT, LEAD), "Việc về cán bộ chỉ chuyển lãnh đạo.")
    if not message.auto:
        return Route(None, f"Chưa đủ chắc chắn ({message.confidence:.0%}), cần cán bộ phân loại.")
    unit = routes.get(message.category)
    title = CATEGORIES[message.category].title if message.category in CATEGORIES else message.category
    if unit is None:
        return Route(None, f"Chưa có đơn vị nhận lĩnh vực {title}.")
    return Route(unit, f"Lĩnh vực {title}.")
