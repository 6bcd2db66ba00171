"""The empty workbook that an office fills in to be set up."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from bot.papers.ruled import Column, add_menu, add_menus, add_row, add_sheet
from bot.rules.clock_rules import DEFAULT_ANSWER, answer_titles, packaged_rules
from bot.rules.ladders import kinds
from bot.rules.naming import VACANT
from bot.rules.reminding import SLOT
from bot.rules.routing import CATEGORIES, DEFAULT_ROUTES
from bot.rules.sorting import OWN_TOPIC
from bot.rules.workdays import Hours

EXAMPLE = "(ví dụ, hãy xóa)"
_ROWS = 200  # ready to be filled; more may follow
_UNITS, _CATEGORIES, _CLOCKS = "DON_VI", "LINH_VUC", "THOI_HAN"  # ranges that menus show

_ALIASES = "Mọi cách gọi trong kế hoạch và khi nói, ví dụ: Phòng KT; Kinh tế"
_EXTERNAL = "Có: nơi ngoài cơ quan, phản ánh chỉ chuyển đến kèm phiếu chuyển, ví dụ điện lực."
_PHONES = "Có: nêu tên, chức danh, điện thoại cho mọi người. Không, hoặc trống: không giữ số điện thoại."
_ROLES = (
    "Lãnh đạo: xem tất cả, duyệt trả lời, giao việc. Văn thư: phân loại phản ánh, nhập kế hoạch, mời người. "
    "Quản trị: mời người, trông nom bot. Lãnh đạo đơn vị, Cán bộ: việc của đơn vị."
)  # a spreadsheet shows 255 letters

_GUIDE = (
    "Điền lần lượt các trang Cơ quan, Đơn vị, Cán bộ, Lĩnh vực, Ngày nghỉ. Cột có dấu * là bắt buộc.",
    "Dòng có chữ “ví dụ, hãy xóa” sẽ được bỏ qua: hãy xóa, hoặc ghi đè tên thật lên.",
    "Mã cơ quan đứng đầu mã phản ánh (mã TB cho TB-…), sau này không đổi được.",
    "Đơn vị: ghi cả những tên gọi khác trong kế hoạch, cách nhau bằng dấu “;”. Mỗi tên chỉ thuộc một đơn vị.",
    "Đơn vị ngoài cơ quan là nơi phản ánh chỉ được chuyển đến kèm phiếu chuyển, ví dụ điện lực; ghi cách liên hệ.",
    "Lĩnh vực: tên khác thì ghi vào cột “Tên cơ quan dùng”; thêm lĩnh vực thì chọn “Lĩnh vực riêng” và ghi tên.",
    "Cán bộ: mỗi dòng một vị trí. “Công khai?” là Có: giữ điện thoại, nêu tên, chức vụ cho mọi người; khác thì không.",
    "Vai trò: Văn thư phân loại, nhập kế hoạch; Quản trị mời người (cần một trong hai); Lãnh đạo xem tất cả (cần có).",
    "Ngày nghỉ: lịch nghỉ của cả nước đã có sẵn, chỉ ghi thêm ngày riêng của cơ quan, như 31/01/2026.",
    "Kỳ báo cáo: ghi “Chốt ngày 14”, “Theo dương lịch”, “Như kế hoạch ghi”, hoặc một câu cho từng kỳ như ở dòng ví dụ.",
    "Thủ tục: lời gửi người dân khi hỏi. Mốc nhắc việc: nhắc trước, sau hạn mấy ngày, báo ai; trống thì giữ như cũ.",
    "Kênh (Telegram, Zalo): khai bằng dondoc init trên máy chủ. Không ghi mã bot, mật khẩu vào tệp này.",
    "Nhập tệp: dondoc office import TỆP. Ô nào sai sẽ được chỉ ra, khi đó chưa gì được ghi. Nhập lại được nhiều lần.",
)


_TABLES: dict[str, tuple[Column, ...]] = {
    "Đơn vị": (
        Column("Tên đơn vị *", 36),
        Column("Tên gọi khác, cách nhau bằng “;”", 34, hint=_ALIASES),
        Column("Ngoài cơ quan?", 16, '"Có,Không"', _EXTERNAL),
        Column("Điện thoại", 15),
        Column("Địa chỉ", 32),
        Column("Thư điện tử", 24),
    ),
    "Cán bộ": (
        Column("Họ và tên *", 34, hint=f"Vị trí chưa có người: ghi {VACANT}"),
        Column("Chức danh *", 30),
        Column("Đơn vị", 32, _UNITS, "Lãnh đạo cơ quan có thể để trống."),
        Column("Vai trò *", 18, '"Cán bộ,Lãnh đạo đơn vị,Văn thư,Lãnh đạo,Quản trị"', _ROLES),
        Column("Điện thoại", 16, hint=_PHONES),
        Column("Công khai?", 14, '"Có,Không"', _PHONES),
    ),
    "Lĩnh vực": (
        Column("Lĩnh vực *", 44, _CATEGORIES),
        Column("Đơn vị xử lý", 44, _UNITS, "Trống: văn thư phân loại từng phản ánh."),
        Column("Tên cơ quan dùng (nếu khác)", 36),
    ),
    "Ngày nghỉ": (
        Column("Ngày *", 28),
        Column("Nghỉ hay làm việc *", 22, '"Nghỉ,Làm việc"'),
        Column("Tên ngày *", 38),
        Column("Căn cứ", 38),
    ),
    "Kỳ báo cáo": (
        Column("Kỳ và cách tính *", 84),
        Column("Căn cứ", 38),
    ),
    "Thủ tục": (Column("Thủ tục *", 44), Column("Hướng dẫn, đường dẫn *", 90)),
    "Mốc nhắc việc": (
        Column("Loại việc *", 30),
        Column("Các mốc nhắc *", 60),
        Column("Giải thích: nếu để trống", 70),
    ),
}
_EXAMPLES = {
    "Đơn vị": (
        (f"Phòng Kinh tế {EXAMPLE}", "Phòng KT; Kinh tế", "Không", "", "", ""),
        (f"Trạm Y tế {EXAMPLE}", "Y tế xã", "Không", "", "", ""),
        (f"Điện lực khu vực {EXAMPLE}", "Điện lực", "Có", "1900 0000", "Số 5 đường Một", "dienluc@vidu.vn"),
    ),
    "Cán bộ": (
        (f"Nguyễn Văn An {EXAMPLE}", "Chủ tịch UBND xã", "", "Lãnh đạo", "0200 000 001", "Có"),
        (f"Trần Thị Bình {EXAMPLE}", "Công chức văn thư", "Văn phòng HĐND và UBND", "Văn thư", "0200 000 000", "Không"),
        (f"Lê Văn Cường {EXAMPLE}", "Trưởng phòng", "Phòng Kinh tế", "Lãnh đạo đơn vị", "", ""),
    ),
    "Ngày nghỉ": (
        (f"05/03/2027 {EXAMPLE}", "Nghỉ", "Lễ hội của xã", "Thông báo số …/TB-UBND"),
        (f"13/03/2027 {EXAMPLE}", "Làm việc", "Làm bù ngày 05/3", "Thông báo số …/TB-UBND"),
        (f"08/10/2027 {EXAMPLE}", "Nghỉ", "Đóng cửa tránh bão", "Công điện số …/CĐ-UBND"),
    ),
    "Kỳ báo cáo": (
        (f"Chốt ngày 14 {EXAMPLE}", "Nghị định 09/2019/NĐ-CP"),
        (f"quý về chuyển đổi số: theo dương lịch, gửi ngày 10 tháng sau {EXAMPLE}", "Công văn số …"),
        (f"tuần: từ thứ Năm đến thứ Tư, gửi trước 16h thứ Tư {EXAMPLE}", "Thông báo số …/TB-UBND"),
    ),
    "Thủ tục": (
        (f"Khai sinh; giấy khai sinh {EXAMPLE}", "Mang giấy chứng sinh, căn cước của cha mẹ; nộp tại quầy số 2"),
        (f"Chứng thực bản sao; sao y {EXAMPLE}", "Mang bản chính, trả trong ngày. https://dichvucong.gov.vn"),
    ),
}


Rows = Sequence[Sequence[str]]


def write_template(path: Path, filled: Mapping[str, Rows] | None = None) -> None:
    """`filled`: rows of sheets that are known already, by title; those have no examples any more."""
    said = filled or {}
    book = Workbook()
    book.remove(book.worksheets[0])
    _add_guide(book)
    _add_office(book, {row[0]: row[1] for row in said.get("Cơ quan", ())})
    for title, columns in _TABLES.items():
        _add_table(book, title, columns, said.get(title))
    _add_lists(book)
    book.save(path)


def _add_guide(book: Workbook) -> None:
    sheet = add_sheet(book, "Hướng dẫn", (Column("", 5), Column("Cách điền tệp này", 112)))
    for number, line in enumerate(_GUIDE, start=1):
        add_row(sheet, (str(number), line), bold=(1,))


def _add_office(book: Workbook, known: Mapping[str, str]) -> None:
    sheet = add_sheet(book, "Cơ quan", (Column("Mục", 30), Column("Điền vào đây", 46), Column("Giải thích", 52)))
    answer = packaged_rules().answer[DEFAULT_ANSWER].title
    hours = "; ".join(f"{start:%H:%M}-{end:%H:%M}" for start, end in Hours().spans)
    rows = (
        ("Tên cơ quan *", "", "Tên đầy đủ, ví dụ UBND xã Thanh Bình"),
        ("Mã cơ quan *", "", "2 đến 6 chữ in hoa không dấu hoặc chữ số, ví dụ TB"),
        ("Địa chỉ", "", "Nơi người dân đến nộp hồ sơ"),
        ("Điện thoại", "", "Số người dân gọi được"),
        ("Thư điện tử", "", "Để thông báo địa chỉ tiếp nhận phản ánh"),
        ("Trang thông tin điện tử", "", "Bắt đầu bằng http:// hoặc https://"),
        ("Lịch tiếp công dân", "", "Ví dụ thứ Năm hằng tuần, 7:30 – 11:30, phòng 2"),
        ("Giờ nhắc việc buổi sáng", f"{SLOT:%H:%M}", "Lúc gửi bản nhắc mỗi sáng, từ 05:00 đến 12:00"),
        ("Lịch báo cáo tuần", "", "Ví dụ hỏi 15h thứ Năm, gửi 8h thứ Hai; trống: như cũ"),
        ("Giờ làm việc", hours, "Các buổi cách nhau bằng dấu “;”"),
        ("Thời hạn trả lời phản ánh", answer, "Hẹn với người dân, chọn trong danh sách"),
    )
    for item, usual, why in rows:
        add_row(sheet, (item, known.get(item.removesuffix(" *")) or usual, why), bold=(1,), grey=(3,))
    add_menu(sheet, f"B{sheet.max_row}", _CLOCKS)


def _add_table(book: Workbook, title: str, columns: Sequence[Column], filled: Rows | None) -> None:
    sheet = add_sheet(book, title, columns)
    every = range(1, len(columns) + 1)
    if title == "Mốc nhắc việc":
        _add_ladders(sheet, {row[0]: row[1] for row in filled or ()})
        return
    for example in () if filled else _EXAMPLES.get(title, ()):
        add_row(sheet, example, grey=every)
    for row in filled or (_usual_routes() if title == "Lĩnh vực" else ()):
        add_row(sheet, row)
    for _ in range(sheet.max_row, _ROWS):
        add_row(sheet, [""] * len(columns))
    add_menus(sheet, columns)


def _usual_routes() -> Rows:
    return [(category.title, DEFAULT_ROUTES.get(code, ""), "") for code, category in CATEGORIES.items()]


def _add_ladders(sheet: Worksheet, own: Mapping[str, str]) -> None:
    for kind in kinds().values():
        usual = kind.say(kind.ladder).replace("; ", ";\n")
        add_row(sheet, (kind.title, own.get(kind.title, ""), f"Mặc định:\n{usual}"), grey=(3,))


def _add_lists(book: Workbook) -> None:
    """What the drop-downs show, on a sheet out of sight."""
    lists = {
        _CATEGORIES: [*(category.title for category in CATEGORIES.values()), OWN_TOPIC],
        _CLOCKS: list(answer_titles()),
    }
    sheet = book.create_sheet("Danh mục")
    sheet.sheet_state = "hidden"
    for place, (name, words) in enumerate(lists.items(), start=1):
        letter = get_column_letter(place)
        for number, word in enumerate(words, start=1):
            sheet.cell(number, place).value = word
        book.defined_names[name] = DefinedName(name, attr_text=f"'Danh mục'!${letter}$1:${letter}${len(words)}")
    filled = "OFFSET('Đơn vị'!$A$2,0,0,MAX(1,COUNTA('Đơn vị'!$A$2:$A$1000)),1)"  # no blank lines in the menu
    book.defined_names[_UNITS] = DefinedName(_UNITS, attr_text=filled)
