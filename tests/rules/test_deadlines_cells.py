"""Cells that hold several limits, and the words beside a limit."""

from datetime import date as on

import pytest

from bot.rules.deadlines import read
from bot.rules.schedules import (
    AnyOf,
    By,
    Every,
    External,
    Milestone,
    Milestones,
    Nothing,
    Ongoing,
    Relative,
    Schedule,
    Within,
)

Q1, Q2 = Within(on(2024, 1, 1), on(2024, 3, 31)), Within(on(2024, 4, 1), on(2024, 6, 30))
Q1_INFERRED = Within(on(2024, 1, 1), on(2024, 3, 31), year_inferred=True)
Q2_INFERRED = Within(on(2024, 4, 1), on(2024, 6, 30), year_inferred=True)


def steps(*parts: tuple[str, Schedule]) -> Milestones:
    return Milestones(tuple(Milestone(text, schedule) for text, schedule in parts))


STEPS: list[tuple[str, Schedule]] = [
    (
        "Dự thảo trong Quý I/2024; trình trước 30/6/2024",
        steps(("Dự thảo trong Quý I/2024", Q1), ("trình trước 30/6/2024", By(on(2024, 6, 30), "before"))),
    ),
    (
        "80% năm 2024, 100% năm 2025",
        steps(
            ("80% năm 2024", Within(on(2024, 1, 1), on(2024, 12, 31))),
            ("100% năm 2025", Within(on(2025, 1, 1), on(2025, 12, 31))),
        ),
    ),
    (
        "Hoàn thành 50% trước 30/6/2024 và 100% trước 15/12/2024",
        steps(
            ("Hoàn thành 50% trước 30/6/2024", By(on(2024, 6, 30), "before")),
            ("100% trước 15/12/2024", By(on(2024, 12, 15), "before")),
        ),
    ),
    (
        "- Cấp huyện: trước 30/3/2024; - Cấp xã: trước 30/4/2024",
        steps(
            ("Cấp huyện: trước 30/3/2024", By(on(2024, 3, 30), "before")),
            ("Cấp xã: trước 30/4/2024", By(on(2024, 4, 30), "before")),
        ),
    ),
    (
        "Phòng Kinh tế: Quý I; Phòng Văn hóa: Quý II",
        steps(("Phòng Kinh tế: Quý I", Q1_INFERRED), ("Phòng Văn hóa: Quý II", Q2_INFERRED)),
    ),
    (
        "Quý I/2024: xây dựng; Quý II/2024: thẩm định",
        steps(("Quý I/2024: xây dựng", Q1), ("Quý II/2024: thẩm định", Q2)),
    ),
    (
        "Quý I/2024 - xây dựng; Quý II/2024 - thẩm định",
        steps(("Quý I/2024 - xây dựng", Q1), ("Quý II/2024 - thẩm định", Q2)),
    ),
    (
        "Quý I/2024 (soạn thảo); Quý II/2024 (trình ký)",
        steps(("Quý I/2024 (soạn thảo)", Q1), ("Quý II/2024 (trình ký)", Q2)),
    ),
    (
        "1. Soạn thảo: Quý I 2. Trình ký: Quý II",
        steps(("1. Soạn thảo: Quý I", Q1_INFERRED), ("2. Trình ký: Quý II", Q2_INFERRED)),
    ),
    (
        "Đợt 1 tháng 4/2024, đợt 2 tháng 10/2024",
        steps(
            ("Đợt 1 tháng 4/2024", Within(on(2024, 4, 1), on(2024, 4, 30))),
            ("đợt 2 tháng 10/2024", Within(on(2024, 10, 1), on(2024, 10, 31))),
        ),
    ),
    (
        "Soạn thảo: Quý I; Triển khai: Thường xuyên",
        steps(("Soạn thảo: Quý I", Q1_INFERRED), ("Triển khai: Thường xuyên", Ongoing())),
    ),
    (
        "Thường xuyên; báo cáo kết quả trước ngày 10/12/2024",
        steps(
            ("Thường xuyên", Ongoing()),
            ("báo cáo kết quả trước ngày 10/12/2024", By(on(2024, 12, 10), "before")),
        ),
    ),
    (
        "Ban hành quy chế trước 15/2; rà soát hàng quý",
        steps(
            ("Ban hành quy chế trước 15/2", By(on(2024, 2, 15), "before")),
            ("rà soát hàng quý", Every("quarter")),
        ),
    ),
    (
        "Báo cáo quý I trước ngày 15/3/2024; báo cáo 9 tháng trước 15/9/2024; báo cáo năm trước 15/12/2024",
        steps(
            ("Báo cáo quý I trước ngày 15/3/2024", By(on(2024, 3, 15), "before")),
            ("báo cáo 9 tháng trước 15/9/2024", By(on(2024, 9, 15), "before")),
            ("báo cáo năm trước 15/12/2024", By(on(2024, 12, 15), "before")),
        ),
    ),
    (
        "6 tháng: trước 15/6; năm: trước 15/12",
        steps(
            ("6 tháng: trước 15/6", By(on(2024, 6, 15), "before")),
            ("năm: trước 15/12", By(on(2024, 12, 15), "before")),
        ),
    ),
    (
        "Trước 30/11/2024 (đối với cấp xã); trước 30/6/2025 (đối với cấp tỉnh)",
        steps(
            ("Trước 30/11/2024 (đối với cấp xã)", By(on(2024, 11, 30), "before")),
            ("trước 30/6/2025 (đối với cấp tỉnh)", By(on(2025, 6, 30), "before")),
        ),
    ),
    (
        "Quý II/2024 (phấn đấu trước 30/5/2024)",
        Milestones(
            (
                Milestone("Quý II/2024", Q2),
                Milestone("phấn đấu trước 30/5/2024", By(on(2024, 5, 30), "before"), aspirational=True),
            )
        ),
    ),
]

