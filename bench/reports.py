"""Measures a report over a year of many tasks and cases: its figures, its paper and its annex, on both databases."""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, TypeVar

from sqlalchemy import insert
from sqlmodel import Session, SQLModel, select

from bench.stores import DATABASES
from bot.acts.reports import built
from bot.papers.annex import annex_xlsx
from bot.papers.report import ReportPaper, report_paper
from bot.rules.addresses import read_name
from bot.rules.figures import Window, known_in
from bot.rules.sorting import CATEGORIES
from bot.rules.states import Case, Work
from storage.feedback import Feedback
from storage.occurrences import Occurrence
from storage.offices import Unit
from storage.people import Person
from storage.plans import Plan, Task, TaskEvent
from storage.store import Store
from tests.talks import FRIDAY, Town

TASKS, CASES = 20_000, 20_000
CHUNK = 5_000
BAR = 10.0  # seconds
DAY = timedelta(days=1)
YEAR = Window(date(2025, 12, 15), date(2026, 12, 14), "Năm 2026", (date(2026, 12, 15), date(2027, 12, 14)))
SECTIONS = 12
T = TypeVar("T")


def measure(name: str, town: Town) -> bool:
    """Print the figures of one database; whether all of it is ready in time."""
    with town.store.transaction() as session:
        day = town.shop.day(session, town.office_id, town.now)
        steps: dict[str, tuple[float, float]] = {}
        sections = timed(steps, "figures", lambda: built(day, YEAR))
        office = read_name(day.office.name)
        paper = ReportPaper(office, YEAR.title, YEAR.first, YEAR.last, sections, unseen=False, year=2026)
        timed(steps, "paper", lambda: report_paper(paper))
        timed(steps, "annex", lambda: annex_xlsx(sections))
    known = [one for section in sections for one in known_in(section)]
    print(f"{name:<11} {len(known)} figures over {TASKS:,} tasks and {CASES:,} cases")
    whole = sum(taken for taken, _ in steps.values()), sum(worked for _, worked in steps.values())
    for step, (taken, worked) in {**steps, "in all": whole}.items():
        print(f"{'':<11} {step:<10} {taken:6.2f} s, of which at work {worked:6.2f} s")
    return whole[0] < BAR


def timed(steps: dict[str, tuple[float, float]], name: str, step: Callable[[], T]) -> T:
    start, worked = perf_counter(), process_time()
    made = step()
    steps[name] = perf_counter() - start, process_time() - worked
    return made


def filled_town(store: Store, folder: Path) -> Town:
    town = Town(store, folder)
    with store.transaction() as session:
        units = list(session.exec(select(Unit.id)))
        person = Person(office_id=town.office_id, name="bà Sáu", created_at=town.now)
        plan = Plan(office_id=town.office_id, source_name="a.docx", digest="d", sent_at=town.now, read_at=town.now)
        plan.confirmed_at, plan.title = town.now, "Kế hoạch công tác năm 2026"
        session.add_all((person, plan))
        session.flush()
        fixed = {"office_id": town.office_id}
        numbers = range(1, TASKS + 1)
        _put(session, Task, (_task(number, plan.id, units) | fixed for number in numbers))
        _put(session, Occurrence, (_occurrence(number) | fixed for number in numbers))
        _put(session, TaskEvent, (_note(number) | fixed for number in numbers if number % 3 == 0))
        _put(session, Feedback, (_case(number, person.id, units) | fixed for number in range(1, CASES + 1)))
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
    return town


def _task(number: int, plan: int, units: list[int]) -> dict[str, Any]:
    content = f"Tổng hợp số liệu chuyên đề {number}, báo cáo Ủy ban nhân dân xã và các cơ quan liên quan theo quy định"
    section = f"{number % SECTIONS + 1}. Nhóm nhiệm vụ số {number % SECTIONS + 1}"
    unit = units[number % len(units)]
    return {"id": number, "plan_id": plan, "position": number, "content": content, "section": section, "unit_id": unit}


def _occurrence(number: int) -> dict[str, Any]:
    due = YEAR.first + (number % 365) * DAY
    done = FRIDAY - (number * 7 % 330) * DAY if number % 5 else None
    days = {"starts": due, "printed": due, "due": due, "original": due}
    state = Work.DONE if done else Work.OPEN
    return {"id": number, "task_id": number, "key": str(due), "done_at": done, "state": state, **days}


def _note(number: int) -> dict[str, Any]:
    words = "Đang chờ số liệu của các ấp, dự kiến xong trong tuần sau"
    at = FRIDAY - (number % 100) * DAY
    return {"task_id": number, "occurrence_id": number, "what": "note", "words": words, "at": at}


def _case(number: int, person: int, units: list[int]) -> dict[str, Any]:
    received = FRIDAY - (number % 340) * DAY
    answered = received + (number % 15) * DAY if number % 10 else None
    promised = (received + 10 * DAY).date()
    topics = list(CATEGORIES)
    return {
        "code": f"XT-{number:06d}",
        "person_id": person,
        "kind": "phan_anh" if number % 4 else "kien_nghi",
        "category": topics[number % len(topics)],
        "text": "Đèn đường hỏng",
        "unit_id": units[number % len(units)],
        "state": Case.ANSWERED if answered and answered < FRIDAY else Case.HANDLING,
        "clock": "local10",
        "received_at": received,
        "due": promised,
        "original_due": promised,
        "answered_at": answered if answered and answered < FRIDAY else None,
        "rating": number % 5 + 1 if answered and answered < FRIDAY and number % 2 else None,
    }


def _put(session: Session, table: type[SQLModel], rows: Iterator[dict[str, Any]]) -> None:
    while chunk := list(islice(rows, CHUNK)):
        session.execute(insert(table), chunk)


def main() -> int:
    argparse.ArgumentParser(description=__doc__).parse_args()
    held = []
    for name, database in DATABASES.items():
        with tempfile.TemporaryDirectory(prefix="dondoc-reports-") as place, database(Path(place)) as store:
            held.append(measure(name, filled_town(store, Path(place))))
    print(f"ready in less than {BAR:g} s: {'yes' if all(held) else 'NO'}")
    return 0 if all(held) else 1


if __name__ == "__main__":
    raise SystemExit(main())
