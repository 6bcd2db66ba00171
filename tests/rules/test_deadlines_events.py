"""Limits that hang on an event or on another document, and work that goes on."""

from datetime import date as on

import pytest

from bot.rules.deadlines import read
from bot.rules.schedules import AnyOf, By, External, From, Ongoing, Relative, Schedule

RELATIVE: list[tuple[str, Schedule]] = [
    ("Trong thời gian 10 ngày kể từ ngày tiếp nhận", Relative("ngày tiếp nhận", 10)),
    ("Trong vòng 05 ngày làm việc kể từ ngày nhận đơn", Relative("ngày nhận đơn", 5, calendar="working")),
    ("Năm (05) ngày làm việc kể từ ngày nhận đơn", Relative("ngày nhận đơn", 5, calendar="working")),
    ("05 (năm) ngày kể từ ngày nhận đơn", Relative("ngày nhận đơn", 5)),
    ("Chậm nhất 03 ngày sau khi kết thúc hội nghị", Relative("kết thúc hội nghị", 3)),
    ("Chậm nhất là sau 03 ngày kể từ ngày công bố", Relative("ngày công bố", 3)),
    ("Không quá 15 ngày kể từ ngày ký", Relative("ngày ký", 15)),
    ("Sau 30 ngày kể từ khi nghị quyết có hiệu lực", Relative("nghị quyết có hiệu lực", 30)),
    ("Trong thời hạn 10 ngày, kể từ ngày nhận được phản ánh", Relative("ngày nhận được phản ánh", 10)),
    ("10 ngày làm việc sau khi đề án được duyệt", Relative("đề án được duyệt", 10, calendar="working")),
    ("02 tuần sau khi bàn giao", Relative("bàn giao", 14)),
    ("Trong 24 giờ kể từ khi tiếp nhận", Relative("tiếp nhận", 1)),
    ("72 giờ kể từ khi phát hiện", Relative("phát hiện", 3)),
    ("16 giờ làm việc kể từ khi nhận", Relative("nhận", 2, calendar="working")),
    ("Ngay sau khi có kết quả xử lý", Relative("có kết quả xử lý", 0)),
    ("Ngay khi có văn bản chỉ đạo", Relative("có văn bản chỉ đạo", 0)),
    ("Ngay sau Hội nghị", Relative("Hội nghị", 0)),
    ("Triển khai ngay sau khi được duyệt", Relative("được duyệt", 0)),
    ("Trước 01 ngày của hồ sơ đến hạn", Relative("hồ sơ đến hạn", 1, "before")),
    ("Chậm nhất trước 05 ngày làm việc tính đến ngày họp", Relative("ngày họp", 5, "before", "working")),
    ("15 ngày trước kỳ họp", Relative("kỳ họp", 15, "before")),
    ("Ít nhất 03 ngày làm việc trước ngày khai mạc", Relative("ngày khai mạc", 3, "before", "working")),
    ("Trước kỳ họp 15 ngày", Relative("kỳ họp", 15, "before")),
    ("Sau khi kết thúc đợt kiểm tra 05 ngày làm việc", Relative("kết thúc đợt kiểm tra", 5, calendar="working")),
    ("Sau khi huyện ban hành, chậm nhất 10 ngày", Relative("huyện ban hành", 10)),
]

EXTERNAL: list[tuple[str, Schedule]] = [
    ("Theo kế hoạch", External("kế hoạch")),
    ("Theo kế hoạch của tỉnh", External("kế hoạch của tỉnh")),
    ("Thực hiện theo chỉ đạo của cấp trên", External("chỉ đạo của cấp trên")),
    ("Theo đúng thời gian quy định", External("đúng thời gian quy định")),
    ("Theo Quyết định số 12/QĐ-UBND ngày 05/01/2024", External("Quyết định số 12/QĐ-UBND ngày 05/01/2024")),
    ("Theo Nghị định 61/2018/NĐ-CP", External("Nghị định 61/2018/NĐ-CP")),
    ("Theo chương trình công tác năm 2024", External("chương trình công tác năm 2024")),
    ("Theo lịch hàng tuần", External("lịch hàng tuần")),
    ("Theo năm học", External("năm học")),
    ("Định kỳ theo quy định", External("Định kỳ theo quy định")),
    ("Báo cáo theo quy định", External("quy định")),
    ("Đột xuất", External("Đột xuất")),
    ("Đột xuất, khi có yêu cầu", External("Đột xuất, khi có yêu cầu")),
    ("Khi có yêu cầu", External("Khi có yêu cầu")),
    ("Khi cần thiết", External("Khi cần thiết")),
    ("Tùy tình hình thực tế", External("Tùy tình hình thực tế")),
    ("Lồng ghép với đợt kiểm tra công vụ", External("Lồng ghép với đợt kiểm tra công vụ")),
    ("Cùng với báo cáo hàng quý", External("Cùng với báo cáo hàng quý")),
    ("Đúng tiến độ", External("Đúng tiến độ")),
]

