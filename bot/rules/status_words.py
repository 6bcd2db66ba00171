"""The words of which questions about the state of the office are made, without accents."""

from collections.abc import Mapping

from bot.rules.status_views import Days

Words = tuple[str, ...]


def _all(phrases: str) -> frozenset[Words]:
    return frozenset(tuple(phrase.split()) for phrase in phrases.split(","))


TITLES: tuple[Words, ...] = (
    ("dong", "chi"),
    *((word,) for word in ("anh", "chi", "co", "ong", "ba", "em", "chu", "bac", "thay", "dc")),
)
STATE = _all("tinh hinh, tinh hinh chung, tong hop, tong quan")
LATE = _all("tre, tre han, tre hen, qua han, cham, cham han, cham tien do")
SOON = _all("den han, den hen, sap den han, sap den hen, sap toi han, toi han")
DUTIES = _all("viec, cong viec, nhiem vu")
CASES = _all("pakn, phan anh, kien nghi, phan anh kien nghi, y kien nguoi dan, phan anh cua nguoi dan")
CHARTS = _all("bieu do, xem bieu do, ve bieu do")
ON_TIME = _all("dung han, dung hen, ty le dung han, ty le dung hen")
DAYS: Mapping[Words, Days] = {
    ("hom", "nay"): "homnay",
    ("trong", "ngay"): "homnay",
    ("ngay", "mai"): "mai",
    ("tuan", "nay"): "tuan",
    ("trong", "tuan"): "tuan",
    ("tuan", "sau"): "tuansau",
    ("tuan", "toi"): "tuansau",
    ("thang", "nay"): "thang",
    ("trong", "thang"): "thang",
    ("thang", "sau"): "thangsau",
    ("thang", "toi"): "thangsau",
    ("quy", "nay"): "quy",
    ("trong", "quy"): "quy",
}
OFFICE = _all(
    "toan xa, ca xa, ubnd xa, xa, toan phuong, ca phuong, ubnd phuong, phuong, uy ban, co quan, toan co quan, "
    "ca co quan, cac don vi, tung don vi, cac phong, moi don vi"
)
MINE = _all("toi, minh, cua toi, cua minh, ca nhan toi")
OURS = _all("don vi, don vi toi, don vi minh, phong, phong toi, phong minh, ca don vi, ca phong, ban toi")
ASIDE = _all(
    "cho, xem, biet, hoi, cho toi xem, cho toi biet, cho minh xem, cho em xem, cho xem, cho biet, cua, o, ben, thuoc, "
    "trong, ve, tai, theo, thi, con, dang, co, gi, co gi, nao, nhung, cac, may, bao nhieu, the nao, nhu the nao, sao, "
    "ra sao, sao roi, the nao roi, den dau, den dau roi, dau, roi, chua, khong, a, nhe, nhi, ha, vay, voi, tat ca, "
    "toan bo, con gi, con nhung gi, het, nay, di, day, moi nhat, hien nay, hien tai, giup, giup toi"
)
SKIPPED = frozenset({"va"})
PLACES = _all("phong, ban, trung tam, van phong, cong an, tram, doi, to, don vi")
