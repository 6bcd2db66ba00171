"""A citizen reports, follows, rates, asks; and what everybody can read."""

from pictures.office import CLERK, LEAD, OFFICIAL
from pictures.sketches import dark_lamp, mended_lamp
from pictures.stage import Person, Stage

LAMP = "Đèn đường trước cổng chợ Thanh Bình hỏng ba hôm nay, tối om, bà con đi lại sợ té"
DONE = "Tổ điện đã thay bóng đèn lúc 9 giờ sáng nay, đèn sáng lại"


async def story(stage: Stage) -> None:
    citizen = await stage.person("bà Sáu")
    await _report(citizen)
    await _answer(stage)
    await _rate(citizen)
    await _ask(citizen)
    await _own_data(citizen)
    await _publish(stage)
    await _read(citizen)


async def _report(citizen: Person) -> None:
    await citizen.picture("dan-mo-trang")
    await citizen.say(LAMP, dark_lamp())
    await citizen.picture("dan-dong-y")
    await citizen.tap("Đồng ý")
    await citizen.sees("Đã tiếp nhận phản ánh")
    await citizen.picture("dan-bien-nhan")
    await citizen.tap("Được đăng")
    await citizen.tap("Xem tình trạng")
    await citizen.sees("Đã chuyển đơn vị xử lý")
    await citizen.picture("dan-tinh-trang")


async def _answer(stage: Stage) -> None:
    official, lead = await stage.person(OFFICIAL), await stage.person(LEAD)
    await official.tap("Nhận")
    await official.tap("Trả lời")
    await official.say(DONE, mended_lamp())
    await lead.tap("Duyệt, gửi người dân")
    await lead.tap("Gửi ngay")


async def _rate(citizen: Person) -> None:
    await citizen.sees(DONE)
    await citizen.picture("dan-ket-qua", since="Trả lời phản ánh")
    await citizen.tap("5. Rất tốt")
    await citizen.say("/cuatoi")
    await citizen.sees("Phản ánh của ông/bà")


async def _ask(citizen: Person) -> None:
    await citizen.say("giờ làm việc")
    await citizen.sees("Giờ làm việc")
    await citizen.say("làm giấy khai sinh cần giấy tờ gì")
    await citizen.sees("tờ khai theo mẫu")
    await citizen.picture("dan-thu-tuc")
    await citizen.say("H29.155-261117-0001")
    await citizen.sees("Đang giải quyết")
    await citizen.picture("dan-ho-so")
    await citizen.say("Nhà bên cạnh đang cháy lớn ở ấp 2")
    await citizen.sees("114 (chữa cháy")
    await citizen.picture("dan-khan-cap")
    await citizen.tap("Thôi")
    await citizen.say("rac do day bo kenh ap 2 ca tuan nay khong ai don, hoi tham")
    await citizen.sees("Rác, môi trường")
    await citizen.picture("dan-khong-dau")


async def _own_data(citizen: Person) -> None:
    await citizen.say("/riengtu")
    await citizen.say("/dulieu_cua_toi")
    await citizen.picture("dan-du-lieu")
    await citizen.say("/kenh")
    await citizen.say("/trogiup")


async def _publish(stage: Stage) -> None:
    clerk = await stage.person(CLERK)
    await clerk.say("/congkhai")
    await clerk.tap("1. TB-")
    await clerk.tap("Công khai như trên")


async def _read(citizen: Person) -> None:
    await citizen.open("/congkhai")
    await citizen.sees("Chiếu sáng công cộng")
    await citizen.picture("dan-cong-khai")
    await citizen.open("/dia-chi-tiep-nhan")
    await citizen.picture("dan-dia-chi")
