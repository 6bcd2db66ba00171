"""Work given by a message: a task of the standing plan with one due day."""

from dataclasses import dataclass
from datetime import date, time

from sqlmodel import col, select

from bot.acts.duty_events import record
from bot.acts.reminders import next_reminder
from bot.desk import Desk, OfficeDay
from bot.rules.ladders import GIVEN
from bot.rules.schedules import By, to_json
from bot.rules.states import Work
from bot.talk import Reply
from storage.occurrences import Duty, Occurrence
from storage.offices import unit_named
from storage.people import Person, Post, duty_holders
from storage.plans import Plan, Task, tasks_of

TITLE = "Việc giao qua tin nhắn"


def standing_plan(day: OfficeDay) -> Plan:
    """One for each office and year."""
    year = day.today.year
    same = select(Plan).where(Plan.office_id == day.office.id, Plan.title == TITLE, Plan.year == year)
    plan = day.session.exec(same.order_by(col(Plan.id))).first()
    if plan is None:
        plan = Plan(office_id=day.office.id, title=TITLE, year=year, source_name="", digest="", sent_at=day.now)
        plan.read_at = plan.confirmed_at = day.now
        day.session.add(plan)
        day.session.flush()
    return plan


@dataclass(frozen=True)
class Until:
    """The last day, its hour, and how both were said."""

    day: date
    hour: time | None
    printed: str

    @property
    def schedule(self) -> By:
        return By(self.day, hour=self.hour.hour, minute=self.hour.minute or None) if self.hour else By(self.day)


def add_given(desk: Desk, content: str, until: Until, unit_id: int | None, post_id: int | None) -> Duty:
    plan = standing_plan(desk)
    last = worked_day(desk, until.day)
    task = Task(
        office_id=desk.office.id,
        plan_id=plan.id,
        position=max((task.position for task in tasks_of(desk.session, plan.id)), default=-1) + 1,
        content=content,
        deadline_text=until.printed,
        schedule=to_json(until.schedule),
        unit_id=unit_id,
        post_id=post_id,
    )
    desk.session.add(task)
    desk.session.flush()
    item = Occurrence(
        office_id=desk.office.id,
        task_id=task.id,
        key=GIVEN,
        starts=desk.today,
        printed=until.day,
        due=last,
        due_time=until.hour,
        original=last,
        original_time=until.hour,
    )
    item.next_at = next_reminder(desk, item)
    desk.session.add(item)
    desk.session.flush()
    record(desk, (item, task), "given", content)
    return item, task


def worked_day(day: OfficeDay, wanted: date) -> date:
    """The last worked day permitted; where all of them have passed, the next one."""
    last = day.calendar.previous_workday(wanted)
    return last if last >= day.today else day.calendar.next_workday(day.today)


def withdraw(desk: Desk, found: Duty) -> None:
    """Nobody is reminded of it any more; it stays in the history."""
    item, task = found
    item.state, item.next_at, task.closed_at = Work.DROPPED, None, desk.now
    desk.session.add_all([item, task])
    record(desk, found, "withdrawn")


def move(desk: Desk, found: Duty, until: Until) -> None:
    """The giver may set another day; it is the first one as far as on-time goes."""
    item, task = found
    item.printed, item.due = until.day, worked_day(desk, until.day)
    item.original = item.due
    item.due_time = item.original_time = until.hour
    item.next_at = next_reminder(desk, item)
    task.deadline_text, task.schedule = until.printed, to_json(until.schedule)
    desk.session.add_all([item, task])
    record(desk, found, "changed", until.printed)


def receivers(desk: Desk, task: Task) -> list[int]:
    people = duty_holders(desk.session, desk.office.id, task.unit_id, task.post_id)
    return [one for one in people if one != desk.person.id]


def addressed(desk: OfficeDay, task: Task) -> str:
    """To whom it was given, as shown to the giver."""
    post = desk.session.get(Post, task.post_id) if task.post_id else None
    unit = unit_named(desk.session, desk.office.id, task.unit_id)
    if post is None:
        return unit
    name = desk.session.get_one(Person, post.person_id).name if post.person_id else post.holder_name
    return f"{name or post.title} ({unit})" if unit else name or post.title


def tell_receivers(desk: Desk, found: Duty, changed: str) -> None:
    """`changed`: "" for new work, else "moved", "reworded" or "withdrawn"."""
    item, task = found
    event = record(desk, found, "told", changed)
    news: Reply = desk.say("given", item=item, task=task, who=desk.person.name, changed=changed)
    desk.tell_all(receivers(desk, task), f"given:{event.id}", news, "giao việc")
