"""The one table of commands: its word, who may, what the menu and the help say."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.desk import Desk
from bot.handlers import (
    adding,
    addresses,
    answering,
    approving,
    blocking,
    calendar,
    case_progress,
    case_sorting,
    casework,
    clocks,
    consenting,
    contacts,
    dates,
    duties,
    events,
    filling,
    following,
    giving,
    groups,
    guarding,
    guided,
    handover,
    intake,
    joining,
    keeping,
    ladders,
    leave,
    limiting,
    merging,
    more_time,
    next_year,
    outside,
    overview,
    own_data,
    parting,
    periods,
    plan_rows,
    planning,
    procedures,
    progress,
    publishing,
    rating,
    reasons,
    recording,
    review,
    reviewing,
    side_list,
    signing,
    slots,
    snoozing,
    subscribing,
    tracking,
    waiting,
    weekly,
    welcome,
    wrong_unit,
)
from bot.rules.access import EVERYONE, KEEPERS, OVERSEERS, STAFF
from bot.rules.states import Role
from bot.talk import MenuEntry, Reply

Handler = Callable[[Desk, str], Reply]


@dataclass(frozen=True)
class Command:
    """`word` without slash · who may · `help` (none: only behind choices) · `says`: the same in plain words."""

    word: str
    handler: Handler
    roles: frozenset[Role]
    help: str = ""
    says: tuple[str, ...] = ()
    group: bool = False


CITIZEN = frozenset({Role.CITIZEN})
DECIDERS = frozenset({Role.UNIT_HEAD, Role.LEAD})
LEADS = frozenset({Role.LEAD})
SORTERS = frozenset({Role.CLERK, Role.LEAD})
WATCHERS = frozenset({Role.LEAD, Role.ADMIN})
ANNOUNCERS = KEEPERS | LEADS
PUBLISHERS = frozenset({Role.CLERK, Role.LEAD})
LINKERS = KEEPERS | DECIDERS


def show_help(desk: Desk, _words: str) -> Reply:
    shown = [command for command in COMMANDS if command.help and command.roles & desk.rights.roles]
    return desk.say("help", commands=shown, is_staff=desk.rights.is_staff)


COMMANDS = (
    Command("start", following.start, EVERYONE, group=True),
    Command(
        "viec",
        duties.list_duties,
        STAFF,
        "Việc của tôi, gần hạn nhất trước",
        ("viec cua toi", "viec", "cong viec"),
    ),
    Command(
        "tinhhinh",
        overview.status,
        STAFF,
        "Tình hình nhiệm vụ và phản ánh",
        ("tinh hinh", "tong hop", "bao cao"),
    ),
    Command("trehan", overview.late_now, STAFF, "Việc trễ hạn", ("tre han", "viec tre", "viec tre han")),
    Command("pakn", casework.list_cases, STAFF, "Phản ánh đang chờ xử lý", ("phan anh", "pakn")),
    Command(
        "choduyet",
        approving.list_drafts,
        LEADS,
        "Trả lời phản ánh chờ duyệt",
        ("cho duyet", "tra loi cho duyet"),
    ),
    Command("xemlai", reviewing.list_reviews, LEADS, "Phản ánh người dân chưa hài lòng", ("chua hai long",)),
    Command("luotxem", contacts.list_looks, WATCHERS, "Ai đã xem liên hệ người dân", ("luot xem",)),
    Command(
        "congkhai",
        publishing.register,
        PUBLISHERS,
        "Công khai kết quả phản ánh",
        ("cong khai", "cong khai ket qua"),
    ),
    Command(
        "diachi",
        addresses.addresses,
        ANNOUNCERS,
        "Địa chỉ tiếp nhận phản ánh, thông báo để niêm yết",
        ("dia chi tiep nhan",),
    ),
    Command("dangcongkhai", publishing.confirm, PUBLISHERS),
    Command("suacongkhai", publishing.change, PUBLISHERS),
    Command("khongcongkhai", publishing.leave_out, PUBLISHERS),
    Command("tinrieng", side_list.next_aside, SORTERS, "Tin để riêng chờ quyết định", ("tin de rieng", "tin rieng")),
    Command("chan", blocking.block, SORTERS, "Người gửi đang bị chặn", ("danh sach chan",)),
    Command("luutru", keeping.show_times, KEEPERS, "Dữ liệu cá nhân được giữ bao lâu", ("luu tru",)),
    Command("nhatkyxoa", keeping.show_ledger, OVERSEERS, "Sổ xóa dữ liệu cá nhân", ("nhat ky xoa", "so xoa")),
    Command("gioihan", limiting.show_limits, KEEPERS, "Giới hạn số tin, số phản ánh", ("gioi han",)),
    Command(
        "ghinhan",
        recording.record_case,
        OVERSEERS,
        "Ghi phản ánh đến bằng thư, điện thoại, trực tiếp, cổng khác",
        ("ghi nhan", "ghi phan anh"),
    ),
    Command("cuatoi", tracking.my_cases, EVERYONE, "Phản ánh tôi đã gửi", ("phan anh cua toi",)),
    Command(
        "dulieu_cua_toi",
        own_data.show,
        EVERYONE,
        "Dữ liệu cá nhân của tôi: xem, tải về, xóa",
        ("du lieu cua toi", "xoa du lieu cua toi"),
    ),
    Command("tracuu", following.look_up, EVERYONE, "Tra cứu phản ánh bằng mã", ("tra cuu",)),
    Command(
        "tiepdan",
        welcome.reception,
        EVERYONE,
        "Địa chỉ, giờ tiếp dân",
        ("gio lam viec", "tiep dan", "dia chi"),
    ),
    Command("thutuc", procedures.procedures, EVERYONE, "Thủ tục: giấy tờ, nơi nộp, đường dẫn", ("thu tuc",)),
    Command(
        "riengtu", consenting.privacy, EVERYONE, "Quyền riêng tư: đồng ý, rút đồng ý", ("quyen rieng tu", "rieng tu")
    ),
    Command("kehoach", planning.list_plans, KEEPERS, "Kế hoạch: xem, sửa từng dòng", ("ke hoach",)),
    Command("ra_soat", review.next_doubt, KEEPERS, "Xem lại các thời hạn chưa rõ", ("ra soat",)),
    Command("nghi", leave.go_away, STAFF, "Báo nghỉ, nhờ người thay"),
    Command("giao", giving.give, DECIDERS, "Giao việc bằng một câu"),
    Command("bangiao", handover.hand_over, STAFF, "Danh sách bàn giao"),
    Command("lich_ca_nhan", subscribing.subscribe, STAFF, "Địa chỉ lịch riêng cho điện thoại"),
    Command("gio", slots.set_slot, STAFF, "Giờ nhận lời nhắc buổi sáng"),
    Command("moi", joining.invite, KEEPERS, "Mời cán bộ liên kết tài khoản", ("moi can bo",)),
    Command("lienket", joining.link_account, EVERYONE, "Liên kết tài khoản cán bộ bằng mã mời", ("lien ket",)),
    Command("huy", welcome.cancel, EVERYONE, "Dừng việc đang hỏi dở", ("huy", "thoi", "dung lai")),
    Command("trogiup", show_help, EVERYONE, "Các lệnh", ("tro giup", "help", "menu"), group=True),
    Command("help", show_help, EVERYONE, group=True),
    Command(
        "sukien",
        events.list_events,
        STAFF,
        "Báo sự kiện mà kế hoạch đang chờ để tính hạn",
        ("su kien", "bao su kien"),
    ),
    Command("dathan", dates.dates, STAFF, "Việc còn thiếu ngày, đặt hạn", ("dat han", "viec thieu ngay")),
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
    Command(
        "dongho",
        clocks.clocks,
        KEEPERS,
        "Thời hạn từng bước của phản ánh",
        ("dong ho", "dong ho phan anh", "thoi han phan anh"),
    ),
    Command(
        "ngoaicoquan",
        outside.bodies,
        KEEPERS,
        "Nơi ngoài cơ quan: điện lực, cấp nước, viễn thông",
        ("ngoai co quan", "noi ngoai co quan"),
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
    Command("vi_sao", reasons.why, EVERYONE),
    Command("v", duties.show_duty, STAFF),
    Command("xong", progress.done, STAFF),
    Command("dang", progress.doing, STAFF),
    Command("chuaxong", progress.undo, STAFF),
    Command("ghichu", progress.note, STAFF),
    Command("giahan", more_time.ask, STAFF),
    Command("duyet", more_time.decide, DECIDERS),
    Command("tensukien", events.ask_name, STAFF),
    Command("bosukien", events.take_back, STAFF),
    Command("nghiemthu", signing.judge, DECIDERS),
    Command("thugiao", giving.take_back, DECIDERS),
    Command("suagiao", giving.ask_change, DECIDERS),
    Command("nhaclai", snoozing.snooze, STAFF),
    Command("tuan", weekly.answer_week, STAFF),
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
    Command("pa", casework.show_case, STAFF),
    Command("nhan", casework.take, STAFF),
    Command("chuyen", casework.pass_on, STAFF),
    Command("lienhe", contacts.show_contact, STAFF),
    Command("hoi", casework.ask_citizen, STAFF),
    Command("cungviec", merging.follow_together, EVERYONE),
    Command("viecrieng", merging.stay_apart, EVERYONE),
    Command("gop", merging.put_together, OVERSEERS),
    Command("bogop", merging.take_apart, OVERSEERS),
    Command("chuyenngoai", outside.pass_on_outside, OVERSEERS),
    Command("traloingoai", outside.answer_from_outside, OVERSEERS),
    Command("nhanlai", outside.take_up_again, OVERSEERS),
    Command("khongphai", wrong_unit.not_ours, STAFF),
    Command("khongcho", waiting.go_on, STAFF),
    Command("ketthuc", waiting.end_silent, STAFF),
    Command("tiendo", case_progress.ask_progress, STAFF),
    Command("traloi", answering.answer, STAFF),
    Command("trinhtl", answering.send_up, STAFF),
    Command("duyettl", approving.approve, LEADS),
    Command("tratl", approving.give_back, LEADS),
    Command("xemtl", approving.show, LEADS),
    Command("xulylai", reviewing.work_again, LEADS),
    Command("giutraloi", reviewing.let_stand, LEADS),
    Command("phanloai", case_sorting.sort_case, OVERSEERS),
    Command("khongnhan", case_sorting.refuse, OVERSEERS),
    Command("huongdan", guided.guide_case, OVERSEERS),
    Command("nhantin", side_list.accept, SORTERS),
    Command("themtin", side_list.join, SORTERS),
    Command("botin", side_list.discard, SORTERS),
    Command("chanvi", blocking.reason_chosen, SORTERS),
    Command("channgay", blocking.days_chosen, SORTERS),
    Command("bochan", blocking.unblock, SORTERS),
    Command("taidulieu", own_data.export, EVERYONE),
    Command("xoadulieu", own_data.ask_erasing, EVERYONE),
    Command("xoahet", own_data.erase, EVERYONE),
    Command("thoixoa", own_data.keep_after_all, EVERYONE),
    Command("guiphananh", guarding.unless_blocked(intake.insist), EVERYONE),
    Command("gapnguoi", guarding.unless_blocked(intake.ask_person), EVERYONE, says=("gap nguoi", "gap can bo")),
    Command("bosung", guarding.unless_blocked(tracking.supplement), EVERYONE),
    Command("danhgia", rating.rate, EVERYONE),
    Command("chuahailong", rating.unhappy_because, EVERYONE),
    Command("molai", rating.ask_reopening, EVERYONE),
    Command("bosungtin", adding.about_the_same, EVERYONE),
    Command("phananhmoi", guarding.unless_blocked(adding.another_matter), EVERYONE),
    Command("ghidap", recording.ask_reply, OVERSEERS),
    Command("phieu", recording.print_slip, OVERSEERS),
    Command("theodoi", following.follow, EVERYONE),
    Command("tach", parting.part_case, EVERYONE),
    Command("boqua", filling.skip, EVERYONE),
    Command("chodang", filling.publish, EVERYONE),
    Command("giauten", filling.hide_name, EVERYONE),
    Command("dongy", guarding.unless_blocked(consenting.agree), EVERYONE, says=("dong y", "toi dong y")),
    Command("khongdongy", consenting.disagree, EVERYONE, says=("khong dong y", "toi khong dong y")),
    Command("rutdongy", consenting.withdraw, EVERYONE),
)
WORDS: Mapping[str, Command] = {command.word: command for command in COMMANDS}
PHRASES: Mapping[str, Command] = {phrase: command for command in COMMANDS for phrase in command.says}


def menu(roles: frozenset[Role]) -> list[MenuEntry]:
    """What a platform's command menu shows to these roles."""
    return [MenuEntry(one.word, one.help) for one in COMMANDS if one.help and one.roles & roles]
