"""What is due in the days that come after those of the report."""

from bot.acts.reports.duties import bounds
from bot.acts.summing import unit_names
from bot.desk import OfficeDay
from bot.rules.figures import Figure, Section, Table, Window, duty_code
from storage.reporting import duty_rows_due

_HEADER = ("Mã", "Nhiệm vụ", "Đơn vị", "Hạn")


def coming(day: OfficeDay, window: Window) -> Section | None:
    if window.coming is None:
        return None
    first, last = window.coming
    rows = duty_rows_due(day.session, day.office.id, first, last, bounds(day, window)[1])
    names = unit_names(day)
    told = tuple(
        (
            duty_code(row.number),
            f"{row.content} ({row.label})" if row.label else row.content,
            names[row.unit_id],
            row.due,
        )
        for row in rows
    )
    codes = tuple(duty_code(row.number) for row in rows)
    return Section(
        "ky_toi",
        "Nhiệm vụ kỳ tới",
        lines=(f"Kỳ tới tính từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}.",),
        figures=(Figure("ky_toi.den_han", "Nhiệm vụ đến hạn trong kỳ tới", codes),),
        tables=(Table("Nhiệm vụ kỳ tới", _HEADER, told),) if told else (),
    )
