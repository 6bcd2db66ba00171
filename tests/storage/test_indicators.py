"""Indicators as they are kept."""

from storage.indicators import Indicator, count_indicators, indicators_of
from storage.plans import Plan
from storage.store import Store
from tests.storage.rows import NOW, put


def test_open_indicators_come_in_the_plans_order(store: Store, office: int) -> None:
    with store.transaction() as session:
        plan = put(session, Plan(office_id=office, source_name="a.docx", digest="d", sent_at=NOW)).id
        for position, name in ((5, "hai"), (2, "một"), (7, "đã bỏ")):
            closed = NOW if name == "đã bỏ" else None
            row = Indicator(office_id=office, plan_id=plan, position=position, name=name, closed_at=closed)
            put(session, row)
        assert [item.name for item in indicators_of(session, plan)] == ["một", "hai"]
        assert count_indicators(session, plan) == 2


def test_a_target_comes_back_as_it_was_read(store: Store, office: int) -> None:
    goal = {"op": "range", "min": 80, "min_inclusive": True, "max": 90, "max_inclusive": False}
    with store.transaction() as session:
        plan = put(session, Plan(office_id=office, source_name="a.docx", digest="d", sent_at=NOW)).id
        put(session, Indicator(office_id=office, plan_id=plan, position=1, name="Điểm", goal=goal))
        put(session, Indicator(office_id=office, plan_id=plan, position=2, name="Khác"))
    with store.transaction() as session:
        assert [item.goal for item in indicators_of(session, plan)] == [goal, None]
