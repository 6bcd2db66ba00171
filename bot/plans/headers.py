"""What one header cell means, whatever its wording: "Cơ quan chủ trì", "ĐV thực hiện", "Thời gian hoàn hành"."""

import re
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from bot.rules.vietnamese import plain


class Role(StrEnum):
    NO = "no"
    SUB = "sub"
    CODE = "code"
    TOPIC = "topic"
    CONTENT = "content"
    LEAD = "lead"
    COOP = "coop"
    DEADLINE = "deadline"
    START = "start"
    PERIOD = "period"
    PRODUCT = "product"
    NOTE = "note"
    UNIT = "unit"
    TARGET = "target"
    EVALUATOR = "evaluator"
    MEASURE = "measure"  # "Chỉ tiêu" alone: the name of an indicator, or its value
    OFFICE = "office"  # "Đơn vị" alone: who does it, or the unit of measurement
    OTHER = "other"


_BODY = r"(coquan|donvi|bophan|phongban|coso|nguoi|canbo|congchuc|dv|cq|songanh|diaphuong)"

# The first that fits, on the text without accents and blanks.
_RULES: tuple[tuple[Role, str], ...] = (
    (Role.NO, r"(so)?s?tt\d*|(so)?thutu|no|#|so"),
    (Role.OTHER, r".*(dienthoai|email|lienhe|kinhphi|nguonvon|nguonluc|cancu|cosophaply|diadiem|doituong).*"),
    (Role.OTHER, r".*(lanhdao|thutruong|captrinh|capbanhanh|coquanbanhanh|coquantrinh|nguoiky|hinhthuc).*"),
    (Role.PERIOD, r"(quy[1-4]|quyi{1,3}|quyiv|thang\d{1,2})(nam)?(\d{4})?"),
    (Role.OTHER, r"(uoc)?(thuchien|ketqua|datduoc)(dat|duoc)?nam\d{4}|.*thanhphanthamdu.*"),
    (Role.NOTE, r".*(ghichu|luuy|chuthich).*"),
    (Role.EVALUATOR, rf".*{_BODY}.*(danhgia|thamdinh|nghiemthu).*"),
    (Role.LEAD, r".*chutri.*"),
    (Role.COOP, r".*phoihop.*"),
    (Role.START, r".*(batdau|khoicong|tungay).*"),
    (
        Role.DEADLINE,
        r".*(thoigian|thoihan|thoidiem|tiendo|lotrinh|kyhan|deadline|mocthoi|hancuoi|hanxuly|kybaocao|dinhky|tansuat).*",
    ),
    (Role.DEADLINE, r"(han|ngay|thoi|dukien)(phai)?(hoanthanh|thuchien|ketthuc|nop|baocao|trinh).*|denngay|ketthuc"),
    (Role.OTHER, rf".*{_BODY}.*(theodoi|giamsat|dondoc|tonghop|kiemtra|thammuutrinh).*"),
    (Role.LEAD, rf".*{_BODY}.*(thuchien|phutrach|chiutrachnhiem|daumoi|thammuu|xaydung|soanthao|duocgiao).*"),
    (Role.LEAD, r"(phancong|trachnhiem|phutrach|daumoi|thuchien|noithuchien).*"),
    (Role.PRODUCT, r".*(sanpham|ketqua|daura|ketthucbang).*"),
    (Role.UNIT, r"(donvitinh|dvt|donvido|dvtinh)"),
    (Role.OFFICE, rf"{_BODY}"),
    (Role.LEAD, rf"(cac)?{_BODY}.*"),
    (Role.CODE, r"(ma|maso|kyhieu|mahieu|ma(nhiemvu|chiso|tieuchi|so).*)"),
    (Role.TARGET, r"(chitieu|muctieu|kehoach|giatri)(giao|phandau|dat|can|nam|den|\d|ke)+.*|kehoach|muctieu|giatri"),
    (Role.MEASURE, r"chitieu"),
    (Role.CONTENT, r".*(noidung|nhiemvu|congviec|hoatdong|giaiphap|tenvanban|tenchuongtrinh|tende).*"),
    (Role.CONTENT, r".*(tieuchi|chiso|chitieu|hangmuc|chuyende|tencuochop|dauviec|phanviec|congtac|ten).*"),
    (Role.CONTENT, r"(cac)?viec.*|(loai)?baocao"),
    (Role.DEADLINE, r"(han|thoigianhoanthanh|hoanthanh|quy|thang|nam)"),
)
_COMPILED = tuple((role, re.compile(rule)) for role, rule in _RULES)

