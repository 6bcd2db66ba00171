"""What became of dossiers within some days: handed in, finished in time or late, open past their day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.rules.figures import Figure, Window
from bot.rules.states import DOSSIER_OVER, DossierState
from bot.rules.workdays import DAY


@dataclass(frozen=True)
class Standing:
    """A dossier as it is known. `due` is the first promise; `over_on` the day on which it was known to be over."""

    code: str
    number: int
    unit_id: int | None
    state: str
    procedure: str = ""
    received: date | None = None
    due: date | None = None
    new_due: date | None = None
    finished: date | None = None
    over_on: date | None = None
    apology_on: date | None = None
    reason: str = ""

    @property
    def is_over(self) -> bool:
        return self.state in DOSSIER_OVER


@dataclass(frozen=True)
class Sums:
    """`open_late`: still not finished when the days were over, or now; `unknown`: over, nobody knows on which day."""

    received: tuple[Standing, ...]
    finished: tuple[Standing, ...]
    on_time: tuple[Standing, ...]
    done_late: tuple[Standing, ...]
    open_late: tuple[Standing, ...]
    unknown: tuple[Standing, ...]
    apologies: tuple[Standing, ...]

    @property
    def late(self) -> tuple[Standing, ...]:
        return (*self.done_late, *self.open_late)


def sums_of(standings: Iterable[Standing], window: Window, today: date) -> Sums:
    """On time is counted against the first promise, also where a new day was given."""
    found = sorted(standings, key=lambda one: (one.due or date.max, one.code))
    closed = min(window.last, today - DAY)  # what was due by then and was not there is late
    finished = [one for one in found if window.has(one.finished)]
    return Sums(
        received=tuple(one for one in found if window.has(one.received)),
        finished=tuple(finished),
        on_time=tuple(one for one in finished if not _is_late(one)),
        done_late=tuple(one for one in finished if _is_late(one)),
        open_late=tuple(one for one in found if _was_open_late(one, window, closed)),
        unknown=tuple(one for one in found if one.is_over and one.finished is None and window.has(one.over_on)),
        apologies=tuple(one for one in found if window.has(one.apology_on)),
    )


def _is_late(one: Standing) -> bool:
    return one.finished is not None and one.due is not None and one.finished > one.due


def _was_open_late(one: Standing, window: Window, closed: date) -> bool:
    """While the citizen is waited for, its days stand still."""
    if one.due is None or one.due > closed:
        return False
    if one.is_over:
        return one.finished is not None and one.finished > window.last
    return one.state == DossierState.OPEN


def figures_of(sums: Sums, key: str) -> tuple[Figure, ...]:
    return (
        Figure(f"{key}.tiep_nhan", "Hồ sơ tiếp nhận", codes(sums.received)),
        Figure(f"{key}.da_xong", "Hồ sơ đã giải quyết", codes(sums.finished)),
        Figure(f"{key}.dung_han", "Đúng hạn", codes(sums.on_time)),
        Figure(f"{key}.tre_han", "Xong trễ hạn", codes(sums.done_late)),
        Figure(f"{key}.qua_han", "Quá hạn chưa xong", codes(sums.open_late)),
        Figure(f"{key}.ty_le", "Tỷ lệ đúng hạn", codes(sums.on_time), codes(sums.finished)),
        Figure(f"{key}.xin_loi", "Thư xin lỗi đã gửi", codes(sums.apologies)),
    )


def codes(found: Sequence[Standing]) -> tuple[str, ...]:
    return tuple(one.code for one in found)
