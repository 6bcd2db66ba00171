"""The feedback that a report tells of, as it stood when its days were over."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.acts.reports.duties import bounds
from bot.desk import OfficeDay
from bot.rules.case_sums import CaseStanding
from bot.rules.figures import Window
from storage.reporting_cases import CaseRow, Round, case_rows, rated_later, rounds_of_reopened


@dataclass(frozen=True)
class ToldCase:
    row: CaseRow
    standing: CaseStanding


@dataclass(frozen=True)
class _Answer:
    """`at` by the promise of `promised`; `awaited`: the promise of what was still open. `fresh`: none came later."""

    promised: date
    at: datetime | None
    awaited: date | None
    fresh: bool


def cases_of(day: OfficeDay, window: Window) -> list[ToldCase]:
    """What came, waited, was answered or was published in these days, the oldest first."""
    since, before = bounds(day, window)
    rounds = rounds_of_reopened(day.session, day.office.id)
    unrated = rated_later(day.session, day.office.id, before)
    closed = day.hours.local(before).date()
    found = []
    for row in case_rows(day.session, day.office.id, since, before):
        answer = _answer(row, rounds.get(row.number, []), before)
        rating = row.rating if answer.fresh and row.number not in unrated else None
        told = ToldCase(row, _standing(day, row, answer, rating, before, closed))
        if _counts(told, window):
            found.append(told)
    return found


def _counts(told: ToldCase, window: Window) -> bool:
    case = told.standing
    return case.waits or any(map(window.has, (case.received, case.answered, case.published)))


def _answer(row: CaseRow, rounds: list[Round], before: datetime) -> _Answer:
    """As it stood before a moment."""
    begun = [one for one in rounds if one.started_at < before]
    if begun:
        later = any(one.met_at and one.met_at >= before for one in rounds)
        return _of_rounds(begun, before, fresh=not later)
    at = row.answered_at if row.answered_at and row.answered_at < before else None
    over = at is not None or (row.over_at is not None and row.over_at < before)
    return _Answer(row.original_due, at, None if over else row.original_due, fresh=True)


def _of_rounds(begun: list[Round], before: datetime, *, fresh: bool) -> _Answer:
    """Of a case that was taken up again each round has a promise of its own."""
    met = [one for one in begun if one.met_at and one.met_at < before]
    last = begun[-1]
    over = any(moment and moment < before for moment in (last.met_at, last.ended_at))
    told = met[-1] if met else last
    awaited = None if over else last.original
    return _Answer(told.original, told.met_at if met else None, awaited, fresh=fresh and bool(met))


def _standing(
    day: OfficeDay, row: CaseRow, answer: _Answer, rating: int | None, before: datetime, closed: date
) -> CaseStanding:
    here = day.hours.local
    published = row.published_at if row.published_at and row.published_at < before else None
    return CaseStanding(
        code=row.code,
        received=here(row.received_at).date(),
        promised=answer.promised,
        answered=here(answer.at).date() if answer.at else None,
        awaited=answer.awaited,
        rating=rating,
        published=here(published).date() if published else None,
        closed=closed,
    )
