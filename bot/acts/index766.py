"""The 766 index as an office's weekly duty: asked for, entered, told to the lead, published when somebody says so."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.desk import OfficeDay
from bot.rules.index766 import Group, groups, rank, total, weakest
from bot.rules.states import Role
from bot.rules.workdays import DAY
from bot.rules.year_parts import part_of
from storage.index_scores import IndexScore, score_of, scores
from storage.offices import Office
from storage.people import holders, overseers

KEPT = "index766"  # where Office.profile keeps that it is followed, and how far this week's asking has come
WEEKS = 12
_CODE = re.compile(r"766-(\d{4})-W(0[1-9]|[1-4]\d|5[0-3])")
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class GroupLine:
    """`change`: to the week before; None where there is none."""

    group: Group
    points: float
    change: float | None


@dataclass(frozen=True)
class WeekScore:
    """A week's points beside those of the week before."""

    row: IndexScore
    label: str
    lines: tuple[GroupLine, ...]
    total: float
    change: float | None
    rank: str
    weakest: GroupLine | None


def followed_since(office: Office) -> date | None:
    kept = office.profile.get(KEPT, {})
    return date.fromisoformat(kept["since"]) if "since" in kept else None


def asked_weekday(office: Office) -> int:
    return int(office.profile.get(KEPT, {}).get("weekday", 0))


def keep(office: Office, **values: Any) -> None:
    office.profile = {**office.profile, KEPT: {**office.profile.get(KEPT, {}), **values}}


def stop_following(office: Office) -> None:
    office.profile = {key: value for key, value in office.profile.items() if key != KEPT}


def this_monday(day: OfficeDay) -> date:
    return day.today - day.today.weekday() * DAY


def week_label(monday: date) -> str:
    return part_of("week", monday).label


def week_code(monday: date) -> str:
    """ "766-2026-W47"."""
    return f"766-{monday:%G-W%V}"


def week_coded(code: str) -> date | None:
    """The Monday that such a code names; None for another."""
    found = _CODE.fullmatch(code)
    return date.fromisocalendar(int(found[1]), int(found[2]), 1) if found else None


def last_scores(day: OfficeDay) -> list[IndexScore]:
    """Of the last weeks, oldest first."""
    return scores(day.session, day.office.id, this_monday(day) - (WEEKS - 1) * WEEK)


def week_score(day: OfficeDay, row: IndexScore) -> WeekScore:
    before = score_of(day.session, day.office.id, row.monday - WEEK)
    old = before.points if before else {}
    lines = tuple(
        GroupLine(
            group,
            row.points[group.key],
            round(row.points[group.key] - old[group.key], 2) if group.key in old else None,
        )
        for group in groups()
    )
    low = weakest(row.points)
    return WeekScore(
        row=row,
        label=week_label(row.monday),
        lines=lines,
        total=total(row.points),
        change=round(total(row.points) - total(old), 2) if old else None,
        rank=rank(total(row.points)),
        weakest=next((line for line in lines if low and line.group.key == low.key), None),
    )


def enter_points(day: OfficeDay, person_id: int, points: dict[str, float], source: str = "") -> WeekScore:
    """Keep this week's points beside what was entered before, and tell the lead."""
    monday = this_monday(day)
    row = IndexScore(
        office_id=day.office.id, monday=monday, points=points, source=source[:200], person_id=person_id, at=day.now
    )
    again = score_of(day.session, day.office.id, monday) is not None
    day.session.add(row)
    day.session.flush()
    found = week_score(day, row)
    leads = [one for one in holders(day.session, day.office.id, Role.LEAD) if one != person_id]
    said = day.say("index_summary", found=found, again=again)
    day.tell_all(leads, f"index766:{row.id}", said, "chỉ số 766")
    return found


def release(day: OfficeDay, row: IndexScore, person_id: int) -> None:
    row.released_at, row.released_by = day.now, person_id
    day.session.add(row)


def look_at_index(day: OfficeDay) -> None:
    """One step a worked morning: ask, remind, tell the lead; once entered, remind of publishing it."""
    if followed_since(day.office) is None:
        return
    monday = this_monday(day)
    asking = day.calendar.next_workday(monday + asked_weekday(day.office) * DAY)
    if day.today < asking:
        return
    kept = day.office.profile[KEPT]
    done = kept.get("step", "") if kept.get("week") == monday.isoformat() else ""
    row = score_of(day.session, day.office.id, monday)
    step = _next_step(done, row is not None, _waits_since_yesterday(day, row))
    if step:
        keep(day.office, week=monday.isoformat(), step=step)
        day.session.add(day.office)
        _tell(day, step, row, monday)


def _next_step(done: str, entered: bool, unpublished: bool) -> str:
    if not entered:
        return {"": "ask", "ask": "nudge", "nudge": "name"}.get(done, "")
    return "publish" if unpublished and done != "publish" else ""


def _waits_since_yesterday(day: OfficeDay, row: IndexScore | None) -> bool:
    return row is not None and row.released_at is None and day.hours.local(row.at).date() < day.today


def _tell(day: OfficeDay, step: str, row: IndexScore | None, monday: date) -> None:
    clerks = overseers(day.session, day.office.id, Role.CLERK)
    leads = holders(day.session, day.office.id, Role.LEAD) if step == "name" else []
    last = last_scores(day)
    said = day.say(
        "index_wanted",
        step=step,
        label=week_label(monday),
        groups=groups(),
        before=week_score(day, last[-1]) if last and row is None else None,
        row_id=row.id if row else 0,
    )
    people = dict.fromkeys([*clerks, *leads])
    day.tell_all(people, f"index766-{step}:{monday}", said, "hỏi chỉ số 766")
