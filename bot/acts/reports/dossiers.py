"""One-stop dossiers: handed in, in time and late by unit, each late one with its reason and the apology sent."""

from collections.abc import Iterator, Sequence

from bot.acts.summing import unit_names
from bot.desk import OfficeDay
from bot.rules.dossier_sums import Standing, Sums, figures_of, sums_of
from bot.rules.dossier_words import reasons
from bot.rules.figures import UNKNOWN, Cell, Figure, Section, Table, Window
from messages.words import cut
from storage.dossier_standings import DossierLine, dossier_lines

KEY = "ho_so"
_UNITS = (
    "Tiếp nhận",
    "Đã giải quyết",
    "Đúng hạn",
    "Xong trễ hạn",
    "Quá hạn chưa xong",
    "Tỷ lệ đúng hạn (%)",
    "Thư xin lỗi",
)
_LATE = ("Mã", "Thủ tục", "Đơn vị", "Hạn trả", "Ngày xong", "Số ngày trễ", "Lý do", "Hẹn lại", "Thư xin lỗi")


def dossiers(day: OfficeDay, window: Window) -> Section | None:
    standings = dossier_standings(day, window)
    sums = sums_of(standings, window, day.today)
    if not (sums.received or sums.finished or sums.late or sums.apologies):
        return None
    figures = figures_of(sums, KEY)
    if sums.unknown:
        unknown = tuple(one.code for one in sums.unknown)
        figures = (*figures, Figure(f"{KEY}.chua_ro", "Đã xong, chưa rõ ngày trả", unknown))
    tables = (
        Table("Hồ sơ theo đơn vị", ("Mã", "Đơn vị", *_UNITS), tuple(_by_unit(day, standings, window))),
        Table("Hồ sơ trễ hạn", _LATE, tuple(_late(day, sums))),
    )
    return Section(
        KEY, "Giải quyết hồ sơ một cửa", figures=figures, tables=tuple(table for table in tables if table.rows)
    )


def dossier_standings(day: OfficeDay, window: Window) -> list[Standing]:
    lines = dossier_lines(day.session, day.office.id, window.first, window.last)
    return [_standing(day, line) for line in lines]


def _standing(day: OfficeDay, line: DossierLine) -> Standing:
    over_on = day.hours.local(line.over_at).date() if line.over_at else None
    return Standing(
        code=line.code,
        number=line.number,
        unit_id=line.unit_id,
        state=line.state,
        procedure=line.procedure,
        received=line.received,
        due=line.due,
        new_due=line.new_due,
        finished=line.finished,
        over_on=over_on,
        apology_on=line.apology_on,
        reason=line.explanation or reasons().get(line.reason, ""),
    )


def by_unit(standings: Sequence[Standing]) -> dict[int | None, list[Standing]]:
    units: dict[int | None, list[Standing]] = {}
    for one in standings:
        units.setdefault(one.unit_id, []).append(one)
    return units


def _by_unit(day: OfficeDay, standings: Sequence[Standing], window: Window) -> Iterator[tuple[Cell, ...]]:
    names = unit_names(day)
    for unit, mine in sorted(by_unit(standings).items(), key=lambda pair: names[pair[0]]):
        yield "", names[unit], *figures_of(sums_of(mine, window, day.today), f"{KEY}.don_vi.{unit or 0}")


def _late(day: OfficeDay, sums: Sums) -> Iterator[tuple[Cell, ...]]:
    names = unit_names(day)
    for one in sorted(sums.late, key=lambda one: (names[one.unit_id], one.due or day.today, one.code)):
        end = one.finished or day.today
        late = day.calendar.workdays_between(one.due, end) if one.due else None
        reason = cut(one.reason, 200) or UNKNOWN
        about = (one.code, cut(one.procedure, 120), names[one.unit_id])
        yield *about, one.due, one.finished or "Chưa xong", late, reason, one.new_due, one.apology_on
