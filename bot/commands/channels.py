"""What is said about channels: what does not get through, what it costs."""

from bot.commands.command import WATCHERS, Command
from bot.handlers import costs, unsure_letters
from bot.rules.access import KEEPERS

CHANNELS = (
    Command("chiphi", costs.costs, WATCHERS, "Lượt gửi, chi phí của các kênh trong tháng", ("chi phi", "luot gui")),
    Command(
        "tinchuaro", unsure_letters.show, KEEPERS, "Tin gửi đi chưa rõ đã đến hay chưa", ("tin chua ro", "tin chua den")
    ),
    Command("guilaitin", unsure_letters.again, KEEPERS),
    Command("tindaden", unsure_letters.arrived, KEEPERS),
)
