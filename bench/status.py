"""Measures the work of each view of the overview over 20,000 tasks and 20,000 cases, on both databases."""

import argparse
import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from sqlmodel import Session, col, select

from bench.stores import DATABASES
from bench.ticks import put_rows
from bot.desk import Desk
from bot.dispatch import answer
from bot.rules.states import Case, Role, Work
from bot.talk import Incoming
from storage.feedback import Feedback
from storage.occurrences import Occurrence
from storage.people import Person, Post, meet
from storage.plans import Plan, Task
from tests.talks import OFFICE, Town

MANY = 20_000
TIMES = ((1, 60), (4, 25), (12, 15))  # due dates in the year, and of how many tasks in a hundred
BAR = 0.3  # seconds
DAY = timedelta(days=1)
LEAD, HEAD, OFFICIAL = "Ông Lãnh", "Ông Trưởng", "Chị Lan"
VIEWS: tuple[tuple[str, str], ...] = (
    (LEAD, "tình hình"),
    (LEAD, "trễ hạn"),
    (LEAD, "/tinhhinh tre tr400"),
    (LEAD, "tuần này"),
    (LEAD, "quý này"),
    (LEAD, "công việc toàn xã"),
    (LEAD, "PAKN"),
    (LEAD, "/tinhhinh pa"),
    (LEAD, "phản ánh trễ"),
    (LEAD, "PAKN tháng này"),
    (LEAD, "/tinhhinh donvi"),
    (LEAD, "/tinhhinh cho"),
    (LEAD, "của Phòng Kinh tế"),
    (LEAD, "việc trễ của phòng kinh tế"),
    (LEAD, "chị Lan"),
    (LEAD, "anh Văn có gì trễ"),
    (LEAD, "/tinhhinh bdviec"),
    (LEAD, "/tinhhinh bdtuan"),
    (LEAD, "/tinhhinh bdhen"),
    (HEAD, "tình hình"),
    (HEAD, "trễ hạn"),
    (OFFICIAL, "tình hình"),
    (OFFICIAL, "tuần này"),
)


@dataclass(frozen=True)
class Filling:
    town: Town
    chance: random.Random
    units: tuple[int | None, ...]
    posts: tuple[int | None, ...]
    people: tuple[int, ...]


def fill(town: Town) -> None:
    """A year's work of a large office, more than half of it done, and its feedback."""
    town.seat(*(post.holder for post in OFFICE.posts))
    with town.store.transaction() as session:
        posts = list(session.exec(select(Post).where(Post.office_id == town.office_id).order_by(col(Post.id))))
        staff = [post for post in posts if post.role in (Role.OFFICIAL, Role.UNIT_HEAD)]
        people = tuple(post.person_id for post in staff if post.person_id)
        given = (None, None, *(post.id for post in staff))
        filling = Filling(town, random.Random(7), (None, 1, 2, 3, 4), given, people)
        _put_tasks(session, filling)
        _put_cases(session, filling)
    with town.store.engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")  # as PostgreSQL does by itself in time


def _put_tasks(session: Session, filling: Filling) -> None:
    town = filling.town
    plan = Plan(office_id=town.office_id, source_name="a.docx", digest="d", sent_at=town.now, read_at=town.now)
    session.add(plan)
    session.flush()
    put_rows(session, Task, (_task(filling, number, plan.id) for number in range(1, MANY + 1)))
    put_rows(session, Occurrence, _occurrences(filling))


def _task(filling: Filling, number: int, plan: int) -> dict[str, Any]:
    content = f"Tổng hợp số liệu chuyên đề {number}, báo cáo Ủy ban nhân dân xã theo hướng dẫn của tỉnh " * 2
    place = {"unit_id": filling.chance.choice(filling.units), "post_id": filling.chance.choice(filling.posts)}
    fixed = {"office_id": filling.town.office_id, "plan_id": plan, "position": number}
    return {"id": number, "content": content, **fixed, **place}