ONGOING: list[tuple[str, Schedule]] = [
    ("Thường xuyên", Ongoing()),
    ("Thực hiện thường xuyên", Ongoing()),
    ("Thường xuyên, liên tục", Ongoing()),
    ("Duy trì liên tục", Ongoing()),
    ("Duy trì", Ongoing()),
    ("Quanh năm", Ongoing()),
    ("24/24", Ongoing()),
    ("Thường xuyên, kịp thời", Ongoing()),
    ("Thường xuyên, đúng quy định", Ongoing()),
    ("Thường xuyên theo quy định", Ongoing()),
    ("Thường xuyên, đột xuất", AnyOf((Ongoing(), External("đột xuất")))),
    ("Thường xuyên hoặc theo yêu cầu", AnyOf((Ongoing(), External("yêu cầu")), "or")),
    (
        "Thường xuyên (Trước 02 ngày của hồ sơ đến hạn).",
        AnyOf((Ongoing(), Relative("hồ sơ đến hạn", 2, "before"))),
    ),
]

STARTS: list[tuple[str, Schedule]] = [
    ("Từ khi có hướng dẫn", From(start_text="khi có hướng dẫn")),
    ("Từ ngày ban hành Kế hoạch trở đi", From(start_text="ngày ban hành Kế hoạch")),
    ("Kể từ ngày ký", From(start_text="ngày ký")),
    ("Từ ngày ký đến hết năm 2024", By(on(2024, 12, 31))),
]


@pytest.mark.parametrize(("text", "schedule"), RELATIVE + EXTERNAL + ONGOING + STARTS)
def test_an_event_is_read_without_a_question(text: str, schedule: Schedule) -> None:
    reading = read(text, year=2024)
    assert reading.schedule == schedule
    assert not reading.needs_review, reading.why


UNSURE: list[tuple[str, Schedule, str]] = [
    ("Trong thời hạn 05 ngày làm việc", Relative("", 5, calendar="working"), "kể từ khi nào"),
    ("10 ngày", Relative("", 10), "kể từ khi nào"),
    ("Sau khi có hướng dẫn của tỉnh", Relative("có hướng dẫn của tỉnh", 0), "bao lâu"),
    ("Trước kỳ họp HĐND", Relative("kỳ họp HĐND", 0, "before"), "bao lâu"),
    ("Trước Tết Nguyên đán", Relative("Tết Nguyên đán", 0, "before"), "bao lâu"),
    ("03 tháng kể từ ngày luật có hiệu lực", Relative("ngày luật có hiệu lực", 90), "90 ngày"),
    ("05-07 ngày kể từ ngày nhận", Relative("ngày nhận", 7), "số lớn"),
    ("30 giờ kể từ khi nhận", Relative("nhận", 2), "30 giờ"),
    ("30 ngày kể từ ngày 01/3/2024", Relative("ngày 01/3/2024", 30), "ngày in sẵn"),
    ("Trước 10 ngày của tháng cuối quý", Relative("tháng cuối quý", 10, "before"), "một kỳ"),
    ("Dịp 30/4", External("Dịp 30/4"), "ngày cụ thể"),
    ("Kịp thời", External("Kịp thời"), "ngày cụ thể"),
    ("Theo các mục dưới đây", External("các mục dưới đây"), "phần khác"),
    ("Sau ngày 30/6/2024", From(on(2024, 7, 1)), "mốc bắt đầu"),
    ("Năm 2024 và các năm tiếp theo", From(on(2024, 1, 1)), "các năm sau"),
]


@pytest.mark.parametrize(("text", "schedule", "why"), UNSURE)
def test_a_vague_event_is_asked_about(text: str, schedule: Schedule, why: str) -> None:
    reading = read(text, year=2024)
    assert reading.schedule == schedule
    assert reading.needs_review
    assert why in " ".join(reading.why)
