"""Indicators as they are kept."""

from datetime import timedelta

from storage.index_scores import IndexScore, score_of, scores
from storage.indicators import Indicator, count_indicators, indicators_of
from storage.plans import Plan
from storage.store import Store
from tests.storage.rows import MONDAY, NOW, put, put_person


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


def test_of_a_week_the_newest_points_count(store: Store, office: int) -> None:
    with store.transaction() as session:
        person = put_person(session, office)
        for monday, points in ((MONDAY, 1.0), (MONDAY, 2.5), (MONDAY + timedelta(days=7), 3.0)):
            row = IndexScore(office_id=office, monday=monday, points={"so_hoa": points}, person_id=person, at=NOW)
            put(session, row)
        assert [row.points for row in scores(session, office, MONDAY)] == [{"so_hoa": 2.5}, {"so_hoa": 3.0}]
        newest = score_of(session, office, MONDAY)
        assert newest
        assert newest.points == {"so_hoa": 2.5}