def _occurrences(filling: Filling) -> Iterator[dict[str, Any]]:
    chance, today = filling.chance, filling.town.now.date()
    for task in range(1, MANY + 1):
        (times,) = chance.choices([n for n, _ in TIMES], [share for _, share in TIMES])
        for number in range(times):
            due = date(today.year, 1, 1) + int(365 * (number + chance.random()) / times) * DAY
            done = due < today - 10 * DAY and chance.random() < 0.93
            state = Work.DONE if done else chance.choice((Work.OPEN, Work.OPEN, Work.DOING))
            days = {"starts": due, "printed": due, "due": due, "original": due}
            at = filling.town.now - (today - due) if done else None
            yield {"office_id": filling.town.office_id, "task_id": task, "key": str(number), "state": state, **days} | {
                "kind": "due",
                "done_at": at,
            }


def _put_cases(session: Session, filling: Filling) -> None:
    citizen = Person(office_id=filling.town.office_id, name="", created_at=filling.town.now)
    session.add(citizen)
    session.flush()
    put_rows(session, Feedback, (_case(filling, number, citizen.id) for number in range(1, MANY + 1)))


def _case(filling: Filling, number: int, citizen: int) -> dict[str, Any]:
    chance, now = filling.chance, filling.town.now
    came = now - timedelta(days=365 * chance.random())
    due = (came + timedelta(days=14)).date()
    is_open = chance.random() < 0.08
    state = chance.choice((Case.ASSIGNED, Case.HANDLING, Case.AWAITING_APPROVAL)) if is_open else Case.CLOSED
    told = None if is_open else min(now, came + timedelta(days=18 * chance.random()))
    case = Feedback(
        office_id=filling.town.office_id,
        code=f"XT-{number:06d}",
        person_id=citizen,
        kind="phan_anh",
        category="rac-moi-truong",
        text="Đèn đường trước cổng chợ hỏng ba hôm nay, tối om, nhờ xã xem giúp. " * 4,
        unit_id=chance.choice(filling.units),
        handler_id=chance.choice((None, *filling.people)),
        state=state,
        clock="local10",
        received_at=came,
        due=due,
        original_due=due,
        answered_at=told,
        answer="Tổ điện đã thay bóng, đèn sáng lại từ chiều nay. " * 4,
    )
    return case.model_dump(exclude={"id"})


def measure(name: str, town: Town, rounds: int) -> float:
    """Print each view; the one that is most work. Charts are drawn in the same time."""
    worst = 0.0
    for who, words in VIEWS:
        taken = median(work(town, who, words) for _ in range(rounds))
        worst = max(worst, taken)
        print(f"{name:<11} {taken * 1000:8.1f} ms   {who}: {words}")
    return worst


def work(town: Town, who: str, words: str) -> float:
    """Seconds of a processor from the update to the answer, in our process and in the database's: whoever else uses
    the machine does not count."""
    with town.store.transaction() as session:
        backend = _backend(session)
        start = process_time() + _used_by(backend)
        day = town.shop.day(session, town.office_id, town.now)
        heard = Incoming(channel="line", update_id="1", address=who, sender=who, text=words)
        speaker = meet(session, town.office_id, "line", who, town.now)
        reply = answer(Desk(session, day.now, day.office, day.tools, speaker, heard))
        taken = process_time() + _used_by(backend) - start
        assert reply is not None
        assert "tình hình" in reply.text.casefold() or ":" in reply.text, reply.text
        session.rollback()
    return taken


def _backend(session: Session) -> int | None:
    """The process that serves this session, where it is another one than ours."""
    if session.get_bind().dialect.name != "postgresql":
        return None
    number: int = session.connection().exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
    return number


def _used_by(process: int | None) -> float:
    """Seconds it was on a processor so far."""
    return int(Path(f"/proc/{process}/schedstat").read_text("ascii").split()[0]) / 1e9 if process else 0.0


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5, help="how often each view is asked for")
    rounds = options.parse_args().rounds
    worst = {}
    for name, database in DATABASES.items():
        with tempfile.TemporaryDirectory(prefix="dondoc-status-") as place, database(Path(place)) as store:
            town = Town(store, Path(place))
            fill(town)
            worst[name] = measure(name, town, rounds)
    for name, taken in worst.items():
        print(f"{name}: the slowest view takes {taken * 1000:.0f} ms of at most {BAR * 1000:.0f}: ", end="")
        print("yes" if taken <= BAR else "NO")
    return 0 if max(worst.values()) <= BAR else 1


if __name__ == "__main__":
    raise SystemExit(main())
