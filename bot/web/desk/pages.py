"""Which pages the desk has: the path below it, and what builds the page, loaded when it is first asked for."""

from bot.later import Later
from bot.web.desk.visit import Build

PAGES: tuple[tuple[str, Build], ...] = (
    ("", Later("bot.web.desk.work").show_work),
    ("/viec/{number:int}", Later("bot.web.desk.task").show_task),
    ("/pakn", Later("bot.web.desk.board").show_board),
    ("/pakn/{number:int}", Later("bot.web.desk.case").show_case),
    ("/ke-hoach", Later("bot.web.desk.plans").show_plans),
    ("/bao-cao", Later("bot.web.desk.papers").show_papers),
    ("/can-bo", Later("bot.web.desk.people").show_people),
    ("/nhat-ky", Later("bot.web.desk.log").show_log),
)
