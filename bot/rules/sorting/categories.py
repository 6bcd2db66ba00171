"""The tree of topics a commune is asked about: titles for readers, examples for menus; each office may have its own."""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from bot.rules.vietnamese import nfc, plain

OWN_TOPIC = "Lĩnh vực riêng"  # how a list of topics calls one that only this office has
OWN = "rieng-"  # begins the codes of an office's own topics
_LONGEST_OWN = 30  # letters of a code: it has to fit into a button's command
# Conduct of officials is one word away from an accusation: lead only, and always read by a person.
CONDUCT = "thai-do-can-bo"


class Category(NamedTuple):
    """`examples` are words people use."""

    title: str
    examples: str


CATEGORIES: Mapping[str, Category] = MappingProxyType(
    {
        "rac-moi-truong": Category("Rác, môi trường", "rác, xà bần, nước thải, khói bụi, mùi"),
        "giao-thong-ha-tang": Category(
            "Giao thông, hạ tầng", "ổ gà, cầu hư, biển báo, nắp cống vỡ, cây xanh, công viên"
        ),
        "cap-thoat-nuoc": Category("Cấp nước, thoát nước", "ngập, cống tắc, mất nước sạch"),
        "chieu-sang-dien": Category("Chiếu sáng công cộng", "đèn đường, tủ chiếu sáng, dây điện vô chủ"),
        "trat-tu-do-thi": Category("Trật tự đô thị", "lấn chiếm vỉa hè, đỗ xe, chợ tự phát, biển quảng cáo"),
        "xay-dung-dat-dai": Category("Xây dựng, đất đai", "xây không phép, lấn đất, ranh đất, hút cát"),
        "tieng-on": Category("Tiếng ồn", "karaoke, loa kéo, quán khuya, chó sủa"),
        "an-ninh": Category("An ninh, trật tự", "trộm cắp, ma túy, cờ bạc, lừa đảo, đua xe"),
        "an-toan-thuc-pham": Category("An toàn thực phẩm", "đồ ăn bẩn, hết hạn, ngộ độc, mổ lậu"),
        "y-te": Category("Y tế", "trạm y tế, thuốc, tiêm chủng, dịch bệnh"),
        "giao-duc": Category("Giáo dục", "khoản thu, dạy thêm, trường xuống cấp, bắt nạt"),
        "an-sinh": Category("An sinh xã hội", "trợ cấp, hộ nghèo, người có công, lương hưu"),
        "tthc-mot-cua": Category("Thủ tục hành chính", "hồ sơ trễ hẹn, hướng dẫn sai, hệ thống lỗi"),
        CONDUCT: Category("Thái độ cán bộ", "nói năng, thờ ơ, gây khó"),
        "quy-dinh-hc": Category("Quy định hành chính", "quy định chồng chéo, bất hợp lý"),
        "nong-nghiep-thu-y": Category("Nông nghiệp, thú y", "nước tưới, sâu bệnh, chó thả rông, dịch heo"),
        "vien-thong-dien-luc": Category("Điện lực, viễn thông, xe buýt", "mất điện, cáp, sóng, xe buýt"),
        "khac": Category("Việc khác", "di tích, nhà văn hóa, quỹ thôn, chợ, tên đường"),
    }
)


def tree_of(titles: Mapping[str, str]) -> Mapping[str, Category]:
    """The topics of an office: code -> title where it calls one otherwise, or has one more."""
    return _tree(tuple(titles.items()))


@lru_cache(maxsize=200)  # offices that a process serves at a time
def _tree(named: tuple[tuple[str, str], ...]) -> Mapping[str, Category]:
    titles = dict(named)
    renamed = {code: Category(titles.get(code, usual.title), usual.examples) for code, usual in CATEGORIES.items()}
    own = {code: Category(title, title.lower()) for code, title in titles.items() if code not in CATEGORIES}
    return MappingProxyType(renamed | own)


def own_code(title: str) -> str:
    """The code of an office's own topic, from its title: "Chợ cá" -> "rieng-cho-ca"."""
    return OWN + re.sub(r"[^a-z0-9]+", "-", plain(nfc(title))).strip("-")[:_LONGEST_OWN].rstrip("-")
