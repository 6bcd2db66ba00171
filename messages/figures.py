"""Vietnamese words for figures: how they are written, how they go, what they will come to."""

from bot.rules.amounts import PERCENT, is_percent, say_amount
from bot.rules.outlook import Projection, Standing

STANDINGS = {
    Standing.MET: "🟢 đạt",
    Standing.ON_WAY: "🔵 đúng hướng",
    Standing.RISK: "🟡 có nguy cơ không đạt",
    Standing.MISSED: "🔴 không đạt",
    Standing.NONE: "⚪ chưa có số liệu",
    Standing.OPEN: "⚪ theo dõi, không có mức bằng số",
}
TRENDS = {"up": "↑ tăng", "down": "↓ giảm", "flat": "→ không đổi", "": ""}


def amount(value: float, measure: str = "") -> str:
    """97,5 % · 1.250 hồ sơ"""
    unit = PERCENT if is_percent(measure) else _small(measure)
    return f"{say_amount(value)} {unit}".strip()


def target(text: str, measure: str) -> str:
    """As the plan has it, with the measure where it ends with the figure: "Tối thiểu 4" -> "Tối thiểu 4 buổi"."""
    if not text[-1:].isdigit():
        return text
    return f"{text} {PERCENT if is_percent(measure) else _small(measure)}".strip()


def _small(measure: str) -> str:
    """ "Triệu đồng" heads a column; after a figure it is "triệu đồng"."""
    return measure[0].lower() + measure[1:] if measure[1:].islower() else measure


def sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def standing(value: str) -> str:
    return STANDINGS[Standing(value)]


def trend(value: str) -> str:
    return TRENDS[value]


def projection(found: Projection, measure: str) -> str:
    """What the year will come to, and how that was counted."""
    value = amount(round(found.value, 2), measure)
    step = amount(abs(round(found.step, 2)), measure)
    if not found.left:
        return f"cả năm: {value}"
    if found.how == "sum":
        return f"dự kiến cả năm {value} (bình quân mỗi kỳ {step}, còn {found.left} kỳ chưa có số)"
    if found.how == "pace":
        way = "tăng" if found.step > 0 else "giảm"
        return f"dự kiến cuối năm {value} (ba kỳ gần nhất mỗi kỳ {way} {step}, còn {found.left} kỳ)"
    return f"dự kiến cuối năm {value} (giữ như kỳ gần nhất, còn {found.left} kỳ)"