TOGETHER: list[tuple[str, Schedule]] = [
    ("Hoàn thành trong Quý II/2024, duy trì thường xuyên", AnyOf((Q2, Ongoing()))),
    ("Trước 25/11/2024 và đột xuất", AnyOf((By(on(2024, 11, 25), "before"), External("đột xuất")))),
    (
        "- Định kỳ 3 tháng/lần. - Đợt xuất theo thời điểm cần.",
        AnyOf((Every("quarter"), External("Đột xuất theo thời điểm cần"))),
    ),
    (
        "- Định kỳ theo quy định. - Đột xuất khi có việc.",
        AnyOf((External("Định kỳ theo quy định"), External("Đột xuất khi có việc"))),
    ),
]

ONE_WITH_WORDS: list[tuple[str, Schedule]] = [
    ("Báo cáo trước 15/12/2024", By(on(2024, 12, 15), "before")),
    ("Trình UBND huyện trước 15/3/2024", By(on(2024, 3, 15), "before")),
    ("Cấp xã: trước 15/3/2024", By(on(2024, 3, 15), "before")),
    ("Phấn đấu hoàn thành trước 30/6/2024", By(on(2024, 6, 30), "before")),
    ("Trước 30/6/2024 (nếu có)", By(on(2024, 6, 30), "before")),
    ("Trước ngày 15/6/2024 gửi về Phòng Nội vụ", By(on(2024, 6, 15), "before")),
    ("Trước ngày 15/6/2024, báo cáo UBND tỉnh", By(on(2024, 6, 15), "before")),
    ("Trước ngày 15/6/2024 để tổng hợp", By(on(2024, 6, 15), "before")),
    ("Trước ngày 15/6/2024: 100%", By(on(2024, 6, 15), "before")),
    ("Quý II/2024 theo chỉ đạo của UBND tỉnh", Q2),
    ("Quý II/2024 (theo Kế hoạch số 15/KH-UBND ngày 10/1/2024)", Q2),
    ("Quý II/2024, đảm bảo tiến độ", Q2),
    ("(30/6/2024)", By(on(2024, 6, 30))),
    ("30/6/2024.", By(on(2024, 6, 30))),
]


@pytest.mark.parametrize(("text", "schedule"), STEPS + TOGETHER + ONE_WITH_WORDS)
def test_a_cell_is_read_into_its_parts(text: str, schedule: Schedule) -> None:
    reading = read(text, year=2024)
    assert reading.schedule == schedule
    assert not reading.needs_review, reading.why


NO_TIME = ["", "   ", "-", "…", "x", "Không", "Như trên", "Chưa xác định", "Văn phòng UBND xã", "100%", "Quyết định"]


@pytest.mark.parametrize("text", NO_TIME)
def test_a_cell_without_time_is_asked_about(text: str) -> None:
    reading = read(text, year=2024)
    assert reading.schedule == Nothing()
    assert reading.needs_review
    assert reading.why


def test_an_empty_cell_is_told_from_one_without_time() -> None:
    assert read(" ", year=2024).why == ("Ô thời hạn để trống.",)
    assert read("Tờ trình", year=2024).why == ("Ô thời hạn không nêu thời gian.",)


CLASHES: list[tuple[str, Schedule]] = [
    ("30/6/2024 30/9/2024", AnyOf((By(on(2024, 6, 30)), By(on(2024, 9, 30))))),
    ("30/6/2024 hoặc 30/9/2024", AnyOf((By(on(2024, 6, 30)), By(on(2024, 9, 30))))),
    ("Trong Quý I/2024, trước 31/3/2024", AnyOf((Q1, By(on(2024, 3, 31), "before")))),
    ("Quý II/2024 và thường xuyên", AnyOf((Q2, Ongoing()))),
    ("Theo tiến độ, chậm nhất 31/12/2024", AnyOf((External("tiến độ"), By(on(2024, 12, 31))))),
    (
        "05 ngày kể từ khi nhận đủ báo cáo; trước ngày 20/12/2024",
        AnyOf((Relative("nhận đủ báo cáo", 5), By(on(2024, 12, 20), "before"))),
    ),
    (
        "31/3/2024 (Sở đề nghị 30/4/2024)",
        steps(("31/3/2024", By(on(2024, 3, 31))), ("Sở đề nghị 30/4/2024", By(on(2024, 4, 30)))),
    ),
]


@pytest.mark.parametrize(("text", "schedule"), CLASHES)
def test_two_limits_for_one_work_are_both_kept_and_asked_about(text: str, schedule: Schedule) -> None:
    reading = read(text, year=2024)
    assert reading.schedule == schedule
    assert reading.needs_review
    assert "hai thời hạn" in " ".join(reading.why)


def test_the_doubt_about_a_choice_is_kept_when_its_parts_agree() -> None:
    assert read("Trong tháng 5 hoặc tháng 6", year=2024).needs_review
