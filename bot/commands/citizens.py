"""What citizens say about their own feedback and data."""

from bot.commands.command import Command
from bot.handlers import (
    adding,
    consenting,
    filling,
    following,
    guarding,
    intake,
    merging,
    own_data,
    parting,
    procedures,
    rating,
    tracking,
)
from bot.rules.access import EVERYONE

CITIZENS = (
    Command("cuatoi", tracking.my_cases, EVERYONE, "Phản ánh tôi đã gửi", ("phan anh cua toi",)),
    Command(
        "dulieu_cua_toi",
        own_data.show,
        EVERYONE,
        "Dữ liệu cá nhân của tôi: xem, tải về, xóa",
        ("du lieu cua toi", "xoa du lieu cua toi"),
    ),
    Command("tracuu", following.look_up, EVERYONE, "Tra cứu phản ánh bằng mã", ("tra cuu",)),
    Command("thutuc", procedures.procedures, EVERYONE, "Thủ tục: giấy tờ, nơi nộp, đường dẫn", ("thu tuc",)),
    Command(
        "riengtu", consenting.privacy, EVERYONE, "Quyền riêng tư: đồng ý, rút đồng ý", ("quyen rieng tu", "rieng tu")
    ),
    Command("cungviec", merging.follow_together, EVERYONE),
    Command("viecrieng", merging.stay_apart, EVERYONE),
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
    Command("theodoi", following.follow, EVERYONE),
    Command("tach", parting.part_case, EVERYONE),
    Command("boqua", filling.skip, EVERYONE),
    Command("chodang", filling.publish, EVERYONE),
    Command("giauten", filling.hide_name, EVERYONE),
    Command("dongy", guarding.unless_blocked(consenting.agree), EVERYONE, says=("dong y", "toi dong y")),
    Command("khongdongy", consenting.disagree, EVERYONE, says=("khong dong y", "toi khong dong y")),
    Command("rutdongy", consenting.withdraw, EVERYONE),
)
