"""How a duty stands at the end of a report's days: nothing that happened later counts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.rules.figures import Figure


@dataclass(frozen=True)
class Standing:
    """A due date. `due` and `done` are on the office's clock, without a zone; `done` None: not within these days.

    `closed`: the moment up to which the report knows anything.
    """

    code: str
    due: datetime
    done: datetime | None
    closed: datetime

    @property
    def is_done(self) -> bool:
        return self.done is not None

    @property
    def is_late(self) -> bool:
        return (self.done or self.closed) > self.due

    @property
    def on_time(self) -> bool:
        return self.done is not None and self.done <= self.due


def last_moment(day: date, hour: time | None) -> datetime:
    """Of a deadline: the whole day counts where no hour is named."""
    return datetime.combine(day, hour or time.max)


@dataclass(frozen=True)
class DutySums:
    """Of some duties, each as the codes it is made of."""

    asked: tuple[str, ...]
    done: tuple[str, ...]
    on_time: tuple[str, ...]
    done_late: tuple[str, ...]
    late: tuple[str, ...]
    open: tuple[str, ...]
    settled: tuple[str, ...]


def sums_of(duties: list[Standing]) -> DutySums:
    """`asked`: all that had to be done or was done · `late`: not done and overdue · `open`: not done, still in time.

    `settled`: what is done or overdue, against which those on time are counted.
    """

    def codes(kind: Callable[[Standing], bool]) -> tuple[str, ...]:
        return tuple(duty.code for duty in duties if kind(duty))

    return DutySums(
        asked=codes(lambda duty: True),
        done=codes(lambda duty: duty.is_done),
        on_time=codes(lambda duty: duty.on_time),
        done_late=codes(lambda duty: duty.is_done and duty.is_late),
        late=codes(lambda duty: duty.is_late and not duty.is_done),
        open=codes(lambda duty: not duty.is_late and not duty.is_done),
        settled=codes(lambda duty: duty.is_late or duty.is_done),
    )


def figures_of(sums: DutySums, key: str) -> tuple[Figure, ...]:
    """In the order of the columns of a table of sums."""
    return (
        Figure(f"{key}.phai_lam", "Nhiệm vụ phải thực hiện", sums.asked),
        Figure(f"{key}.xong", "Đã hoàn thành", sums.done),
        Figure(f"{key}.dung_han", "Hoàn thành đúng hạn", sums.on_time),
        Figure(f"{key}.xong_tre", "Hoàn thành trễ hạn", sums.done_late),
        Figure(f"{key}.qua_han", "Quá hạn, chưa hoàn thành", sums.late),
        Figure(f"{key}.con_han", "Chưa đến hạn", sums.open),
        Figure(f"{key}.ty_le", "Tỷ lệ hoàn thành đúng hạn", sums.on_time, sums.settled),
    )
