"""Which pages the desk has: the path below it, and what builds the page."""

from bot.web.desk.board import show_board
from bot.web.desk.case import show_case
from bot.web.desk.log import show_log
from bot.web.desk.papers import show_papers
from bot.web.desk.people import show_people
from bot.web.desk.plans import show_plans
from bot.web.desk.task import show_task
from bot.web.desk.visit import Build
from bot.web.desk.work import show_work

PAGES: tuple[tuple[str, Build], ...] = (
    ("", show_work),
    ("/viec/{number:int}", show_task),
    ("/pakn", show_board),
    ("/pakn/{number:int}", show_case),
    ("/ke-hoach", show_plans),
    ("/bao-cao", show_papers),
    ("/can-bo", show_people),
    ("/nhat-ky", show_log),
)
