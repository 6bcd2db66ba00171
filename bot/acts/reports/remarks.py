"""What only people can say: how the work went and what they ask for; a blank until somebody writes it."""

from bot.desk import OfficeDay
from bot.rules.figures import UNKNOWN, Section, Window


def remarks(_day: OfficeDay, _window: Window) -> Section:
    return Section("nhan_xet", "Đánh giá chung; đề xuất, kiến nghị", lines=(UNKNOWN,))
