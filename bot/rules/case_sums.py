"""How feedback stands at the end of a report's days: nothing that happened later counts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from bot.rules.figures import Average, Figure, Known, Window

SATISFIED = 4  # stars, and more


@dataclass(frozen=True)
class CaseStanding:
    """Dates on the office's clock, up to `closed`, when the days were over.

    `answered` None: not by then; `promised` is the date that was given first for this answer. `awaited`: the date that
    was given first for what was still to be answered then; None: nothing was.
    """

    code: str
    received: date
    promised: date
    answered: date | None
    awaited: date | None
    rating: int | None
    published: date | None
    closed: date

    @property
    def on_time(self) -> bool:
        return self.answered is not None and self.answered <= self.promised

    @property
    def waits(self) -> bool:
        return self.awaited is not None

    @property
    def is_late(self) -> bool:
        return self.awaited is not None and self.closed > self.awaited


def case_figures(cases: Iterable[CaseStanding], window: Window, key: str) -> tuple[Known, ...]:
    """What is counted of all of them, in the order in which a report tells it."""
    found = list(cases)

    def codes(wanted: Callable[[CaseStanding], bool]) -> tuple[str, ...]:
        return tuple(case.code for case in found if wanted(case))

    answered = codes(lambda case: window.has(case.answered))
    on_time = codes(lambda case: window.has(case.answered) and case.on_time)
    marks = tuple((case.code, float(case.rating)) for case in found if window.has(case.answered) and case.rating)
    satisfied = tuple(code for code, mark in marks if mark >= SATISFIED)
    return (
        Figure(f"{key}.ton", "Kỳ trước chuyển sang", codes(lambda case: _carried(case, window))),
        Figure(f"{key}.nhan", "Tiếp nhận trong kỳ", codes(lambda case: window.has(case.received))),
        Figure(f"{key}.tra_loi", "Đã trả lời trong kỳ", answered),
        Figure(f"{key}.dung_han", "Trả lời đúng hạn so với ngày hẹn ban đầu", on_time),
        Figure(f"{key}.ty_le", "Tỷ lệ trả lời đúng hạn", on_time, answered),
        Figure(f"{key}.dang", "Đang giải quyết cuối kỳ", codes(lambda case: case.waits)),
        Figure(f"{key}.qua_han", "Đang giải quyết, quá ngày hẹn ban đầu", codes(lambda case: case.is_late)),
        Average(f"{key}.diem", "Điểm hài lòng trung bình (thang 5)", marks),
        Figure(f"{key}.hai_long", "Tỷ lệ hài lòng (từ 4 điểm trở lên)", satisfied, tuple(code for code, _ in marks)),
        Figure(f"{key}.cong_khai", "Đã công khai kết quả trong kỳ", codes(lambda case: window.has(case.published))),
    )


def case_row(cases: Iterable[CaseStanding], window: Window, key: str) -> tuple[Known, ...]:
    """The same of a group, as a row of a table: received, answered, on time, per cent, waiting, late."""
    known = {figure.key.removeprefix(f"{key}."): figure for figure in case_figures(cases, window, key)}
    return tuple(known[name] for name in ("nhan", "tra_loi", "dung_han", "ty_le", "dang", "qua_han"))


def _carried(case: CaseStanding, window: Window) -> bool:
    """Came before these days and was not answered before them."""
    open_then = case.waits or (case.answered is not None and case.answered >= window.first)
    return case.received < window.first and open_then
