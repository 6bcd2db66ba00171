"""Plans as they were read, and what happens to their tasks."""

from datetime import date

from storage.offices import add_unit
from storage.plans import (
    Plan,
    TaskEvent,
    add_task_event,
    answer_to,
    next_unread_plan,
    plan_with_digest,
    plan_with_id,
    task_events,
    tasks_of,
    tasks_to_review,
)
from storage.store import Store
from tests.storage.rows import FRIDAY, NOW, put, put_office, put_person, put_task


def put_plan(store: Store, office: int, digest: str = "d", **values: object) -> int:
    with store.transaction() as session:
        fields = {"office_id": office, "source_name": "a.docx", "digest": digest, "sent_at": NOW, **values}
        return put(session, Plan.model_validate(fields)).id


def test_documents_are_read_in_the_order_they_came(store: Store, office: int) -> None:
    put_plan(store, office, read_at=NOW)
    waiting = [put_plan(store, office, "first"), put_plan(store, office, "second")]
    order = []
    with store.transaction() as session:
        while (plan := next_unread_plan(session)) is not None:
            order.append(plan.id)
            plan.read_at = NOW
    assert order == waiting


def test_a_file_is_known_again_once_its_plan_was_confirmed(store: Store, office: int) -> None:
    put_plan(store, office, "draft", read_at=NOW)
    confirmed = put_plan(store, office, "confirmed", read_at=NOW, confirmed_at=NOW)
    with store.transaction() as session:
        other = put_office(session, "HG")
        found = plan_with_digest(session, office, "confirmed")
        assert found is not None
        assert found.id == confirmed
        assert plan_with_digest(session, office, "draft") is None
        assert plan_with_digest(session, other, "confirmed") is None


def test_rows_come_back_as_they_were_read(store: Store, office: int) -> None:
    rows = [{"no": "1", "content": "Tổng hợp số liệu", "deadline": None, "reads": [["2026-03-06", 0.9]]}]
    plan = put_plan(store, office, rows=rows, warnings=["Bảng 2 không có cột thời hạn"])
    with store.transaction() as session:
        found = session.get_one(Plan, plan)
        assert (found.rows, found.warnings) == (rows, ["Bảng 2 không có cột thời hạn"])


def test_another_office_cannot_open_a_plan(store: Store, office: int) -> None:
    plan = put_plan(store, office)
    with store.transaction() as session:
        other = put_office(session, "HG")
        assert plan_with_id(session, office, plan) is not None
        assert plan_with_id(session, other, plan) is None
        assert plan_with_id(session, office, plan + 1) is None


def test_tasks_stand_in_the_order_of_the_document(store: Store, office: int) -> None:
    with store.transaction() as session:
        unit = add_unit(session, office, "Công an xã").id
        plan = put_task(session, office, position=3, content="ba").plan_id
        put_task(session, office, plan_id=plan, position=1, content="một")
        put_task(session, office, plan_id=plan, position=2, content="hai", unit_id=unit)
        put_task(session, office, position=1, content="kế hoạch khác")
        assert [task.content for task in tasks_of(session, plan)] == ["một", "hai", "ba"]


def test_what_a_person_must_decide_is_listed_plan_by_plan(store: Store, office: int) -> None:
    with store.transaction() as session:
        other = put_office(session, "HG")
        first = put_task(session, office, position=5, content="5", needs_review=True).plan_id
        put_task(session, office, position=1, content="plan 2", needs_review=True)
        put_task(session, office, plan_id=first, position=2, content="2", needs_review=True)
        put_task(session, office, plan_id=first, position=1, content="clear")
        put_task(session, other, content="elsewhere", needs_review=True)
        assert [task.content for task in tasks_to_review(session, office)] == ["2", "5", "plan 2"]


def test_the_history_of_a_task_shows_who_asked_and_what_was_decided(store: Store, office: int) -> None:
    with store.transaction() as session:
        an = put_person(session, office)
        task, other = put_task(session, office), put_task(session, office)

        def add(what: str, task_id: int, day: date | None = None, about: int | None = None) -> TaskEvent:
            event = TaskEvent(
                office_id=office, task_id=task_id, person_id=an, at=NOW, what=what, day=day, about_id=about
            )
            return add_task_event(session, event)

        asked = add("asked", task.id, FRIDAY)
        add("done", other.id)
        assert answer_to(session, asked.id) is None
        decided = add("granted", task.id, FRIDAY, asked.id)
        assert answer_to(session, asked.id) is decided
        assert [(each.what, each.day) for each in task_events(session, task.id)] == [
            ("asked", FRIDAY),
            ("granted", FRIDAY),
        ]
