"""The sheets of the workbook and the words by which they and their columns are known."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.plans.office.tables import Column, Form

FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "office": Form(
            "Cơ quan",
            r"co quan|thong tin chung",
            {
                "label": Column("Mục", r"muc( can dien)?|thong tin", needed=True),
                "value": Column("Điền vào đây", r"dien.*|gia tri", needed=True),
            },
            needed=True,
        ),
        "units": Form(
            "Đơn vị",
            r"don vi|phong ban",
            {
                "external": Column("Ngoài cơ quan?", r".*\bngoai\b.*"),
                "phone": Column("Điện thoại", r"(so )?(dien thoai|dt|sdt)( lien he)?"),
                "address": Column("Địa chỉ", r"dia chi( lien he)?"),
                "email": Column("Thư điện tử", r"e ?mail|thu dien tu"),
                "aliases": Column("Tên gọi khác", r".*\b(khac|viet tat)\b.*"),
                "name": Column("Tên đơn vị", r"(ten )?don vi|ten( day du)?", needed=True),
            },
            needed=True,
        ),
        "posts": Form(
            "Cán bộ",
            r"can bo|nhan su|cong chuc",
            {
                "holder": Column("Họ và tên", r"ho( va)? ten.*|ten can bo|can bo", needed=True),
                "title": Column("Chức danh", r"chuc (danh|vu).*|vi tri.*", needed=True),
                "unit": Column("Đơn vị", r"(ten |thuoc )?(don vi|phong( ban)?)( cong tac)?", needed=True),
                "role": Column("Vai trò", r"vai tro.*|quyen.*", needed=True),
                "phone": Column("Điện thoại", r"(so )?(dien thoai|dt|sdt)( .*)?"),
                "published": Column("Công khai?", r"(duoc )?cong khai.*"),
            },
            needed=True,
        ),
        "routes": Form(
            "Lĩnh vực",
            r"linh vuc",
            {
                "title": Column("Tên cơ quan dùng", r"ten (co quan dung|rieng|goi).*", longest=60),
                "category": Column("Lĩnh vực", r"(ten )?linh vuc.*", needed=True),
                "unit": Column("Đơn vị xử lý", r"don vi.*", needed=True),
            },
        ),
        "days": Form(
            "Ngày nghỉ",
            r"ngay nghi|lich nghi|lich lam viec",
            {
                "source": Column("Căn cứ", r"can cu.*|van ban.*|nguon.*"),
                "kind": Column("Nghỉ hay làm việc", r"nghi.*|loai.*", needed=True),
                "name": Column("Tên ngày", r"ten.*|ly do.*|noi dung.*"),
                "day": Column("Ngày", r"ngay.*", needed=True),
            },
        ),
        "periods": Form(
            "Kỳ báo cáo",
            r"ky bao cao",
            {
                "source": Column("Căn cứ", r"can cu.*|van ban.*|nguon.*"),
                "rule": Column("Kỳ và cách tính", r"ky.*|cach tinh.*", needed=True, longest=300),
            },
        ),
        "ladders": Form(
            "Mốc nhắc việc",
            r"moc nhac|thang nhac|bac nhac",
            {
                "kind": Column("Loại việc", r"loai viec.*", needed=True),
                "steps": Column(
                    "Các mốc nhắc", r"cac (?:moc|bac).*|(?:moc|bac) nhac.*|cach nhac.*", needed=True, longest=400
                ),
            },
        ),
        "procedures": Form(
            "Thủ tục",
            r"thu tuc",
            {
                "topic": Column("Thủ tục", r"(ten )?thu tuc.*", needed=True, longest=120),
                "words": Column(
                    "Hướng dẫn, đường dẫn", r"huong dan.*|noi dung.*|duong dan.*", needed=True, longest=1500
                ),
            },
        ),
    }
)

OFFICE_ITEMS: Mapping[str, Column] = MappingProxyType(
    {
        "name": Column("Tên cơ quan", r"ten( co quan)?", needed=True),
        "code": Column("Mã cơ quan", r"ma( co quan)?", needed=True),
        "address": Column("Địa chỉ", r"dia chi.*"),
        "phone": Column("Điện thoại", r"(so )?dien thoai.*|sdt"),
        "email": Column("Thư điện tử", r"thu dien tu.*|e-?mail.*"),
        "website": Column("Trang thông tin điện tử", r"(trang|cong) thong tin.*|web(site)?.*"),
        "reception": Column("Lịch tiếp công dân", r"(lich )?tiep (cong )?dan.*", longest=500),
        "rhythm": Column("Lịch báo cáo tuần", r"(?:lich|nhip) bao cao tuan.*|bao cao tuan.*"),
        "slot": Column("Giờ nhắc việc buổi sáng", r"gio nhac.*|.*ban tin.*"),
        "hours": Column("Giờ làm việc", r"(gio|thoi gian) (lam viec|mo cua).*"),
        "clock": Column("Thời hạn trả lời phản ánh", r"(thoi )?han tra loi.*"),
    }
)
