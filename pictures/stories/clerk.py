"""The clerk's day: a plan comes in, feedback is written down, sorted and published, the office's ways are said."""

from pictures.documents import plan_workbook
from pictures.office import CLERK, LEAD, NEWCOMER, OFFICIAL
from pictures.sketches import dark_lamp, mended_lamp
from pictures.stage import Person, Stage
from pictures.stories.citizen import DONE, LAMP

CULVERT = "bà Trần Thị Bảy, ấp 3, 0912 345 678: cống trước nhà bị nghẹt, nước ngập sân mỗi khi mưa"
LADDER = (
    "/thangnhac nhiệm vụ: trước 10, 5, 1 ngày; đúng hạn; trễ 1 ngày; trễ 3 ngày báo lãnh đạo đơn vị; "
    "trễ 5 ngày báo lãnh đạo cơ quan; sau đó mỗi 2 ngày"
)


async def story(stage: Stage) -> None:
    clerk = await stage.person(CLERK)
    await _plan(stage, clerk)
    await _cases(stage, clerk)
    await _publish(stage, clerk)
    await _ways(clerk)
    await _reports(clerk)
    await _desk(stage, clerk)


async def _plan(stage: Stage, clerk: Person) -> None:
    await clerk.say("", plan_workbook())
    await clerk.sees("Đọc được 4 nhiệm vụ")
    await clerk.picture("van-thu-ke-hoach", since="Đọc được 4 nhiệm vụ")
    await clerk.tap("Mở bảng để xem, sửa")
    desk = await stage.person(CLERK, wide=True)
    await desk.open(await clerk.link("/ra-soat/"))
    await desk.press("Mở bảng kế hoạch")
    await desk.picture("van-thu-bang")
    await desk.press("Sửa dòng 3")
    await desk.picture("van-thu-sua-dong")
    await clerk.tap("Xem 2 dòng cần quyết định")
    await clerk.picture("van-thu-ten-don-vi")
    await clerk.say("/kehoach")
    await clerk.tap("Xem: Chuyển đổi số năm 2026")
    await clerk.tap("Lưu, theo dõi từ hôm nay")
    await clerk.say("/ra_soat")


async def _cases(stage: Stage, clerk: Person) -> None:
    await clerk.say("/ghinhan")
    await clerk.tap("Trực tiếp")
    await clerk.say(CULVERT)
    await clerk.tap("In phiếu")
    await clerk.picture("van-thu-ghi-nhan", since=CULVERT)
    await clerk.picture_of_paper("van-thu-phieu")
    citizen = await stage.person("ông Tám")
    await citizen.say("Mong xã quan tâm hơn nữa tới đời sống bà con khu vực này, nhiều cái chưa ổn")
    await citizen.tap("Đồng ý")
    await clerk.picture("van-thu-phan-loai", since="Phản ánh cần phân loại")
    await clerk.tap("✓ An sinh xã hội")
    await clerk.say("/pakn")
    await clerk.tap("1. cống trước nhà")
    await clerk.say("/tinrieng")


async def _publish(stage: Stage, clerk: Person) -> None:
    citizen, official, lead = (await stage.person("bà Sáu"), await stage.person(OFFICIAL), await stage.person(LEAD))
    await citizen.say(LAMP, dark_lamp())
    await citizen.tap("Đồng ý")
    await citizen.tap("Được đăng")
    await official.tap("Nhận")
    await official.tap("Trả lời")
    await official.say(DONE, mended_lamp())
    await lead.tap("Duyệt, gửi người dân")
    await lead.tap("Gửi ngay")
    await clerk.say("/congkhai")
    await clerk.tap("1. TB-")
    await clerk.picture("van-thu-cong-khai")
    await clerk.tap("Công khai như trên")
    await clerk.say("/danhsach")
    await clerk.tap("Lãnh đạo, một cửa")
    await clerk.picture("van-thu-danh-sach")
    await clerk.say("/diachi")


async def _ways(clerk: Person) -> None:
    await clerk.say("/lich")
    await clerk.say("nghỉ chiều 25/11 vì họp dân")
    await clerk.picture("van-thu-lich")
    await clerk.tap("Áp dụng")
    await clerk.say(LADDER)
    await clerk.tap("Không đổi gì")
    await clerk.say("/nhiptuan tuần từ thứ Năm đến thứ Tư, hỏi 8h thứ Tư, gửi 16h thứ Tư")
    await clerk.say("/quy quý: chốt ngày 14, gửi ngày 20 tháng cuối kỳ")
    await clerk.tap("Không đổi gì")
    await clerk.say("/chitieu thêm: Tỷ lệ hồ sơ đúng hạn ≥ 98 %, Văn phòng, hằng tháng")
    await clerk.say("/moi")
    await clerk.picture("van-thu-moi")
    await clerk.tap(NEWCOMER)
    await clerk.say("/khonglienlac")


async def _reports(clerk: Person) -> None:
    await clerk.say("báo cáo tháng 11")
    await clerk.tap("Sửa nội dung")
    await clerk.picture("van-thu-bao-cao")
    await clerk.tap("Đánh giá chung")
    await clerk.say("Các đơn vị cơ bản hoàn thành nhiệm vụ; hồ sơ trễ hạn đã có thư xin lỗi.")
    await clerk.tap("Gửi lãnh đạo")


async def _desk(stage: Stage, clerk: Person) -> None:
    await clerk.say("/banlamviec")
    desk = await stage.person(CLERK, wide=True)
    await desk.open(await clerk.link("/ban-lam-viec/"))
    await desk.press("Mở bàn làm việc")
    await desk.picture("van-thu-ban-viec-tuan")
    await desk.press("Phản ánh")
    await desk.picture("van-thu-ban-phan-anh")
