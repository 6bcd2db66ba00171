"""What the lead does from a duty or a case: remind at once, grant time, give it to somebody else."""

from tests.talks import LAMP, Town, adopt, case_of, code_in

DUTY = "Rà soát hộ nghèo|Phòng Văn hóa – Xã hội|19/11/2026"
OTHER = "Nạo vét kênh|Phòng Kinh tế|27/11/2026"


async def with_plan(town: Town) -> None:
    town.seat("Bà Thư", "Ông Lãnh", "Chị Lan", "Anh Văn", "Ông Trưởng")
    town.now = town.now.replace(day=18)
    await adopt(town, DUTY, OTHER)
    town.now = town.now.replace(day=20)


async def opened(town: Town, who: str, words: str = "việc trễ hạn", label: str = "1. Rà soát") -> str:
    await town.say(who, words)
    return await town.tap(who, label)


async def test_the_lead_reminds_at_once_and_the_trail_says_so(town: Town) -> None:
    await with_plan(town)
    await opened(town, "Ông Lãnh")
    before = len(town.heard("Anh Văn"))
    assert "Đã nhắc Anh Văn" in await town.tap("Ông Lãnh", "Nhắc ngay")
    (news,) = town.heard("Anh Văn")[before:]
    assert "Ông Lãnh nhắc việc" in news
    assert "Trễ 1 ngày làm việc" in news
    await town.tap("Anh Văn", "Xem việc")
    assert "Anh Văn – Ông Lãnh nhắc trực tiếp" in await town.tap("Anh Văn", "Vì sao")
    assert "Trễ hạn</b>" in await town.tap("Ông Lãnh", "◀")
    assert "Việc trễ hạn: 1" in await town.tap("Ông Lãnh", "◀")


async def test_nobody_is_reminded_twice_within_hours(town: Town) -> None:
    await with_plan(town)
    await opened(town, "Ông Lãnh")
    await town.tap("Ông Lãnh", "Nhắc ngay")
    before = len(town.heard("Anh Văn"))
    town.now = town.now.replace(hour=11)
    await opened(town, "Bà Thư")
    assert "có thể nhắc lại từ 13:00" in await town.tap("Bà Thư", "Nhắc ngay")
    assert len(town.heard("Anh Văn")) == before
    town.now = town.now.replace(hour=14)
    await opened(town, "Bà Thư")
    assert "Đã nhắc" in await town.tap("Bà Thư", "Nhắc ngay")


async def test_out_of_hours_a_reminder_waits_for_the_office_to_open(town: Town) -> None:
    await with_plan(town)
    town.now = town.now.replace(day=21)  # thứ Bảy
    await opened(town, "Ông Lãnh")
    before = len(town.heard("Anh Văn"))
    assert "07:30 thứ Hai, 23/11/2026" in await town.tap("Ông Lãnh", "Nhắc ngay")
    assert len(town.heard("Anh Văn")) == before
    town.now = town.now.replace(day=22)
    await opened(town, "Ông Lãnh")
    assert "nhắc lại từ 11:30 thứ Hai" in await town.tap("Ông Lãnh", "Nhắc ngay")
    await town.until(town.now.replace(day=23, hour=8))
    assert any("Ông Lãnh nhắc việc" in told for told in town.heard("Anh Văn")[before:])


async def test_a_case_is_reminded_of_too(town: Town) -> None:
    await with_plan(town)
    code = code_in(await town.say("bà Sáu", LAMP))
    await town.say("Ông Lãnh", code)
    assert "Đã nhắc Chị Lan" in await town.tap("Ông Lãnh", "Nhắc ngay")
    assert f"nhắc phản ánh</b> <code>{code}" in town.heard("Chị Lan")[-1]
    assert "Ông Lãnh nhắc trực tiếp" in await town.say("Ông Lãnh", f"/vi_sao {code}")
    assert "nhắc trực tiếp" not in await town.say("bà Sáu", f"/vi_sao {code}")
    assert "có thể nhắc lại" in await town.say("Ông Trưởng", f"/nhacngay pa {case_of(town, code).id}")
    assert "không" in (await town.say("Chị Lan", f"/nhacngay pa {case_of(town, code).id}")).casefold()


async def test_who_does_not_oversee_it_reminds_nobody(town: Town) -> None:
    await with_plan(town)
    await town.say("Ông Lãnh", "việc trễ hạn")
    number = town.choice("Ông Lãnh", "1. Rà soát").split(" ")[1]
    before = len(town.heard("Anh Văn"))
    for who in ("Ông Trưởng", "Chị Lan"):
        told = await town.say(who, f"/nhacngay {number}")
        assert "Đã nhắc" not in told
        assert "Đã giao lại" not in await town.say(who, f"/giaolai {number} cb4")
    assert len(town.heard("Anh Văn")) == before