# Words headers are made of; a cell with other words is a row's own text.
_VOCABULARY = """
stt tt stt2 tt2 so thu tu no i ii iii iv 1 2 3 4 va hoac cua cac tai ve theo tu den can cu phap ly le khac
noi dung cong viec nhiem vu cu the giai phap hoat dong hang muc chi tieu chuyen de ten an chuong trinh trong tam
trien khai chinh thuc hien de dau moi to chuc cong tac danh nghi quyet ke hoach yeu cau phai lam linh vuc
co quan don vi bo phan phong ban nganh nguoi can ca nhan chu tri phoi hop phu trach chiu trach nhiem tham muu
xay dung soan thao duoc giao phan dia phuong lanh dao chi dao cap thuoc doi tuong thanh cq dv ubnd xa huyen tinh
truc tiep theo doi danh gia
thoi gian han tien do diem lo ky hoan hanh du kien bat ket thuc ngay thang quy nam moc xu dinh tan suat
cham nhat cuoi bao dam nop cao uoc uu tien
san pham qua ra dat hinh thuc van ban lien quan dvt tinh ma hieu gia tri ghi chu luu y
kinh phi nguon von dien thoai email loai gui tren duoi truoc sau
"""
_WORDS = frozenset(_VOCABULARY.split())
# The core of each header, for words damaged by text recognition.
_CORES: tuple[tuple[Role, str], ...] = (
    (Role.LEAD, "coquanchutri"),
    (Role.LEAD, "donvichutri"),
    (Role.LEAD, "coquanthuchien"),
    (Role.LEAD, "donvithuchien"),
    (Role.COOP, "coquanphoihop"),
    (Role.COOP, "donviphoihop"),
    (Role.DEADLINE, "thoigianthuchien"),
    (Role.DEADLINE, "thoigianhoanthanh"),
    (Role.DEADLINE, "thoihanhoanthanh"),
    (Role.CONTENT, "noidungcongviec"),
    (Role.CONTENT, "noidungnhiemvu"),
    (Role.CONTENT, "nhiemvucuthe"),
    (Role.PRODUCT, "sanphamhoanthanh"),
    (Role.PRODUCT, "ketquathuchien"),
    (Role.NOTE, "ghichu"),
)
LONGEST = 90


def squeezed(text: str) -> str:
    return re.sub(r"[^\w#]", "", plain(text))


@lru_cache(maxsize=4096)
def header_role(text: str) -> Role | None:
    """The meaning of a header cell, None where it reads like anything else."""
    if len(text) > LONGEST:
        return None
    key = squeezed(re.sub(r"\([^)]*\)", "", text) or text)
    if not key:
        return None
    for role, pattern in _COMPILED:
        if pattern.fullmatch(key):
            return role if _is_worded_as_header(text) else _damaged(key)
    return _damaged(key)


def is_header_wording(text: str) -> bool:
    """Only words that headers are made of."""
    words = re.findall(r"\w+", plain(text))
    return bool(words) and all(word in _WORDS for word in words)


def _is_worded_as_header(text: str) -> bool:
    words = re.findall(r"\w+", plain(re.sub(r"\([^)]*\)", "", text)))
    if sum(len(word) == 1 for word in words) * 2 > len(words):
        return True  # letters set apart ("T h ờ i") have no words to check
    return sum(map(_is_known, words)) * 5 >= len(words) * 4


@lru_cache(maxsize=2048)
def _is_known(word: str) -> bool:
    """A header's word, a year, or header words run together ("thựchiện")."""
    if word in _WORDS or word.isdigit():
        return True
    return any(word[:at] in _WORDS and _is_known(word[at:]) for at in range(2, len(word) - 1))


def _damaged(key: str) -> Role | None:
    if not 5 <= len(key) <= 24:
        return None
    ratio, role = max((SequenceMatcher(None, key, core).ratio(), role) for role, core in _CORES)
    return role if ratio >= 0.86 else None
