"""Citizens' phản ánh, kiến nghị: received, answered, on time against the first date, satisfaction, published."""

from collections.abc import Callable, Mapping

from bot.acts.reports.cases import ToldCase, cases_of
from bot.acts.summing import unit_names
from bot.desk import OfficeDay
from bot.rules.case_sums import case_figures, case_row
from bot.rules.figures import Cell, Section, Table, Window
from bot.rules.sorting import KIND_NAMES

_COLUMNS = ("Tiếp nhận", "Đã trả lời", "Đúng hạn", "Tỷ lệ đúng hạn (%)", "Đang giải quyết", "Quá hạn")

_ORIGINS = {
    "chat": "Trò chuyện",
    "phone": "Điện thoại",
    "counter": "Trực tiếp",
    "letter": "Văn bản, đơn thư",
    "portal": "Cổng thông tin khác",
}


def feedback(day: OfficeDay, window: Window) -> Section | None:
    found = cases_of(day, window)
    names = unit_names(day)

    def topic(told: ToldCase) -> str:
        return day.topic_title(told.row.category, "Chưa rõ lĩnh vực")

    return Section(
        "pakn",
        "Tiếp nhận, xử lý phản ánh, kiến nghị",
        figures=case_figures((one.standing for one in found), window, "pakn"),
        tables=(
            _table("Phản ánh, kiến nghị theo loại", "Loại", "loai", _grouped(found, _kind), window),
            _table("Phản ánh, kiến nghị theo lĩnh vực", "Lĩnh vực", "linh_vuc", _grouped(found, topic), window),
            _table(
                "Phản ánh, kiến nghị theo đơn vị",
                "Đơn vị",
                "don_vi",
                _grouped(found, lambda one: names[one.row.unit_id]),
                window,
            ),
            _table("Phản ánh, kiến nghị theo nguồn", "Nguồn", "nguon", _grouped(found, _origin), window),
            _late(found, topic, names),
        )
        if found
        else (),
    )


def _kind(told: ToldCase) -> str:
    return KIND_NAMES[told.row.kind].capitalize()


def _origin(told: ToldCase) -> str:
    return _ORIGINS.get(told.row.origin, "Nguồn khác")


def _grouped(found: list[ToldCase], group: Callable[[ToldCase], str]) -> Mapping[str, list[ToldCase]]:
    groups: dict[str, list[ToldCase]] = {}
    for one in found:
        groups.setdefault(group(one), []).append(one)
    return dict(sorted(groups.items()))


def _table(title: str, head: str, key: str, groups: Mapping[str, list[ToldCase]], window: Window) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for number, (name, found) in enumerate(groups.items(), start=1):
        rows.append(("", name, *case_row((one.standing for one in found), window, f"pakn.{key}.{number}")))
    return Table(title, ("Mã", head, *_COLUMNS), tuple(rows))


def _late(found: list[ToldCase], topic: Callable[[ToldCase], str], names: dict[int | None, str]) -> Table:
    rows = tuple(
        (one.standing.code, topic(one), names[one.row.unit_id], one.standing.received, one.standing.awaited)
        for one in found
        if one.standing.is_late
    )
    header = ("Mã", "Lĩnh vực", "Đơn vị", "Ngày tiếp nhận", "Ngày hẹn ban đầu")
    return Table("Phản ánh, kiến nghị quá hạn trả lời", header, rows)
