"""What is said about channels: where people are written to, what does not get through, what it costs."""

from bot.commands.command import WATCHERS, Command
from bot.handlers import channels, costs, dead_letters, receiving, unreached, unsure_letters
from bot.rules.access import EVERYONE, KEEPERS, OVERSEERS

CHANNELS = (
    Command(
        "kenh",
        channels.channels,
        EVERYONE,
        "Nhận tin ở đâu: thứ tự, nối thêm tài khoản",
        ("kenh lien lac", "kenh cua toi"),
    ),
    Command("uutienkenh", channels.prefer_account, EVERYONE),
    Command("noikenh", channels.further_account, EVERYONE),
    Command("noitaikhoan", channels.agree_to_link, EVERYONE),
    Command("gokenh", channels.part_account, EVERYONE),
    Command("nhanqua", receiving.choose, EVERYONE),
    Command(
        "khonglienlac",
        unreached.unreached,
        OVERSEERS,
        "Ai không nhận được tin, vì sao",
        ("khong lien lac", "ai khong nhan duoc tin"),
    ),
    Command("chiphi", costs.costs, WATCHERS, "Lượt gửi, chi phí của các kênh trong tháng", ("chi phi", "luot gui")),
    Command(
        "tinchuaro", unsure_letters.show, KEEPERS, "Tin gửi đi chưa rõ đã đến hay chưa", ("tin chua ro", "tin chua den")
    ),
    Command("guilaitin", unsure_letters.again, KEEPERS),
    Command("tindaden", unsure_letters.arrived, KEEPERS),
    Command(
        "thuhong", dead_letters.show, KEEPERS, "Tin không gửi được, tin đến bị lỗi", ("thu hong", "tin hong", "tin loi")
    ),
    Command("guilaithu", dead_letters.again, KEEPERS),
    Command("bothu", dead_letters.drop, KEEPERS),
    Command("daxemloi", dead_letters.looked_at, KEEPERS),
)
