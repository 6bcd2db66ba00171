"""The sample commune: invented people, a plan of our own with dates around today."""

import re
from datetime import date, datetime
from importlib import resources

from sqlmodel import Session

from bot.acts.adopting import adopt
from bot.acts.dossiers.listing import compare
from bot.acts.dossiers.storing import store
from bot.acts.dossiers.whose import whose
from bot.acts.founding import OfficePlan, PostPlan, UnitPlan, found
from bot.desk import OfficeDay, Tools
from bot.plans.dossiers.reader import read_due_list
from bot.plans.reader import read_plan, to_record
from bot.rules.privacy import NOTICE
from bot.rules.states import Role
from bot.rules.workdays import Calendar
from storage.consents import Consent
from storage.due_lists import DueList
from storage.offices import Office
from storage.people import Account, Person, office_posts
from storage.plans import Plan

OFFICE = OfficePlan(
    name="UBND xã Thanh Bình",
    code="TB",
    address="Số 1 đường Trung Tâm, xã Thanh Bình",
    phone="0200 000 0001",
    units=(
        UnitPlan("Văn phòng HĐND và UBND", ("Văn phòng", "VP HĐND-UBND", "UBND xã")),
        UnitPlan("Phòng Kinh tế", ("KT",)),
        UnitPlan("Phòng Văn hóa – Xã hội", ("VH-XH", "Phòng VHXH")),
        UnitPlan("Trung tâm Phục vụ hành chính công", ("TT PVHCC", "Bộ phận một cửa")),
        UnitPlan("Công an xã"),
        UnitPlan("Ban Chỉ huy quân sự xã", ("Ban CHQS xã",)),
        UnitPlan("Trạm Y tế"),
    ),
    posts=(
        PostPlan("Nguyễn Văn Bình", "Chủ tịch UBND xã", Role.LEAD, "", "0200 000 0002", published=True),
        PostPlan("Lê Quang Dũng", "Trưởng phòng Kinh tế", Role.UNIT_HEAD, "Phòng Kinh tế"),
        PostPlan("Phạm Thị Lan", "Chuyên viên Phòng Kinh tế", Role.OFFICIAL, "Phòng Kinh tế"),
        PostPlan("Trần Thị Hoa", "Công chức Văn phòng", Role.OFFICIAL, "Văn phòng HĐND và UBND"),
        PostPlan("Đỗ Minh Tâm", "Chuyên viên Văn hóa – Xã hội", Role.OFFICIAL, "Phòng Văn hóa – Xã hội"),
        PostPlan(
            "Võ Thị Thu",
            "Viên chức một cửa",
            Role.OFFICIAL,
            "Trung tâm Phục vụ hành chính công",
            "0200 000 0003",
            published=True,
        ),
        PostPlan("Hoàng Văn Sơn", "Công an phụ trách khu vực", Role.OFFICIAL, "Công an xã"),
        PostPlan("Lý Thanh Phong", "Chỉ huy phó", Role.OFFICIAL, "Ban Chỉ huy quân sự xã"),
        PostPlan("Bùi Thị Ngọc", "Y sĩ", Role.OFFICIAL, "Trạm Y tế"),
    ),
)
CITIZEN = "Nguyễn Thị Sáu"
# Seat -> whose web chat it is.
SEATS = {"citizen": CITIZEN, "official": "Phạm Thị Lan", "lead": "Nguyễn Văn Bình"}
ADDRESSES = {seat: f"demo-{seat}" for seat in SEATS}
SHOWN_LATE = 8  # worked days back: what was due since then is still open at the start


def write_sample(session: Session, tools: Tools, now: datetime, plan: OfficePlan = OFFICE) -> Office:
    """Write the sample commune, its people and its year's plan."""
    office = found(session, plan, now)
    day = OfficeDay(session, now, office, tools)
    for post in office_posts(session, office.id):
        post.person_id = _person(day, post.holder_name).id
        session.add(post)
    citizen = _person(day, CITIZEN)
    session.add(
        Consent(office_id=office.id, person_id=citizen.id, version=NOTICE, channel="web", given_at=day.now)
    )  # on an earlier day; /riengtu shows it
    adopt_plan(day)
    follow_dossiers(day)
    _greet_staff(day)
    return office


def _person(day: OfficeDay, name: str) -> Person:
    """A person, with a web chat: the one of their seat, else one that nobody opens."""
    person = Person(office_id=day.office.id, name=name, created_at=day.now)
    day.session.add(person)
    day.session.flush()
    address = next((ADDRESSES[seat] for seat, holder in SEATS.items() if holder == name), f"demo-{person.id}")
    day.session.add(
        Account(office_id=day.office.id, person_id=person.id, channel="web", address=address, last_seen_at=day.now)
    )
    return person


def _greet_staff(day: OfficeDay) -> None:
    for post in office_posts(day.session, day.office.id):
        if post.person_id and post.holder_name in SEATS.values():
            person = day.session.get_one(Person, post.person_id)
            day.tell(person.id, f"hello:{post.id}", day.say("greeting_staff", person=person, posts=[post]), "lời chào")


def adopt_plan(day: OfficeDay) -> None:
    text = plan_text(day.today, day.calendar)
    found_plan = read_plan("ke-hoach.txt", text.encode())
    plan = Plan(
        office_id=day.office.id,
        title=found_plan.title,
        number=found_plan.number,
        year=day.today.year,
        issued_on=found_plan.issued,
        source_name="ke-hoach.txt",
        digest="",
        rows=[to_record(row) for row in found_plan.rows],
        sent_at=day.now,
        read_at=day.now,
    )
    day.session.add(plan)
    day.session.flush()
    adopt(day, plan, day.calendar.add_workdays(day.today, -SHOWN_LATE))


def follow_dossiers(day: OfficeDay) -> None:
    """Some of the one-stop desk, one of them of the citizen's."""
    text = _dated(resources.files("bot.demo").joinpath("dossiers.txt").read_text("utf-8"), day.today, day.calendar)
    found = read_due_list("ho-so.csv", text.encode())
    assert found is not None
    due_list = DueList(office_id=day.office.id, source_name="ho-so.csv", digest="", sent_at=day.now)
    store(day, due_list, compare(day, found.rows, whose(day)), None)


def plan_text(today: date, calendar: Calendar) -> str:
    """The sample plan for the year of `today`; {d+3} is the date three worked days from it."""
    text = resources.files("bot.demo").joinpath("plan.txt").read_text("utf-8")
    return _dated(text.replace("{year}", str(today.year)), today, calendar)


def _dated(text: str, today: date, calendar: Calendar) -> str:
    """{c-4}: the date four worked days ago as the code of a dossier has it."""

    def dated(mark: re.Match[str]) -> str:
        day = calendar.add_workdays(today, int(mark[2]))
        return f"{day:%y%m%d}" if mark[1] == "c" else f"{day:%d/%m/%Y}"

    return re.sub(r"\{([cd])([+-]\d+)\}", dated, text)
