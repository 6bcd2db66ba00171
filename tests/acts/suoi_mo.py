"""A commune's list of units and posts, and what may have happened to them since."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel, select

from bot.acts.founding import Changes, OfficePlan, PostPlan, UnitPlan, refound
from bot.rules.states import Role
from bot.rules.workdays import DayOff
from storage.invites import Invite
from storage.offices import Office, the_office
from storage.people import Person, Post
from storage.plans import Plan, Task
from storage.store import Store

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)  # thứ Sáu, chín giờ sáng
LATER = NOW + timedelta(hours=30)
FESTIVAL = DayOff(date(2027, 3, 5), "off", "Lễ hội suối", "official", "Thông báo 5")  # thứ Sáu

ONE = PostPlan("Ngô Thị Một", "Chủ tịch", Role.LEAD)
TWO = PostPlan("Ngô Văn Hai", "Văn thư", Role.CLERK, "VP")
THREE = PostPlan("Ngô Thị Ba", "Trưởng phòng", Role.UNIT_HEAD, "Phòng Kinh tế")
FOUR = PostPlan("Ngô Văn Bốn", "Chuyên viên", Role.OFFICIAL, "KT")

OFFICE = UnitPlan("Văn phòng", ("VP",))
ECONOMY = UnitPlan("Phòng Kinh tế", ("KT", "Tài chính"))
POWER = UnitPlan("Điện lực", external=True)

PLAN = OfficePlan(
    name="UBND xã Suối Mơ",
    code="SM",
    address="Thôn Một",
    units=(OFFICE, ECONOMY, POWER),
    posts=(ONE, TWO, THREE, FOUR),
    routes={"y-te": "Văn phòng", "chieu-sang-dien": "Điện lực"},
    slot=time(7, 15),
    hours=((time(7), time(11, 30)), (time(13), time(16, 30))),
    answer_clock="seven",
    days=(FESTIVAL,),
)

Row = TypeVar("Row", bound=SQLModel)


def with_posts(*posts: PostPlan) -> OfficePlan:
    return replace(PLAN, posts=posts)


def with_units(*units: UnitPlan) -> OfficePlan:
    return replace(PLAN, units=units)


def again(store: Store, plan: OfficePlan) -> Changes:
    with store.transaction() as session:
        return refound(session, only_office(session), plan, LATER)


def only_office(session: Session) -> Office:
    office = the_office(session)
    assert office
    return office


def post_of(session: Session, holder: str) -> Post:
    return session.exec(select(Post).where(Post.holder_name == holder)).one()


def listed(store: Store) -> set[tuple[str, str]]:
    """Holder and title of every post."""
    with store.transaction() as session:
        return {(post.holder_name, post.title) for post in session.exec(select(Post))}


def join(store: Store, holder: str, name: str = "") -> int:
    """Let the holder have joined; the id of the person."""
    with store.transaction() as session:
        post = post_of(session, holder)
        person = put(session, Person(office_id=post.office_id, name=name or holder, created_at=NOW))
        post.person_id = person.id
        session.add(post)
        return person.id


def hand_over(store: Store, holder: str, name: str) -> None:
    """In the chat the post goes to somebody else, whom the list does not know."""
    join(store, holder, name)
    with store.transaction() as session:
        post = post_of(session, holder)
        post.holder_name = ""
        session.add(post)


def invite(store: Store, holder: str, used_by: int | None = None) -> None:
    with store.transaction() as session:
        post = post_of(session, holder)
        put(
            session,
            Invite(
                office_id=post.office_id,
                post_id=post.id,
                link_digest="link",
                code_digest="code",
                made_at=NOW,
                expires_at=NOW + timedelta(hours=72),
                used_at=NOW if used_by else None,
                used_by=used_by,
            ),
        )


def give_task(store: Store, holder: str) -> None:
    with store.transaction() as session:
        post = post_of(session, holder)
        plan = put(session, Plan(office_id=post.office_id, source_name="a.docx", digest="d", sent_at=NOW))
        task = Task(office_id=post.office_id, plan_id=plan.id, position=1, content="Nạo vét kênh")
        task.unit_id, task.post_id = post.unit_id, post.id
        put(session, task)


def put(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()
    return row


def everything(store: Store) -> dict[str, Sequence[Any]]:
    """Every row of every table."""
    with store.transaction() as session:
        tables = SQLModel.metadata.sorted_tables
        return {table.name: session.execute(table.select().order_by(*table.primary_key)).all() for table in tables}
