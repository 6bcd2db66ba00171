"""Who sits on the demo's page, what they may try to say, and the story in two minutes."""

from bot.demo.page import SeatInfo, Step, Suggestion

LAMP = "Đèn đường trước cổng chợ Thanh Bình hỏng ba hôm nay, tối om, bà con đi lại sợ té"
SEAT_INFOS = {
    "citizen": SeatInfo(
        "Người dân",
        "Bà Nguyễn Thị Sáu",
        "citizen",
        (
            Suggestion("Đèn đường hỏng", LAMP),
            Suggestion("Không dấu: rác", "rac do day bo kenh ap 2 ca tuan nay khong ai don, hoi tham"),
            Suggestion("Phản ánh của tôi", "/cuatoi"),
            Suggestion("Quyền riêng tư", "/riengtu"),
        ),
        "Viết như nhắn tin thường ngày, không cần tài khoản.",
    ),
    "official": SeatInfo(
        "Cán bộ",
        "Chị Phạm Thị Lan, Phòng Kinh tế",
        "official",
        (Suggestion("Việc của tôi", "/viec"), Suggestion("Phản ánh cần xử lý", "/pakn")),
        "Được nhắc việc trước hạn, nhận phản ánh thuộc đơn vị mình.",
    ),
    "lead": SeatInfo(
        "Lãnh đạo",
        "Ông Nguyễn Văn Bình, Chủ tịch UBND xã",
        "lead",
        (
            Suggestion("Tình hình", "tình hình"),
            Suggestion("Việc trễ của Phòng Kinh tế", "việc trễ của phòng kinh tế"),
            Suggestion("Chị Lan tuần sau", "chị Lan tuần sau"),
            Suggestion("Biểu đồ", "biểu đồ"),
            Suggestion("Bàn làm việc", "/banlamviec"),
        ),
        "Hỏi một câu là thấy việc nào trễ, của ai; nhắc ngay, gia hạn, giao lại bằng một chạm.",
    ),
}
STEPS = (
    Step("Người dân báo đèn đường hỏng, bấm “Đồng ý”, nhận mã và ngày hẹn trả lời.", "citizen", LAMP),
    Step(
        "Bên ô Cán bộ: bấm “Nhận”, rồi “Trả lời”: đã làm gì, khi nào, ai làm, kèm ảnh. Lãnh đạo duyệt, người dân nhận "
        "câu trả lời và chấm điểm."
    ),
    Step("Lãnh đạo hỏi “tình hình”.", "lead", "tình hình"),
    Step("Cho đồng hồ chạy tới sáng mai: cán bộ được nhắc những việc gần hạn, trễ hạn.", to="morning"),
    Step("Tới chiều thứ Sáu: bot xin báo cáo tuần, cán bộ trả lời bằng nút bấm.", to="friday"),
    Step("Tới sáng thứ Hai: lãnh đạo nhận bản tổng hợp của cả xã.", to="monday"),
)
