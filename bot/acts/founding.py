"""An office from its plan: a new one, or one that is there and is brought to what is listed now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, delete

from bot.acts.addresses import kept_address, set_address
from bot.acts.enrolling import Place, Roll, plan_units, read_roll, write_units
from bot.acts.guiding import RECEPTION
from bot.acts.periods import keep_meaning, meaning_of
from bot.acts.reminders import LADDERS, own_ladders
from bot.acts.rhythm import keep_rhythm, rhythm_of
from bot.acts.seating import Seat, seat_posts
from bot.desk import TOPICS
from bot.plans.office.plan import OfficePlan, PostPlan, UnitPlan
from bot.rules.ladders import with_ladder
from bot.rules.report_periods import Rule
from bot.rules.rhythm_said import read_rhythm
from bot.rules.routing import CATEGORIES, DEFAULT_ROUTES
from bot.rules.workdays import DayOff, read_day
from storage.audit import act_as
from storage.days import Holiday, own_days
from storage.offices import Office, UnitRoute, routes_of, the_office
from storage.procedures import procedures_of, put_procedure

__all__ = ["Changes", "FoundingError", "OfficePlan", "PostPlan", "UnitPlan", "found", "refound"]


class FoundingError(ValueError):
    """`problems`: one Vietnamese sentence each. Nothing was written."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Changes:
    """How many of each; `left`: what only a person may change, one Vietnamese sentence each."""

    details: int = 0
    units_added: int = 0
    units_changed: int = 0
    aliases_added: int = 0
    posts_added: int = 0
    posts_changed: int = 0
    posts_removed: int = 0
    routes: int = 0
    topics: int = 0
    days: int = 0
    ladders: int = 0
    procedures: int = 0
    periods: int = 0
    left: tuple[str, ...] = ()

    def __str__(self) -> str:
        counts = [f"{words} {count}" for words, count in self._counts().items() if count]
        done = f"Đã cập nhật: {', '.join(counts)}." if counts else "Không có gì thay đổi."
        return "\n".join((done, *self.left))

    def _counts(self) -> Mapping[str, int]:
        return {
            "thông tin cơ quan": self.details,
            "đơn vị thêm": self.units_added,
            "đơn vị sửa": self.units_changed,
            "tên gọi thêm": self.aliases_added,
            "vị trí thêm": self.posts_added,
            "vị trí sửa": self.posts_changed,
            "vị trí bỏ": self.posts_removed,
            "lĩnh vực": self.routes,
            "tên lĩnh vực": self.topics,
            "ngày nghỉ, làm việc": self.days,
            "mốc nhắc việc": self.ladders,
            "thủ tục": self.procedures,
            "kỳ báo cáo": self.periods,
        }


@dataclass(frozen=True)
class _Checked:
    """A plan whose every unit was found."""

    roll: Roll
    seats: list[Seat]
    routes: Mapping[str, Place]


def found(session: Session, plan: OfficePlan, now: datetime) -> Office:
    """Write a whole office. FoundingError where the plan does not hold together, or its code is taken."""
    act_as(session, None, "", now, firmly=False)
    problems = [f"Đã có cơ quan mang mã “{plan.code}”."] if the_office(session, plan.code) else []
    checked = _check(Roll(), plan, DEFAULT_ROUTES, problems)
    office = Office(name=plan.name, code=plan.code, created_at=now)
    _write_details(office, plan)
    _write_reception(office, plan)
    _write_rhythm(office, plan)
    _write_ladders(office, plan)
    _write_periods(office, plan)
    _write_topics(office, plan)
    session.add(office)
    session.flush()
    _write(session, office.id, checked, plan, now)
    return office


def refound(session: Session, office: Office, plan: OfficePlan, now: datetime) -> Changes:
    """Bring an office to its plan; again with the same plan changes nothing.

    Units, names, routes and days are added and changed, never removed; people and tasks stay as they are.
    FoundingError as in `found`.
    """
    act_as(session, None, "", now, firmly=False)
    problems = [] if plan.code == office.code else [f"Mã cơ quan là “{office.code}”, không đổi thành “{plan.code}”."]
    checked = _check(read_roll(session, office.id), plan, {}, problems)
    details = _write_details(office, plan) + _write_reception(office, plan) + _write_rhythm(office, plan)
    ladders = _write_ladders(office, plan)
    periods, topics = _write_periods(office, plan), _write_topics(office, plan)
    session.add(office)
    changes = _write(session, office.id, checked, plan, now)
    return replace(changes, details=details, ladders=ladders, periods=periods, topics=topics)


def _check(roll: Roll, plan: OfficePlan, usual: Mapping[str, str], problems: list[str]) -> _Checked:
    """Find every unit that is named. Of the `usual` routes those to a unit the office lacks are left out."""
    plan_units(roll, plan.units, problems)
    seats = [(post, _unit_of(post, roll, problems)) for post in plan.posts]
    named = usual if plan.routes is None else plan.routes
    routes = {category: place for category, name in named.items() if (place := roll.find(name))}
    if plan.routes is not None:
        missing = dict.fromkeys(name for category, name in named.items() if category not in routes)
        problems += [f"Lĩnh vực: không có đơn vị “{name}”." for name in missing]
    if problems:
        raise FoundingError(problems)
    return _Checked(roll, seats, routes)


