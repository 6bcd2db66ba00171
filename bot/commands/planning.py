"""What keeps the office going: plans, calendar, ladders, invitations."""

from bot.commands.command import LINKERS, Command
from bot.handlers import (
    calendar,
    groups,
    indicator_edits,
    joining,
    ladders,
    next_year,
    periods,
    plan_rows,
    planning,
    review,
)
from bot.rules.access import KEEPERS

PLANNING = (
    Command("kehoach", planning.list_plans, KEEPERS, "Kế hoạch: xem, sửa từng dòng", ("ke hoach",)),
    Command("ra_soat", review.next_doubt, KEEPERS, "Xem lại các thời hạn chưa rõ", ("ra soat",)),
    Command("moi", joining.invite, KEEPERS, "Mời cán bộ liên kết tài khoản", ("moi can bo",)),
    Command(
        "lich",
        calendar.calendar,
        KEEPERS,
        "Ngày nghỉ, ngày làm bù riêng của cơ quan",
        ("lich co quan", "lich nghi"),
    ),
    Command(
        "thangnhac",
        ladders.ladders,
        KEEPERS,
        "Thang nhắc việc: nhắc khi nào, báo ai",
        ("thang nhac", "thang nhac viec"),
    ),
    Command("nhom", groups.groups, LINKERS, "Liên kết nhóm chat của đơn vị", group=True),
    Command("quy", periods.periods, KEEPERS, "Cách tính kỳ báo cáo: quý, tháng, năm", ("ky bao cao",)),
    Command(
        "sangnam",
        next_year.next_year,
        KEEPERS,
        "Việc định kỳ, thường xuyên sang năm sau: theo dõi tiếp hay dừng",
        ("sang nam", "nam sau"),
    ),
    Command("suachitieu", indicator_edits.change, KEEPERS),
    Command("luukh", periods.then_ask(planning.confirm), KEEPERS),
    Command("bokh", planning.drop, KEEPERS),
    Command("khackh", planning.set_apart, KEEPERS),
    Command("xemlaikh", planning.show_preview, KEEPERS),
    Command("bangkh", planning.make_link, KEEPERS),
    Command("xemkh", plan_rows.next_question, KEEPERS),
    Command("tendv", plan_rows.decide_name, KEEPERS),
    Command("dong", plan_rows.show_row, KEEPERS),
    Command("suadong", plan_rows.ask_field, KEEPERS),
    Command("dungdong", plan_rows.accept, KEEPERS),
    Command("theocha", plan_rows.like_parent, KEEPERS),
    Command("khonghandong", plan_rows.without_date, KEEPERS),
    Command("bodong", plan_rows.drop_row, KEEPERS),
    Command("laydong", plan_rows.restore_row, KEEPERS),
    Command("dunghan", review.accept, KEEPERS),
    Command("suahan", review.ask_deadline, KEEPERS),
    Command("khonghan", review.without_date, KEEPERS),
)
