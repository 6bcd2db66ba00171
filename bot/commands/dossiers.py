"""What is said about one-stop dossiers."""

from bot.commands.command import Command
from bot.handlers import apology_forms, dossier_asking, dossier_late, dossier_lists, dossier_months, dossiers
from bot.rules.access import EVERYONE, KEEPERS, OVERSEERS, STAFF

DOSSIERS = (
    Command(
        "hoso",
        dossiers.dossiers,
        EVERYONE,
        "Hồ sơ một cửa: tra cứu bằng mã, hồ sơ của tôi",
        ("ho so", "ho so cua toi", "ho so mot cua", "tra cuu ho so"),
    ),
    Command(
        "hosotre",
        dossiers.late,
        STAFF,
        "Hồ sơ một cửa trễ hạn",
        ("ho so tre", "ho so tre han", "ho so qua han"),
    ),
    Command("hososap", dossiers.soon, STAFF, "Hồ sơ một cửa sắp đến hạn", ("ho so sap den han", "ho so den han")),
    Command(
        "hosothang",
        dossier_months.month,
        OVERSEERS,
        "Đơn vị có hồ sơ trễ hạn, theo tháng",
        ("ho so thang", "don vi tre ho so", "ho so tre theo thang"),
    ),
    Command("mauxinloi", apology_forms.show, KEEPERS, "Mẫu thư xin lỗi của cơ quan", ("mau thu xin loi",)),
    Command("hs", dossiers.show_dossier, STAFF),
    Command("hsxong", dossiers.done, STAFF),
    Command("hschuaxong", dossiers.undo, STAFF),
    Command("giaitrinh", dossier_late.explain, STAFF),
    Command("henlai", dossier_late.new_day, STAFF),
    Command("thuxinloi", dossier_late.apology, STAFF),
    Command("daguithu", dossier_late.apology_sent, STAFF),
    Command("hsgiao", dossier_late.hand_over, STAFF),
    Command("xemhs", dossier_lists.show, STAFF),
    Command("luuhs", dossier_lists.confirm, STAFF),
    Command("bohs", dossier_lists.drop, STAFF),
    Command("hsvang", dossier_lists.vanished, STAFF),
    Command("hsten", dossier_lists.handlers, STAFF),
    Command("dungmau", apology_forms.use, KEEPERS),
    Command("bomau", apology_forms.drop, KEEPERS),
    Command("baohs", dossier_asking.follow, EVERYONE),
    Command("thoibaohs", dossier_asking.leave, EVERYONE),
)
