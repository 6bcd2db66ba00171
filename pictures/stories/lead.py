"""The lead's Monday: how things stand, what to decide, what a citizen was unhappy about, the month's report."""

from pictures.office import LEAD, OFFICIAL
from pictures.sketches import dark_lamp, mended_lamp
from pictures.stage import Person, Stage
from pictures.stories.citizen import DONE, LAMP


async def story(stage: Stage) -> None:
    lead = await stage.person(LEAD)
    await _monday(stage, lead)
    await _ask(lead)
    await _give(lead)
    await _approve(stage, lead)
    await _look_again(stage, lead)
    await _report(lead)
    await _desk(lead)


async def _monday(stage: Stage, lead: Person) -> None:
    official = await stage.person(OFFICIAL)
    await stage.move("friday")
    await official.tap("Có vướng mắc")
    await official.say("Chưa có báo giá của đơn vị thi công")
    await stage.move("morning")
    await stage.move("monday")
    await lead.sees("Báo cáo tuần")
    await lead.picture("lanh-dao-tuan", since="Báo cáo tuần")


async def _ask(lead: Person) -> None:
    await lead.say("tình hình")
    await lead.picture("lanh-dao-tinh-hinh")
    await lead.tap("Trễ hạn (")
    await lead.tap("1. Rà soát hộ nghèo")
    await lead.picture("lanh-dao-mot-viec")
    await lead.tap("Nhắc ngay")
    await lead.say("việc trễ của phòng kinh tế")
    await lead.say("chị Lan tuần này")
    await lead.say("PAKN tuần này")
    await lead.say("biểu đồ")
    await lead.tap("Việc đang mở, trễ hạn")
    await lead.picture("lanh-dao-bieu-do")
    await lead.say("chỉ tiêu")
    await lead.say("/trehan")


async def _give(lead: Person) -> None:
    await lead.say("giao Phòng Kinh tế báo cáo tiến độ chợ Thanh Bình trước thứ Sáu")
    await lead.picture("lanh-dao-giao-viec")


async def _approve(stage: Stage, lead: Person) -> None:
    citizen, official = await stage.person("bà Sáu"), await stage.person(OFFICIAL)
    await citizen.say(LAMP, dark_lamp())
    await citizen.tap("Đồng ý")
    await official.tap("Nhận")
    await official.tap("Trả lời")
    await official.say("Tổ điện đã thay bóng đèn sáng nay", dark_lamp())
    await lead.tap("Trả lại")
    await lead.say("Xin nêu rõ thay mấy bóng, ai kiểm tra lại")
    await lead.picture("lanh-dao-tra-lai", since="chọn một lý do")
    await official.tap("Trả lời")
    await official.say(DONE, mended_lamp())
    await lead.say("/choduyet")
    await lead.picture("lanh-dao-duyet", since="Người dân:")
    await lead.tap("Duyệt, gửi người dân")
    await lead.tap("Gửi ngay")


async def _look_again(stage: Stage, lead: Person) -> None:
    citizen = await stage.person("bà Sáu")
    await citizen.tap("1. Rất kém")
    await citizen.tap("Làm chưa xong")
    await lead.say("/xemlai")


async def _report(lead: Person) -> None:
    await lead.say("báo cáo tháng 11")
    await lead.picture("lanh-dao-bao-cao")
    await lead.tap("Tệp Word, Excel")
    await lead.picture_of_paper("lanh-dao-bao-cao-giay")
    await lead.say("/hosothang")
    await lead.say("/nhatky")
    await lead.say("/luotxem")


async def _desk(lead: Person) -> None:
    await lead.say("/banlamviec")
    await lead.open(await lead.link("/ban-lam-viec/"))
    await lead.press("Mở bàn làm việc")
    await lead.sees("Việc tuần này")
    await lead.picture("lanh-dao-ban-lam-viec")
