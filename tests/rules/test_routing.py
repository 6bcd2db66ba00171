"""A sorted message goes to its unit, or to a person."""

import pytest

from bot.rules.routing import CATEGORIES, DEFAULT_ROUTES, LEAD, Route, route
from bot.rules.sorting import CONDUCT, GUARDED, Sorted, Sorter


def told(kind: str = "phan_anh", category: str | None = "tieng-on", *, auto: bool = True) -> Sorted:
    return Sorted(kind, category, 0.7, auto, ("…",))


@pytest.mark.parametrize(
    ("category", "unit"),
    [
        ("rac-moi-truong", "Phòng Kinh tế"),
        ("giao-thong-ha-tang", "Phòng Kinh tế"),
        ("cap-thoat-nuoc", "Phòng Kinh tế"),
        ("chieu-sang-dien", "Phòng Kinh tế"),
        ("trat-tu-do-thi", "Phòng Kinh tế"),
        ("xay-dung-dat-dai", "Phòng Kinh tế"),
        ("nong-nghiep-thu-y", "Phòng Kinh tế"),
        ("tieng-on", "Công an xã"),
        ("an-ninh", "Công an xã"),
        ("an-toan-thuc-pham", "Trạm Y tế"),
        ("y-te", "Trạm Y tế"),
        ("giao-duc", "Phòng Văn hóa – Xã hội"),
        ("an-sinh", "Phòng Văn hóa – Xã hội"),
        ("tthc-mot-cua", "Trung tâm Phục vụ hành chính công"),
        ("quy-dinh-hc", "Văn phòng HĐND và UBND"),
        ("vien-thong-dien-luc", "Văn phòng HĐND và UBND"),
        ("khac", "Văn phòng HĐND và UBND"),
    ],
)
def test_a_sure_message_goes_to_the_first_unit_of_its_topic(category: str, unit: str) -> None:
    assert route(told(category=category)).unit == unit


def test_every_topic_has_a_title_examples_and_a_unit() -> None:
    assert set(DEFAULT_ROUTES) == set(CATEGORIES)
    assert all(entry.title and entry.examples for entry in CATEGORIES.values())


def test_an_unsure_message_waits_for_a_person() -> None:
    assert route(told(auto=False)) == Route(None, "Chưa đủ chắc chắn (70%), cần cán bộ phân loại.")


@pytest.mark.parametrize("kind", sorted(GUARDED))
def test_grave_kinds_go_to_no_unit(kind: str) -> None:
    assert route(told(kind=kind, category=None)).unit is None
    assert route(told(kind=kind, category="an-ninh")).unit is None


@pytest.mark.parametrize("kind", ["hoi_thu_tuc", "khong_phai"])
def test_what_is_no_feedback_goes_to_no_unit(kind: str) -> None:
    assert route(told(kind=kind, category=None)).unit is None


@pytest.mark.parametrize("auto", [True, False])
def test_conduct_of_officials_goes_to_the_lead_only(auto: bool) -> None:
    assert route(told(category=CONDUCT, auto=auto)).unit == LEAD


def test_an_office_has_its_own_routes() -> None:
    own = {"tieng-on": "Tổ tự quản", CONDUCT: "Chủ tịch"}

    assert route(told(), own).unit == "Tổ tự quản"
    assert route(told(category=CONDUCT), own).unit == "Chủ tịch"


def test_a_topic_the_office_gave_no_unit_waits_for_a_person() -> None:
    assert route(told(category="khac"), {}) == Route(None, "Chưa có đơn vị nhận lĩnh vực Việc khác.")


def test_the_reason_names_the_topic_in_vietnamese() -> None:
    assert route(told()).why == "Lĩnh vực Tiếng ồn."


def test_a_written_message_finds_its_unit() -> None:
    message = Sorter().sort("karaoke nhà bên hát tới một giờ sáng không ngủ được")

    assert route(message).unit == "Công an xã"
