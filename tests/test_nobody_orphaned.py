"""Whatever happens to posts and people: somebody is told of every open duty and every open case."""

import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlmodel import Session

from bot.acts.handing_over import leave_post, take_post
from bot.acts.reaching import people_of_case, people_of_duty
from bot.desk import OfficeDay
from bot.rules.clock_rules import DEFAULT_ANSWER
from bot.rules.covering import told_instead
from bot.rules.schedules import By, to_json
from bot.rules.states import Case, Role
from bot.rules.workdays import DAY
from storage.absences import Absence
from storage.feedback import Feedback, open_cases
from storage.occurrences import Occurrence, open_duties
from storage.people import Person, Post, office_posts, posts_of
from storage.plans import Plan, Task
from tests.databases import Reused
from tests.talks import FRIDAY, Town

UNITS = st.sampled_from([1, 2, 3, 4, None])
POSTS = st.integers(1, 6)


class Office(RuleBasedStateMachine):
    """The clerk stays; everybody else comes, goes, falls ill, gives and takes."""

    reused: ClassVar[Reused]
    template: ClassVar[Path]

    def __init__(self) -> None:
        super().__init__()
        self.closing = ExitStack()
        folder = Path(self.closing.enter_context(tempfile.TemporaryDirectory()))
        store = self.closing.enter_context(self.reused.lent(self.template, folder / "office.db"))
        self.town = Town(store, folder)
        self.town.seat("Bà Thư")
        self.count = 0

    def teardown(self) -> None:
        self.closing.close()

    def day(self, session: Session) -> OfficeDay:
        return self.town.shop.day(session, self.town.office_id, self.town.now)

    def holders(self, session: Session) -> list[int]:
        posts = office_posts(session, self.town.office_id)
        return list(dict.fromkeys(post.person_id for post in posts if post.person_id))

    @rule(number=POSTS)
    def somebody_takes_a_post(self, number: int) -> None:
        with self.town.store.transaction() as session:
            post = session.get_one(Post, number)
            if post.person_id is None:
                self.count += 1
                person = Person(office_id=self.town.office_id, name=f"Người {self.count}", created_at=FRIDAY)
                session.add(person)
                session.flush()
                post.person_id = person.id
                session.add(post)
                take_post(self.day(session), post, person.id)

    @rule(number=POSTS)
    def somebody_leaves_a_post(self, number: int) -> None:
        with self.town.store.transaction() as session:
            post = session.get_one(Post, number)
            if post.role != Role.CLERK:
                leave_post(self.day(session), post)

    @rule(unit=UNITS, post=st.one_of(st.none(), POSTS))
    def work_is_given(self, unit: int | None, post: int | None) -> None:
        with self.town.store.transaction() as session:
            office = self.town.office_id
            plan = Plan(office_id=office, source_name="x", digest="x", sent_at=FRIDAY)
            session.add(plan)
            session.flush()
            due = FRIDAY.date() + 10 * DAY
            task = Task(
                office_id=office, plan_id=plan.id, position=0, content="việc", schedule=to_json(By(due)), unit_id=unit
            )
            task.post_id = post
            session.add(task)
            session.flush()
            item = Occurrence(
                office_id=office, task_id=task.id, key="1", starts=due, printed=due, due=due, original=due
            )
            session.add(item)

    @rule(unit=UNITS)
    def a_citizen_writes(self, unit: int | None) -> None:
        with self.town.store.transaction() as session:
            self.count += 1
            due = FRIDAY.date() + 10 * DAY
            citizen = Person(office_id=self.town.office_id, name="bà Sáu", created_at=FRIDAY)
            session.add(citizen)
            session.flush()
            case = Feedback(
                office_id=self.town.office_id,
                code=f"XT-{self.count}",
                person_id=citizen.id,
                kind="phan_anh",
                text="x",
                unit_id=unit,
                state=Case.ASSIGNED if unit else Case.NEW,
                clock=DEFAULT_ANSWER,
                received_at=FRIDAY,
                due=due,
                original_due=due,
            )
            session.add(case)

    @rule(which=st.integers(0, 5), who=st.integers(0, 5))
    def somebody_takes_a_case(self, which: int, who: int) -> None:
        with self.town.store.transaction() as session:
            cases, people = open_cases(session, self.town.office_id), self.holders(session)
            if cases:
                case = cases[which % len(cases)]
                case.handler_id, case.state = people[who % len(people)], Case.HANDLING
                session.add(case)

    @rule(who=st.integers(0, 5), other=st.integers(0, 5), days=st.integers(0, 3))
    def somebody_is_away(self, who: int, other: int, days: int) -> None:
        with self.town.store.transaction() as session:
            people = self.holders(session)
            person, stand_in = people[who % len(people)], people[other % len(people)]
            if person != stand_in:
                today = self.day(session).today
                absence = Absence(
                    office_id=self.town.office_id,
                    person_id=person,
                    stand_in_id=stand_in,
                    first=today,
                    last=today + days * DAY,
                    made_at=self.town.now,
                )
                session.add(absence)

    @precondition(lambda self: self.town.now < FRIDAY + timedelta(days=9))
    @rule()
    def a_day_passes(self) -> None:
        self.town.now = datetime.fromtimestamp(self.town.now.timestamp() + 86400, self.town.now.tzinfo)

    @invariant()
    def somebody_is_told(self) -> None:
        with self.town.store.transaction() as session:
            day = self.day(session)
            for _, task in open_duties(session, self.town.office_id):
                self.check(day, people_of_duty(day, task))
            for case in open_cases(session, self.town.office_id):
                self.check(day, people_of_case(day, case))

    def check(self, day: OfficeDay, people: Iterable[int]) -> None:
        """Somebody, who holds a post, and who is there unless those who stand in are away in a circle."""
        told = told_instead(people, day.cover)
        assert told
        for person in told:
            assert posts_of(day.session, person)
            assert person not in day.cover or person in round_trip(person, day.cover)


def round_trip(person: int, cover: dict[int, int]) -> list[int]:
    """Everybody the absence leads to; with the person again where it goes round in a circle or ends in one."""
    seen: list[int] = []
    at = person
    while at in cover and at not in seen:
        seen.append(at)
        at = cover[at]
    return seen if at in cover else []


def test_somebody_is_told_of_everything_open(reused: Reused, migrated_file: Path) -> None:
    run_state_machine_as_test(
        type("ThisOffice", (Office,), {"reused": reused, "template": migrated_file}),
        settings=settings(max_examples=8, stateful_step_count=20, suppress_health_check=[HealthCheck.too_slow]),
    )
