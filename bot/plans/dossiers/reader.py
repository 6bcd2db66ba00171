"""From a file to the dossiers it lists; what cannot be read is named by its cell, nothing is guessed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from bot.plans.blocks import Cell
from bot.plans.blocks import Row as BlockRow
from bot.plans.columns import is_count_row
from bot.plans.dossiers.grids import Grid, Line, is_readable, read_grids
from bot.plans.dossiers.header import Header, find_header
from bot.plans.opening import PlanRefused
from bot.plans.places import column_letter
from bot.plans.xlsx import MONTH_FIRST, SWAPPED
from bot.rules.dossier_codes import LONGEST, code_within, day_in, key_of
from bot.rules.dossier_days import Moment, read_moment, settle_doubt
from bot.rules.dossier_list import DossierRow, ReadList, joined
from bot.rules.dossier_words import Column, bare, column_called, state_called
from bot.rules.states import DOSSIER_OVER, DossierState

MOST_PROBLEMS = 200
_TEXT = 300  # letters of a cell that are kept
_FARTHEST = timedelta(days=400)  # from the day received; no procedure of a commune takes longer
_TOTALS = ("tong cong", "tong so", "cong", "tong", "nguoi lap bieu", "nguoi lap", "ghi chu")


def read_due_list(name: str, data: bytes) -> ReadList | None:
    """What a file lists; None where it is no list of dossiers. Raises PlanRefused for one that is not opened."""
    if not is_readable(name, data):
        return None
    tables = [(grid, header) for grid in read_grids(name, data) if (header := find_header(grid)) is not None]
    if not tables:
        return None
    if name.lower().endswith((".csv", ".tsv")):  # the same lines, parted in several ways
        tables = [max(tables, key=lambda one: len(one[1].places))]
    readings = [_Reading(header, several=len(tables) > 1) for _, header in tables]
    rows = [row for reading, (grid, _) in zip(readings, tables, strict=True) for row in reading.rows(grid)]
    problems = [problem for reading in readings for problem in reading.problems]
    rows = joined(rows, problems)
    if not rows and not problems:
        raise PlanRefused("Danh sách hồ sơ không có dòng nào.")
    remarks = dict.fromkeys(remark for reading in readings for remark in reading.remarks)
    return ReadList(
        tuple(rows), tuple(problems[:MOST_PROBLEMS]), tuple(remarks), any(header.is_sure for _, header in tables)
    )


@dataclass
class _Reading:
    """Of one table. `heading`: the last line that stood alone, which may name the unit of those below."""

    header: Header
    several: bool
    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    heading: str = ""

    def rows(self, grid: Grid) -> Iterator[DossierRow]:
        for line in grid[self.header.below :]:
            if not self._is_row(line):
                continue
            row = self._row(line)
            if row:
                yield row

    def _is_row(self, line: Line) -> bool:
        """Not a header repeated on another page, a line of numbers under it, a heading, a sum or a signature."""
        if code_within(self._text(line, "code")):
            return True
        is_header = column_called(self._text(line, "code")) == "code"
        if is_header or is_count_row(BlockRow(line.cells)):
            return False
        own = [cell.text for cell in line.cells if cell.text and not cell.across]
        if self._text(line, "code") or self._named(line) > 2:
            return not _is_total(own)
        if len(own) == 1 and not _is_total(own):
            self.heading = own[0]
        return False

    def _named(self, line: Line) -> int:
        """How many of what makes a dossier stand in a line without a code."""
        return sum(bool(self._text(line, column)) for column in ("received", "due", "applicant", "procedure", "state"))

    def _row(self, line: Line) -> DossierRow | None:
        before = len(self.problems)
        printed = self._text(line, "code")
        key = key_of(printed) if len(printed) <= LONGEST else ""
        if not key:
            self._problem(line, "code", f"“{printed[:40]}” không phải mã hồ sơ." if printed else "thiếu mã hồ sơ.")
        received = self._moment(line, "received", (day_in(key),))
        start = received[0] if received else day_in(key)
        due = self._moment(line, "due", (start,))
        finished = self._moment(line, "finished", (start,))
        self._check_order(line, received and received[0], due and due[0])
        if len(self.problems) > before:
            return None
        return self._made(line, (printed, key), received and received[0], due or (None, None), finished and finished[0])

    def _made(
        self,
        line: Line,
        code: tuple[str, str],
        received: date | None,
        due: tuple[date | None, time | None],
        finished: date | None,
    ) -> DossierRow:
        state = self._state(line, finished)
        unit = self._text(line, "unit") or (self.heading if "unit" not in self.header.places else "")
        if due[0] is None and state == DossierState.OPEN:
            self.remarks.append(f"{self._at(line)}: hồ sơ {code[0]} chưa có hạn trả nên chưa nhắc được.")
        return DossierRow(
            *code,
            state=state,
            received=received or day_in(code[1]),
            due=due[0],
            due_time=due[1],
            finished=finished if state in DOSSIER_OVER else None,
            unit=unit,
            at=self._at(line),
            procedure=self._text(line, "procedure"),
            applicant=self._text(line, "applicant"),
            phone=self._text(line, "phone"),
            handler=self._text(line, "handler"),
        )

    def _state(self, line: Line, finished: date | None) -> DossierState:
        said = self._text(line, "state")
        state = state_called(said) if said else None
        if said and state is None:
            self.remarks.append(f"Trạng thái “{said[:40]}” chưa rõ nghĩa: coi như đang giải quyết.")
        if finished and state in (None, DossierState.OPEN):
            return DossierState.DONE
        return state or DossierState.OPEN

    def _moment(self, line: Line, column: Column, known: tuple[date | None, ...]) -> Moment | None:
        """A doubtful day (Excel may have exchanged day and month) counts where only one way round is possible."""
        cell = self._cell(line, column)
        if not bare(cell.text):
            return None
        try:
            day, hour = read_moment(cell.text, month_first=cell.doubt == MONTH_FIRST)
        except ValueError:
            self._problem(line, column, f"“{cell.text[:40]}” không phải ngày, hãy ghi như 05/12/2026.")
            return None
        if cell.doubt != SWAPPED:
            return day, hour
        settled = settle_doubt(day, known, _FARTHEST if column != "received" else timedelta())
        if settled is None:
            self._problem(line, column, f"ngày {day:%d/%m/%Y} có thể bị Excel đảo ngày và tháng, hãy gõ lại.")
            return None
        return settled, hour

    def _check_order(self, line: Line, received: date | None, due: date | None) -> None:
        if received and due and due < received:
            self._problem(line, "due", f"hạn trả {due:%d/%m/%Y} trước ngày tiếp nhận {received:%d/%m/%Y}.")

    def _problem(self, line: Line, column: Column, what: str) -> None:
        self.problems.append(f"{self._at(line, column)}: {what}")

    def _at(self, line: Line, column: Column | None = None) -> str:
        """ "Sheet1!C5", "C5"; "dòng 5" for the whole line."""
        sheet = f"{line.title}!" if line.title and self.several else ""
        place = self.header.places.get(column) if column else None
        return f"{sheet}dòng {line.number}" if place is None else f"{sheet}{column_letter(place + 1)}{line.number}"

    def _cell(self, line: Line, column: Column) -> Cell:
        place = self.header.places.get(column, len(line.cells))
        return line.cells[place] if place < len(line.cells) else Cell()

    def _text(self, line: Line, column: Column) -> str:
        cell = self._cell(line, column)
        return "" if column == "code" and cell.down else " ".join(cell.text.split())[:_TEXT]


def _is_total(texts: Sequence[str]) -> bool:
    return any(bare(text).startswith(word) for text in texts[:2] for word in _TOTALS)