async def test_the_lead_grants_time_with_a_date_and_a_reason(town: Town) -> None:
    await with_plan(town)
    await opened(town, "Ông Lãnh")
    assert "cho lùi tới ngày nào" in await town.tap("Ông Lãnh", "Gia hạn")
    assert "Hạn: thứ Sáu, 27/11/2026" in await town.say("Ông Lãnh", "27/11, vì thôn gửi chậm")
    assert "Ông Lãnh cho lùi hạn" in town.heard("Anh Văn")[-1]
    assert "thôn gửi chậm" in town.heard("Anh Văn")[-1]
    assert "Việc trễ hạn: 0" in await town.say("Ông Lãnh", "việc trễ hạn")
    await opened(town, "Ông Lãnh", "công việc phòng vhxh")
    assert "Gia hạn: Ông Lãnh đồng ý" in await town.tap("Ông Lãnh", "Vì sao")


async def test_what_was_asked_for_is_answered_by_what_the_lead_grants(town: Town) -> None:
    await with_plan(town)
    await opened(town, "Anh Văn", "việc trễ của tôi")
    await town.tap("Anh Văn", "Xin gia hạn")
    await town.say("Anh Văn", "30/11, vì chờ thôn")
    await opened(town, "Ông Lãnh")
    await town.tap("Ông Lãnh", "Gia hạn")
    await town.say("Ông Lãnh", "25/11 thôi")
    assert "Xin gia hạn" not in await town.say("Ông Lãnh", "tình hình")


async def test_the_lead_puts_off_an_answer_and_the_citizen_reads_why(town: Town) -> None:
    await with_plan(town)
    code = code_in(await town.say("bà Sáu", LAMP))
    await town.say("Ông Lãnh", code)
    await town.tap("Ông Lãnh", "Gia hạn")
    assert "Đã gia hạn" in await town.say("Ông Lãnh", "15/12, vì chờ điện lực cấp trụ")
    assert "chờ điện lực cấp trụ" in town.heard("bà Sáu")[-1]


async def test_a_duty_is_given_to_a_person_of_another_unit_by_taps(town: Town) -> None:
    await with_plan(town)
    await opened(town, "Ông Lãnh")
    assert "hiện do Phòng Văn hóa – Xã hội phụ trách" in await town.tap("Ông Lãnh", "Giao lại")
    await town.tap("Ông Lãnh", "Phòng Kinh tế")
    told = await town.tap("Ông Lãnh", "Chị Lan")
    assert "từ Phòng Văn hóa – Xã hội cho <b>Chị Lan · Phòng Kinh tế</b>" in told
    assert "Việc mới</b>, Ông Lãnh giao lại" in town.heard("Chị Lan")[-1]
    assert "giao việc “Rà soát hộ nghèo” cho Chị Lan" in town.heard("Anh Văn")[-1]
    assert "Rà soát" in await town.say("Chị Lan", "/viec")
    assert "Rà soát" not in await town.say("Anh Văn", "/viec")
    await town.say("Ông Lãnh", "việc trễ của chị Lan")
    await town.tap("Ông Lãnh", "1. Rà soát")
    assert "Giao lại: Ông Lãnh" in await town.tap("Ông Lãnh", "Vì sao")


async def test_a_duty_is_given_to_a_whole_unit_in_words(town: Town) -> None:
    await with_plan(town)
    await opened(town, "Ông Lãnh")
    await town.tap("Ông Lãnh", "Giao lại")
    assert "Việc trễ hạn" in await town.say("Ông Lãnh", "phòng kinh tế trễ hạn")  # a question gives nothing away
    assert "chưa rõ anh/chị muốn giao cho ai" in await town.say("Ông Lãnh", "cho anh em làm đi")
    assert "cho <b>Phòng Kinh tế</b>" in await town.say("Ông Lãnh", "phòng KT")
    assert "Rà soát" in await town.say("Ông Trưởng", "việc trễ")


async def test_a_head_gives_what_the_unit_has_within_the_unit_only(town: Town) -> None:
    await with_plan(town)
    await opened(town, "Ông Trưởng", "tình hình", "Tất cả")
    await town.tap("Ông Trưởng", "1. Nạo vét")
    await town.tap("Ông Trưởng", "Giao lại")
    assert "chưa rõ" in await town.say("Ông Trưởng", "phòng vhxh")
    assert "Đã giao lại" in await town.tap("Ông Trưởng", "Chị Lan")
    assert "không có gì thay đổi" in await town.say("Ông Trưởng", town.choice("Ông Trưởng", "Chị Lan"))
