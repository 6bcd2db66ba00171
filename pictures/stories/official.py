"""An official joins, is reminded, reports what is done, answers a citizen and the weekly questions; a head leads."""

from pictures.office import CLERK, HEAD, NEWCOMER, OFFICIAL, invitation_code
from pictures.sketches import dark_lamp, mended_lamp
from pictures.stage import Person, Stage
from pictures.stories.citizen import LAMP

MENDED = "Tổ điện đã thay bóng đèn lúc 9 giờ sáng nay, đèn sáng lại"


async def story(stage: Stage) -> None:
    official, head = await stage.person(OFFICIAL), await stage.person(HEAD)
    await _join(stage)
    await _duties(official, head)
    await _case(stage, official)
    await _week(stage, official)
    await _own_ways(official)
    await _lead_unit(head)


async def _join(stage: Stage) -> None:
    clerk, newcomer = await stage.person(CLERK), await stage.person(NEWCOMER)
    await clerk.say("/moi")
    await clerk.tap(NEWCOMER)
    await newcomer.say(f"/lienket {invitation_code(await clerk.read())}")
    await newcomer.sees("Trần Thị Hoa")
    await newcomer.picture("can-bo-lien-ket")


async def _duties(official: Person, head: Person) -> None:
    await official.say("/viec")
    await official.sees("Việc của anh/chị: 8")
    await official.picture("can-bo-viec")
    await official.tap("2. Nạo vét kênh")
    await official.picture("can-bo-mot-viec")
    await official.tap("Đã xong")
    await official.say("Đã nghiệm thu ba tuyến kênh, biên bản số 12")
    await official.picture("can-bo-xong", since="Đã xong")
    await official.say("NV-11")
    await official.tap("Xin gia hạn")
    await official.say("30/11, vì chờ báo giá của nhà thầu")
    await official.picture("can-bo-gia-han", since="Xin gia hạn")
    await head.picture("can-bo-duyet-gia-han", since="xin")
    await head.tap("Đồng ý")
    await official.tap("Vì sao ngày này?")
    await official.say("/trogiup")


async def _case(stage: Stage, official: Person) -> None:
    citizen = await stage.person("bà Sáu")
    await citizen.say(LAMP, dark_lamp())
    await citizen.tap("Đồng ý")
    await official.picture("can-bo-phan-anh", since="Phản ánh của người dân")
    await official.say("/pakn")
    await official.tap("Nhận")
    await official.tap("Trả lời")
    await official.say("Sẽ cho người xem sớm")
    await official.sees("chưa nói rõ")
    await official.picture("can-bo-tra-loi-chua-ro")
    await official.say(MENDED, mended_lamp())
    await official.picture("can-bo-tra-loi")


async def _own_ways(official: Person) -> None:
    await official.say("/gio 8:15")
    await official.say("/nghi")
    await official.say("từ 25/11 đến 27/11")
    await official.picture("can-bo-nghi", since="/nghi")
    await official.say("/tin")
    await official.say("https://thanhbinh.example/tin/ra-quan-don-rac")
    await official.say("/hoso")
    await official.picture("can-bo-ho-so")
    await official.say("/hosotre")
    await official.say("/lich_ca_nhan")
    await official.say("/solieu")
    await official.say("/sukien")


async def _week(stage: Stage, official: Person) -> None:
    await stage.move("friday")
    await official.picture("can-bo-tuan", since="Báo cáo tuần")
    await official.tap("Có vướng mắc")
    await official.say("Chưa có báo giá của đơn vị thi công")
    await official.tap("Đúng tiến độ")
    await stage.move("morning")
    await official.picture("can-bo-nhac-sang", since="Nhắc việc thứ Hai")


async def _lead_unit(head: Person) -> None:
    await head.say("/tuandonvi")
    await head.picture("can-bo-tuan-don-vi")
    await head.say("/phatsinh")
    await head.say("Hỗ trợ đoàn kiểm tra của tỉnh về an toàn thực phẩm")
    await head.say("giao chị Lan nộp báo cáo trước 16h30 thứ Sáu")
    await head.picture("can-bo-giao-viec")
    await head.say("tình hình")
    await head.say("việc trễ")
