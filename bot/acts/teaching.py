"""What the clerks of an office decide of messages, kept so that the next message like it is sorted so."""

from bot.desk import Desk
from bot.rules.sorting import PAKN
from storage.corrections import Correction
from storage.feedback import Feedback


def teach(desk: Desk, case: Feedback, category: str) -> None:
    """Learn what the clerk made of a case, unless it is what the sorter says anyway."""
    if not case.text:
        return
    kind = case.kind if case.kind in PAKN else "phan_anh"
    lesson = desk.sorter.lesson(case.text, kind, category)
    found = desk.sorter.sort(case.text)
    if found.kind in PAKN and found.category == category:
        return
    desk.session.add(
        Correction(
            office_id=desk.office.id,
            feedback_id=case.id,
            person_id=desk.person.id,
            at=desk.now,
            kind=lesson.kind,
            category=category,
            kind_pull=lesson.kind_pull,
            topic_pull=lesson.topic_pull,
            marks=dict(lesson.marks),
        )
    )
    desk.session.flush()
