"""Results: what had to be done in these days and what became of it, by group of tasks and by unit."""

from bot.acts.reports.duties import Told, duties_of
from bot.acts.summing import unit_names
from bot.desk import OfficeDay
from bot.rules.duty_sums import figures_of, sums_of
from bot.rules.figures import Cell, Section, Table, Window
from storage.plans import plans_in_force

_COLUMNS = ("Phải làm", "Xong", "Đúng hạn", "Xong trễ", "Quá hạn", "Còn hạn", "Tỷ lệ đúng hạn (%)")


def results(day: OfficeDay, window: Window) -> Section | None:
    found = duties_of(day, window)
    if not found:
        return None
    titles = {plan.id: plan.title for plan in plans_in_force(day.session, day.office.id)}
    names = unit_names(day)
    groups: dict[tuple[int, str], list[Told]] = {}
    units: dict[int | None, list[Told]] = {}
    for one in found:
        groups.setdefault((one.row.plan_id, one.row.section), []).append(one)
        units.setdefault(one.row.unit_id, []).append(one)
    several = len({plan for plan, _ in groups}) > 1
    grouped = [(_group(titles, key, several=several), told) for key, told in groups.items()]
    named = sorted(((names[unit], told) for unit, told in units.items()), key=lambda pair: pair[0])
    return Section(
        "ket_qua",
        "Kết quả thực hiện nhiệm vụ",
        figures=figures_of(sums_of([one.standing for one in found]), "ket_qua"),
        tables=(
            _table("Kết quả theo nhóm nhiệm vụ", "Nhóm nhiệm vụ", "nhom", grouped),
            _table("Kết quả theo đơn vị", "Đơn vị", "don_vi", named),
        ),
    )


def _group(titles: dict[int, str], key: tuple[int, str], *, several: bool) -> str:
    plan, section = key
    title = titles.get(plan, "")
    return f"{section or 'Nhiệm vụ khác'} – {title}" if several and title else section or "Nhiệm vụ khác"


def _table(title: str, head: str, key: str, rows: list[tuple[str, list[Told]]]) -> Table:
    told: list[tuple[Cell, ...]] = []
    for number, (name, found) in enumerate(rows, start=1):
        told.append(("", name, *figures_of(sums_of([one.standing for one in found]), f"{key}.{number}")))
    return Table(title, ("Mã", head, *_COLUMNS), tuple(told))
