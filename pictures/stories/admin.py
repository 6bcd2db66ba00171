"""Whoever looks after the bot: the office's workbook, the check, invitations, what went wrong, a lost telephone."""

from pictures.office import ADMIN, LEAD, NEWCOMER, OFFICIAL
from pictures.stage import Person, Stage


async def story(stage: Stage) -> None:
    admin = await stage.person(ADMIN)
    await _start(stage)
    await _invite(stage, admin)
    await _watch(stage, admin)
    await _lost(stage, admin)
    await _keep(admin)


async def _start(stage: Stage) -> None:
    desk = await stage.person(ADMIN, wide=True)
    await desk.run("office template co-quan.xlsx")
    await desk.show_sheet("co-quan.xlsx", "Cán bộ")
    await desk.picture("quan-tri-tep-co-quan")
    await desk.run("check")
    await desk.picture("quan-tri-check")


async def _invite(stage: Stage, admin: Person) -> None:
    await admin.say("/moi")
    await admin.tap(NEWCOMER)
    await admin.picture("quan-tri-moi")
    await admin.say("/moi")
    await admin.tap("In giấy mời cho mọi người")


async def _watch(stage: Stage, admin: Person) -> None:
    lead = await stage.person(LEAD)
    stage.refuse_letters(OFFICIAL)
    await lead.say("giao chị Lan báo cáo số hộ kinh doanh trước ngày 27/11")
    await admin.say("/thuhong")
    await admin.sees("Cho Phạm Thị Lan")
    await admin.picture("quan-tri-thu-hong")
    await admin.say("/tinchuaro")
    await admin.say("/khonglienlac")
    await admin.say("/chiphi")
    await admin.picture("quan-tri-chi-phi")


async def _lost(stage: Stage, admin: Person) -> None:
    await admin.say("/matmay")
    await admin.tap("Lê Quang Dũng")
    await admin.tap("Ngắt ngay")
    await admin.picture("quan-tri-mat-may", since="Ngắt mọi tài khoản")


async def _keep(admin: Person) -> None:
    await admin.say("/nhatky")
    await admin.say("/luutru")
    await admin.say("/gioihan")
    await admin.say("/gioihan tin 20")
