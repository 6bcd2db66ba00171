"""Rows that the storage tests begin with, and calls that happen at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, date, datetime
from threading import Barrier
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel

from storage.case_clocks import CaseClock
from storage.feedback import Feedback
from storage.letters import Letter
from storage.occurrences import Occurrence
from storage.offices import Office
from storage.outbox import Delivered, Outgoing, claim_letters, mark_sent
from storage.people import Person
from storage.plans import Plan, Task
from storage.store import Store

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # Monday, eight o'clock in Việt Nam
MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)

Row = TypeVar("Row", bound=SQLModel)
T = TypeVar("T")


def put(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()
    return row


def put_office(session: Session, code: str = "TB") -> int:
    return put(session, Office(name="UBND xã Thanh Bình", code=code, created_at=NOW)).id


def put_person(session: Session, office: int, name: str = "Nguyễn Văn An") -> int:
    return put(session, Person(office_id=office, name=name, created_at=NOW)).id


def new_letter(office: int, person: int, key: str, **values: Any) -> Letter:
    fields = {"text": "Chào bác.", "next_at": NOW, "created_at": NOW, **values}
    return Letter(office_id=office, person_id=person, key=key, **fields)


def put_task(session: Session, office: int, **values: Any) -> Task:
    """A task of a plan of its own, unless the plan is named."""
    if "plan_id" not in values:
        values["plan_id"] = put(
            session,
            Plan(office_id=office, source_name="a.docx", digest="d", sent_at=NOW),
        ).id
    return put(session, Task(**{"office_id": office, "position": 1, "content": "Tổng hợp số liệu", **values}))


def put_occurrence(session: Session, task: Task, key: str, due: date = FRIDAY, **values: Any) -> int:
    values = {"starts": due, "printed": due, "due": due, "original": due, **values}
    return put(session, Occurrence(office_id=task.office_id, task_id=task.id, key=key, **values)).id


def new_case(office: int, person: int, code: str, **values: Any) -> Feedback:
    fields: dict[str, Any] = {
        "kind": "pakn",
        "text": "Đèn đường tổ 3 hỏng.",
        "clock": "local10",
        "received_at": NOW,
        "due": FRIDAY,
        "original_due": FRIDAY,
    }
    return Feedback(office_id=office, person_id=person, code=code, **{**fields, **values})


def put_clock(session: Session, case: Feedback, step: str = "answer", **values: Any) -> CaseClock:
    """A running clock of ten days that ends on Friday, of a stored case."""
    fields: dict[str, Any] = {"rule": "local10", "n": 10, "unit": "days", "due": FRIDAY, "original": FRIDAY}
    fields |= {"office_id": case.office_id, "feedback_id": case.id, "started_at": NOW, "ends_at": NOW, **values}
    return put(session, CaseClock(step=step, **fields))


def at_once(*calls: Callable[[], T]) -> list[T | Exception]:
    """What each call gave or raised, all begun at the same moment in threads of their own."""
    barrier = Barrier(len(calls))

    def outcome(call: Callable[[], T]) -> T | Exception:
        barrier.wait()
        try:
            return call()
        except Exception as problem:  # noqa: BLE001  the outcome is what the test is about
            return problem

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(outcome, calls))


def overlapping(store: Store, first: Callable[[Session], T], second: Callable[[Session], T]) -> list[T | Exception]:
    """What two transactions gave or raised: the second begins after the first one's work and before its end."""

    def follow() -> T | Exception:
        try:
            with store.transaction() as session:
                return second(session)
        except Exception as problem:  # noqa: BLE001  the outcome is what the test is about
            return problem

    with ThreadPoolExecutor(1) as threads:
        with store.transaction() as session:
            result = first(session)
            following = threads.submit(follow)
            wait([following], timeout=0.2)  # by then it is done, or it waits for the first one's end
        return [result, following.result()]


def claim_letter(session: Session, now: datetime, only: list[int] | None = None) -> Outgoing | None:
    """The most urgent one alone."""
    return next(iter(claim_letters(session, now, 1, only)), None)


def settle_sent(session: Session, letter: Outgoing, now: datetime, channel: str, address: str, ref: str) -> bool:
    return mark_sent(session, now, [Delivered(letter, channel, address, ref)]) == 1
