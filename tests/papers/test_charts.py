"""Charts as they are looked at on a phone."""

import io

import pytest
from PIL import Image, ImageChops

from bot.papers.charts import Bar, bars, label_lifts, lines, say_figure

LONG = "Ban Chỉ huy Quân sự xã và các đơn vị phối hợp trên địa bàn, gồm cả thôn $x$ và thôn $y"
WEEKS = [f"{week:02d}/11" for week in range(1, 13)]
DRAWN = {
    "bars": lambda: bars(
        "Việc đang mở và trễ hạn theo đơn vị", [Bar("Phòng Kinh tế", 31, 3), Bar(LONG, 12), Bar("", 0)]
    ),
    "large bars": lambda: bars(LONG, [Bar(LONG, 12_345_678, 11_345_678)]),
    "no bars": lambda: bars("Việc theo đơn vị", []),
    "two lines": lambda: lines("Phản ánh theo tuần", WEEKS, {"Tiếp nhận": range(12), "Đã trả lời": range(2, 14)}),
    "a share": lambda: lines("Tỷ lệ đúng hạn", ["T1", "T2", "T3"], {"Đúng hạn": [50, None, 100]}, 95, unit="%"),
    "large lines": lambda: lines(LONG, ["2026"], {"Thu (đồng)": [123_456_789.5]}, 2_000_000_000, unit=" đồng"),
    "small lines": lambda: lines("Tỷ suất", ["1", "2"], {"Tỷ suất": [0.02, 0.05]}, 0.04),
    "no lines": lambda: lines("Chỉ tiêu", [], {"Giá trị": []}),
    "nothing known": lambda: lines("Chỉ tiêu", ["T1"], {"Giá trị": [None]}, 0),
}


@pytest.mark.parametrize("name", DRAWN)
def test_a_chart_is_a_picture_for_a_phone_with_nothing_cut_off_at_its_edges(name: str) -> None:
    opened = Image.open(io.BytesIO(DRAWN[name]()))
    assert opened.format == "PNG"
    picture = opened.convert("RGB")
    assert picture.width == 1080
    assert picture.height < 2 * picture.width
    drawn = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox()
    assert drawn is not None
    left, top, right, bottom = drawn
    assert left > 8
    assert top > 8
    assert right < picture.width - 8
    assert bottom < picture.height - 8


def test_what_is_late_is_drawn_apart() -> None:
    def colours(png: bytes) -> set[object]:
        picture = Image.open(io.BytesIO(png)).convert("RGB")
        return {colour for count, colour in picture.getcolors(2**20) or () if count > 2000}

    late, good = colours(bars("Việc", [Bar("A", 4, 2)])), colours(bars("Việc", [Bar("A", 4)]))
    assert len(late) == len(good) + 1


@pytest.mark.parametrize(("value", "unit", "said"), [(91.25, "", "91,25"), (97.52, "%", "97,5 %"), (1200, "", "1.200")])
def test_a_figure_in_a_chart_reads_as_in_words(value: float, unit: str, said: str) -> None:
    assert say_figure(value, unit) == said


@pytest.mark.parametrize(("values", "lifts"), [((9, 8), [17, -17]), ((9, 0), [17, 17]), ((0, 0), [17, 38])])
def test_the_newest_figures_hide_neither_each_other_nor_the_days_below(
    values: tuple[int, int], lifts: list[int]
) -> None:
    assert label_lifts(values, top=10) == lifts
