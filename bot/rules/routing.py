"""Which unit takes a sorted message first, by the topics a commune is asked about."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.rules.sorting import CATEGORIES, CONDUCT, GUARDED, PAKN, Category, Sorted

__all__ = ["CATEGORIES", "CONDUCT", "DEFAULT_ROUTES", "LEAD", "Category", "Route", "route"]

LEAD = "Lãnh đạo UBND xã"
_TOPICS_OF = {
    "Phòng Kinh tế": (
        *("rac-moi-truong", "giao-thong-ha-tang", "cap-thoat-nuoc", "chieu-sang-dien"),
        *("trat-tu-do-thi", "xay-dung-dat-dai", "nong-nghiep-thu-y"),
    ),
    "Phòng Văn hóa – Xã hội": ("giao-duc", "an-sinh"),
    "Công an xã": ("tieng-on", "an-ninh"),
    "Trạm Y tế": ("an-toan-thuc-pham", "y-te"),
    "Trung tâm Phục vụ hành chính công": ("tthc-mot-cua",),
    # Electricity, telecoms and buses are not the commune's: the office passes them on with the contact.
    "Văn phòng HĐND và UBND": ("quy-dinh-hc", "vien-thong-dien-luc", "khac"),
    LEAD: (CONDUCT,),
}
_UNIT_OF = {topic: unit for unit, topics in _TOPICS_OF.items() for topic in topics}
DEFAULT_ROUTES: Mapping[str, str] = MappingProxyType({topic: _UNIT_OF[topic] for topic in CATEGORIES})


@dataclass(frozen=True, slots=True)
class Route:
    """`unit` is None where a person decides; `why` is for that person."""

    unit: str | None
    why: str


def route(
    message: Sorted, routes: Mapping[str, str] = DEFAULT_ROUTES, tree: Mapping[str, Category] = CATEGORIES
) -> Route:
    if message.kind in GUARDED:
        return Route(None, "Tin thuộc loại cán bộ phải đọc trước, không vào sổ phản ánh.")
    if message.kind not in PAKN or message.category is None:
        return Route(None, "Tin không phải phản ánh, kiến nghị.")
    if message.category == CONDUCT:
        # Never to a unit whose people it may be about, however unsure the sorter is.
        return Route(routes.get(CONDUCT, LEAD), "Việc về cán bộ chỉ chuyển lãnh đạo.")
    if not message.auto:
        return Route(None, f"Chưa đủ chắc chắn ({message.confidence:.0%}), cần cán bộ phân loại.")
    title = tree[message.category].title if message.category in tree else message.category
    unit = routes.get(message.category)
    return Route(unit, f"Lĩnh vực {title}." if unit else f"Chưa có đơn vị nhận lĩnh vực {title}.")
