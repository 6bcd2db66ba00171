"""An office is written whole, and brought to a newer list without losing what lives in it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, SQLModel, col, select

from bot.acts.founding import Changes, FoundingError, OfficePlan, PostPlan, UnitPlan, found, refound
from bot.acts.seating import pair
from bot.plans.workbook import read_workbook
from bot.rules.routing import DEFAULT_ROUTES
from bot.rules.states import Role
from bot.rules.workdays import DayOff, Hours
from storage.days import own_days
from storage.feedback import Feedback
from storage.invites import Invite, open_invite
from storage.offices import Office, aliases_of, routes_of, the_office, units_of
from storage.people import Account, Person, Post, office_posts
from storage.plans import Plan, Task
from storage.store import Store
from tests.plans.office_cells import office as sample_cells
from tests.plans.office_cells import packed

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)  # thứ Sáu, chín giờ sáng
LATER = NOW + timedelta(days=30)
FESTIVAL = DayOff(date(2027, 3, 5), "off", "Lễ hội suối", "official", "Thông báo 5")  # thứ Sáu

PLAN = OfficePlan(
    name="UBND xã Suối Mơ",
    code="SM",
    address="Thôn Một",
    units=(
        UnitPlan("Văn phòng", ("VP",)),
        UnitPlan("Phòng Kinh tế", ("KT", "Tài chính")),
        UnitPlan("Điện lực", external=True),
    ),
    posts=(
        PostPlan("Ngô Thị Một", "Chủ tịch", Role.LEAD),
        PostPlan("Ngô Văn Hai", "Văn thư", Role.CLERK, "VP"),
        PostPlan("Ngô Thị Ba", "Trưởng phòng", Role.UNIT_HEAD, "Phòng Kinh tế"),
        PostPlan("Ngô Văn Bốn", "Chuyên viên", Role.OFFICIAL, "KT"),
    ),
    routes={"y-te": "Văn phòng", "chieu-sang-dien": "Điện lực"},
    slot=time(7, 15),
    hours=((time(7), time(11, 30)), (time(13), time(16, 30))),
    answer_clock="seven",
    days=(FESTIVAL,),
)


@pytest.fixture
def founded(sqlite_store: Store) -> Store:
    with sqlite_store.transaction() as session:
        found(session, PLAN, NOW)
    return sqlite_store


def again(store: Store, plan: OfficePlan) -> Changes:
    with store.transaction() as session:
        return refound(session, only_office(session), plan, LATER)


def only_office(session: Session) -> Office:
    office = the_office(session)
    assert office
    return office


def with_posts(*posts: PostPlan) -> OfficePlan:
    return replace(PLAN, posts=posts)


def post_of(session: Session, holder: str) -> Post:
    return session.exec(select(Post).where(Post.holder_name == holder)).one()


def seat(store: Store, holder: str, name: str = "") -> int:
    """Let the holder have joined; the id of the person."""
    with store.transaction() as session:
        post = post_of(session, holder)
        person = Person(office_id=post.office_id, name=name or holder, created_at=NOW)
        session.add(person)
        session.flush()
        post.person_id = person.id
        session.add(post)
        return person.id


def invited(session: Session, post: Post, used_by: int | None = None) -> Invite:
    used = {"used_at": NOW, "used_by": used_by} if used_by else {}
    invite = Invite(
        office_id=post.office_id, post_id=post.id, link_digest=f"l{post.id}", code_digest=f"c{post.id}",
        made_at=NOW, expires_at=LATER + timedelta(days=1), **used,
    )  # fmt: skip
    session.add(invite)
    session.flush()
    return invite


def task_for(session: Session, post: Post) -> Task:
    plan = Plan(office_id=post.office_id, source_name="a.docx", digest="d", sent_at=NOW)
    session.add(plan)
    session.flush()
    task = Task(office_id=post.office_id, plan_id=plan.id, position=1, content="Nạo vét kênh", post_id=post.id)
    task.unit_id = post.unit_id
    session.add(task)
    session.flush()
    return task


def rows(store: Store, *tables: type[SQLModel]) -> list[list[Mapping[str, Any]]]:
    with store.transaction() as session:
        return [[row.model_dump() for row in session.exec(select(table)).all()] for table in tables]


EVERYTHING = tuple(
    mapper.class_ for mapper in Office._sa_registry.mappers if mapper.class_.__name__ != "Letter"
)