def _unit_of(post: PostPlan, roll: Roll, problems: list[str]) -> Place | None:
    place = roll.find(post.unit) if post.unit else None
    if post.unit and place is None:
        problems.append(f"Vị trí “{post.title}”: không có đơn vị “{post.unit}”.")
    return place


def _write(session: Session, office_id: int, checked: _Checked, plan: OfficePlan, now: datetime) -> Changes:
    units_added, units_changed, aliases = write_units(session, office_id, checked.roll)
    seated = seat_posts(session, office_id, checked.seats, checked.roll, now)
    changes = Changes(
        units_added=units_added,
        units_changed=units_changed,
        aliases_added=aliases,
        posts_added=seated.added,
        posts_changed=seated.changed,
        posts_removed=seated.removed,
        routes=_write_routes(session, office_id, checked.routes),
        days=_write_days(session, office_id, plan.days),
        procedures=_write_procedures(session, office_id, plan.procedures),
        left=tuple(seated.left),
    )
    session.flush()
    return changes


def _write_details(office: Office, plan: OfficePlan) -> int:
    """Set what the plan says of the office itself; how many details changed."""
    said: dict[str, Any] = {
        "name": plan.name,
        "address": plan.address,
        "phone": plan.phone,
        "slot": plan.slot and f"{plan.slot:%H:%M}",
        "hours": plan.hours and [[f"{start:%H:%M}", f"{end:%H:%M}"] for start, end in plan.hours],
        "answer_clock": plan.answer_clock,
    }
    new = {name: value for name, value in said.items() if value and value != getattr(office, name)}
    for name, value in new.items():
        setattr(office, name, value)
    return len(new) + _write_addresses(office, plan)


def _write_addresses(office: Office, plan: OfficePlan) -> int:
    said = {part: value for part, value in (("email", plan.email), ("website", plan.website)) if value}
    new = {part: value for part, value in said.items() if value != kept_address(office, part)}
    for part, value in new.items():
        set_address(office, part, value)
    return len(new)


def _write_reception(office: Office, plan: OfficePlan) -> int:
    if not plan.reception or plan.reception == office.profile.get(RECEPTION):
        return 0
    office.profile = {**office.profile, RECEPTION: plan.reception}
    return 1


def _write_rhythm(office: Office, plan: OfficePlan) -> int:
    """When the weekly report is asked for; the next moment is found anew."""
    before = rhythm_of(office)
    after = read_rhythm(plan.rhythm) if plan.rhythm else before
    if after == before:
        return 0
    keep_rhythm(office, after)
    office.next_ask_at = None
    return 1


def _write_procedures(session: Session, office_id: int, procedures: Mapping[str, str]) -> int:
    there = {one.topic: one.words for one in procedures_of(session, office_id)}
    new = {topic: words for topic, words in procedures.items() if there.get(topic) != words}
    for topic, words in new.items():
        put_procedure(session, office_id, topic, words)
    return len(new)


def _write_ladders(office: Office, plan: OfficePlan) -> int:
    """How many kinds of task are reminded of otherwise than before."""
    before = own_ladders(office)
    own = before
    for kind, ladder in plan.ladders.items():
        own = with_ladder(own, kind, ladder)
    if own != before:
        office.profile = {**office.profile, LADDERS: own}
    return sum(own.get(kind) != before.get(kind) for kind in plan.ladders)


def _write_periods(office: Office, plan: OfficePlan) -> int:
    """How many reporting periods mean something else than before; the dates that are open follow by `fit_reports`."""
    changed = 0
    for one in plan.periods:
        before = meaning_of(office)
        after = before.with_rule(one) if isinstance(one, Rule) else before.with_kind(one)
        if after != before:
            keep_meaning(office, after)
            changed += 1
    return changed


def _write_topics(office: Office, plan: OfficePlan) -> int:
    """How many topics are called otherwise than before; the usual title takes the own one's place."""
    before: dict[str, str] = office.profile.get(TOPICS, {})
    usual = {code: topic.title for code, topic in CATEGORIES.items()}
    after = {code: title for code, title in {**before, **plan.topics}.items() if title != usual.get(code)}
    if after != before:
        office.profile = {**office.profile, TOPICS: after}
    return sum(before.get(code) != after.get(code) for code in {*before, *after})


def _write_routes(session: Session, office_id: int, routes: Mapping[str, Place]) -> int:
    there = routes_of(session, office_id)
    new = {category: place for category, place in routes.items() if there.get(category) != place.unit_id}
    session.exec(delete(UnitRoute).where(col(UnitRoute.office_id) == office_id, col(UnitRoute.category).in_(new)))
    for category, place in new.items():
        session.add(UnitRoute(office_id=office_id, category=category, unit_id=place.unit_id))
    return len(new)


def _write_days(session: Session, office_id: int, days: Sequence[DayOff]) -> int:
    there = {row.day: row for row in own_days(session, office_id)}
    new = [line for line in days if line != _line(there.get(line.day))]
    for line in new:
        row = there.get(line.day) or Holiday(office_id=office_id, day=line.day, kind=line.kind, name=line.name)
        row.kind, row.name, row.state, row.source = line.kind, line.name, line.state, line.source
        session.add(row)
    return len(new)


def _line(row: Holiday | None) -> DayOff | None:
    if row is None:
        return None
    values = {"kind": row.kind, "name": row.name, "state": row.state, "source": row.source}
    return read_day({"day": row.day.isoformat(), **values})
