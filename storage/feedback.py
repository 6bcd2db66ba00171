"""Citizens' feedback (phản ánh, kiến nghị) and its history."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, bindparam, text
from sqlmodel import Field, Session, col, func, select

from bot.rules.states import CASE_OPEN, QUESTION, Case
from storage.columns import Sealed, SealedKey, UtcDateTime
from storage.numbering import give_number
from storage.remembering import Rows, apart, is_none, recalled
from storage.rows import Row

_FROM_OUTSIDE = text("outside_code <> ''")
_KEPT = text("erased_at IS NULL")
_OPEN = text(f"state IN ({', '.join(repr(str(state)) for state in sorted(CASE_OPEN))})")
_ANSWERED = text("answered_at IS NOT NULL")
_ASKED = text("what = 'extension_asked'")


class Feedback(Row, table=True):
    """A case. `original_due` is what on-time is counted against; `due` may be extended.

    `origin`: chat, or how it came to the clerk (letter, phone, counter, portal), with the `outside_code` it has
    there; `contact` is how that sender can be found, as it was written down,
    `reach_by` how the result shall come to them where the bot cannot bring it. `draft_answer` waits for approval;
    `answer` is what the citizen got. What begins with `public_` is what the register shows once `published_at` is
    set, besides topic, unit and dates; nothing else of the case ever is. `over_at`: nothing more is to be done since
    then; some time after it the words and the contact go (`erased_at`), what is counted stays.
    """

    __table_args__ = (
        UniqueConstraint("office_id", "code"),
        Index("ix_feedback_office_id_received_at", "office_id", "received_at"),
        Index(
            "ix_feedback_outside_code",
            *("office_id", "outside_code"),
            unique=True,
            sqlite_where=_FROM_OUTSIDE,
            postgresql_where=_FROM_OUTSIDE,
        ),
        Index("ix_feedback_words_kept", "over_at", sqlite_where=_KEPT, postgresql_where=_KEPT),
        Index(
            "ix_feedback_open",
            *("office_id", "unit_id", "handler_id", "due", "state", "kind"),
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index(
            "ix_feedback_answered",
            *("office_id", "answered_at", "original_due", "unit_id", "handler_id", "kind"),
            sqlite_where=_ANSWERED,
            postgresql_where=_ANSWERED,
        ),
    )

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    code: str
    person_id: int = Field(foreign_key="person.id", index=True)
    kind: str
    category: str = ""
    text: str = Field(sa_type=Sealed)
    place: str = Field(default="", sa_type=Sealed)
    latitude: float | None = None
    longitude: float | None = None
    why: str = Field(default="", sa_type=Sealed)
    confidence: float = 0.0
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    handler_id: int | None = Field(default=None, foreign_key="person.id")
    state: str = Field(default=Case.NEW, index=True)
    clock: str
    received_at: datetime = Field(sa_type=UtcDateTime, index=True)
    due: date
    original_due: date
    origin: str = "chat"
    outside_code: str = Field(default="", sa_type=SealedKey)
    contact: str = Field(default="", sa_type=Sealed)
    reach_by: str = ""
    recorded_by: int | None = Field(default=None, foreign_key="person.id")
    anonymous: bool = False
    may_publish: bool | None = None  # what the citizen said; None: not asked or not answered
    returns: int = 0  # how often a unit has sent it back
    back_to: str = ""  # the state to go on from once the citizen has supplemented it
    merged_into: int | None = Field(default=None, foreign_key="feedback.id", index=True)
    follows: int | None = Field(default=None, foreign_key="feedback.id", index=True)  # the same matter, reported before
    draft_answer: str = Field(default="", sa_type=Sealed)
    drafted_by: int | None = Field(default=None, foreign_key="person.id")
    approved_by: int | None = Field(default=None, foreign_key="person.id")
    public_text: str = ""
    public_area: str = ""
    public_words: str = Field(default="", sa_type=Sealed)  # the citizen's own, where they agreed
    public_latitude: float | None = None  # rounded, as everything here is
    public_longitude: float | None = None
    withheld: str = Field(default="", sa_type=Sealed)  # why it is not published, or no more
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    published_by: int | None = Field(default=None, foreign_key="person.id")
    over_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    erased_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    answer: str = Field(default="", sa_type=Sealed)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    rating: int | None = None

    def is_late(self, today: date) -> bool:
        """Its promise has passed; while the citizen is waited for, that stands still."""
        return self.state in CASE_OPEN - {Case.WAITING_CITIZEN} and self.due < today


class FeedbackEvent(Row, table=True):
    """What happened to a case: who (None: the bot itself), when, why, and the state it came to, if another one.

    `day`: the date that was asked for · `about_id`: the event this answers · `unit_id`: who has the case from then on.
    Only ever added to, which the database itself sees to.
    """

    __table_args__ = (Index("ix_feedbackevent_asked", "office_id", "id", sqlite_where=_ASKED, postgresql_where=_ASKED),)

    id: int = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    feedback_id: int = Field(foreign_key="feedback.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime = Field(sa_type=UtcDateTime)
    what: str
    words: str = Field(default="", sa_type=Sealed)
    state: str = ""
    day: date | None = None
    about_id: int | None = Field(default=None, foreign_key="feedbackevent.id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id")


EVENTS = Rows(
    FeedbackEvent,
    ("feedback_id",),
    select(FeedbackEvent).where(FeedbackEvent.feedback_id == bindparam("feedback_id")).order_by(col(FeedbackEvent.id)),
)


def add_case(session: Session, case: Feedback) -> Feedback:
    """A new one, without a history yet."""
    session.add(case)
    give_number(session, case)
    EVENTS.begin(session, case.id)
    return case


def add_feedback_event(session: Session, event: FeedbackEvent) -> FeedbackEvent:
    EVENTS.add(session, event)
    give_number(session, event)
    return event


def feedback_events(session: Session, feedback_id: int) -> list[FeedbackEvent]:
    return EVENTS.of(session, feedback_id)


def last_feedback_event(session: Session, feedback_id: int, what: str) -> FeedbackEvent | None:
    return next((event for event in reversed(feedback_events(session, feedback_id)) if event.what == what), None)


def answer_to_event(session: Session, event_id: int) -> FeedbackEvent | None:
    """The event that decided an earlier one."""
    return session.exec(select(FeedbackEvent).where(FeedbackEvent.about_id == event_id)).first()


def feedback_coded(session: Session, office_id: int, code: str) -> Feedback | None:
    return session.exec(_CODED, params={"office": office_id, "code": code.upper()}).first()


def unused_codes(session: Session, office_id: int, codes: Iterable[str]) -> list[str]:
    """Those of these that no case of the office has."""
    wanted = list(codes)
    with apart(session, Feedback) as waiting:
        used = set(session.exec(_USED, params={"office": office_id, "codes": wanted}))
    used |= {case.code for case in waiting if case.office_id == office_id}
    return [code for code in wanted if code not in used]


_USED = select(Feedback.code).where(
    Feedback.office_id == bindparam("office"), col(Feedback.code).in_(bindparam("codes", expanding=True))
)
_CODED = select(Feedback).where(Feedback.office_id == bindparam("office"), Feedback.code == bindparam("code"))


def feedback_from_outside(session: Session, office_id: int, outside_code: str) -> Feedback | None:
    """The case that bears this code of another portal."""
    found = select(Feedback).where(Feedback.office_id == office_id, Feedback.outside_code == outside_code)
    return session.exec(found.where(Feedback.outside_code != "")).first()


def feedback_with_id(session: Session, office_id: int, feedback_id: int) -> Feedback | None:
    case = session.get(Feedback, feedback_id)
    return case if case and case.office_id == office_id else None


def open_cases(session: Session, office_id: int, units: Iterable[int] | None = None) -> list[Feedback]:
    """Cases not yet answered, of these units or of the whole office, nearest promise first."""
    found = select(Feedback).where(Feedback.office_id == office_id, col(Feedback.state).in_(CASE_OPEN))
    if units is not None:
        found = found.where(col(Feedback.unit_id).in_(list(units)))
    return list(session.exec(found.order_by(col(Feedback.due), col(Feedback.id))))


def open_feedback(session: Session, office_id: int, units: Iterable[int] | None = None) -> list[Feedback]:
    """The same without questions, which are no feedback and are not counted as such."""
    return [case for case in open_cases(session, office_id, units) if case.kind != QUESTION]


def cases_numbered(session: Session, numbers: Collection[int]) -> list[Feedback]:
    """In the order of their numbers."""
    with apart(session, Feedback) as waiting:
        stored = session.exec(_NUMBERED, params={"numbers": list(numbers)}).all() if numbers else ()
    new = (case for case in waiting if case.id in numbers)
    return sorted((*stored, *new), key=lambda case: case.id)


_NUMBERED = select(Feedback).where(col(Feedback.id).in_(bindparam("numbers", expanding=True)))


def merged_into(session: Session, feedback_id: int) -> list[Feedback]:
    """The cases that go with this one now."""
    found = select(Feedback).where(Feedback.merged_into == feedback_id, Feedback.state == Case.MERGED)
    return list(session.exec(found.order_by(col(Feedback.id))))


def cases_in(session: Session, office_id: int, state: str) -> list[Feedback]:
    """All in this state, nearest promise first."""
    found = select(Feedback).where(Feedback.office_id == office_id, Feedback.state == state)
    return list(session.exec(found.order_by(col(Feedback.due), col(Feedback.id))))


def cases_of(session: Session, person_id: int, limit: int = 10) -> list[Feedback]:
    """The newest first; of what was erased there is nothing to show."""
    if is_none(session, Feedback, person_id):
        return []
    with apart(session, Feedback) as waiting:
        stored = session.exec(_NEWEST_OF, params={"person": person_id}).all()
    new = (case for case in reversed(waiting) if case.person_id == person_id)
    return [case for case in (*new, *stored) if case.erased_at is None][:limit]


_NEWEST_OF = select(Feedback).where(Feedback.person_id == bindparam("person")).order_by(col(Feedback.id).desc())


def open_cases_of(session: Session, person_id: int) -> list[Feedback]:
    """Not yet answered, oldest first."""
    if is_none(session, Feedback, person_id):
        return []
    found = select(Feedback).where(Feedback.person_id == person_id, col(Feedback.state).in_(CASE_OPEN))
    return list(session.exec(found.order_by(col(Feedback.id))))


def all_cases_of(session: Session, person_id: int) -> list[Feedback]:
    """Oldest first."""
    return list(session.exec(select(Feedback).where(Feedback.person_id == person_id).order_by(col(Feedback.id))))


def answered_cases(session: Session, office_id: int, since: datetime, until: datetime) -> list[Feedback]:
    found = select(Feedback).where(
        Feedback.office_id == office_id,
        Feedback.kind != QUESTION,
        col(Feedback.answered_at) >= since,
        col(Feedback.answered_at) < until,
    )
    return list(session.exec(found.order_by(col(Feedback.answered_at), col(Feedback.id))))


def count_received(session: Session, office_id: int, since: datetime, until: datetime) -> int:
    found = select(func.count(col(Feedback.id))).where(
        Feedback.office_id == office_id,
        Feedback.kind != QUESTION,
        col(Feedback.received_at) >= since,
        col(Feedback.received_at) < until,
    )
    return session.exec(found).one()


def count_cases_of(session: Session, person_id: int, since: datetime) -> int:
    """How many cases this person has opened since a moment."""
    if is_none(session, Feedback, person_id):
        return 0
    return session.exec(_COUNT_OF, params={"person": person_id, "since": since}).one()


_COUNT = select(func.count(col(Feedback.id))).where(col(Feedback.received_at) > bindparam("since"))
_COUNT_OF = _COUNT.where(Feedback.person_id == bindparam("person"))
_COUNT_SINCE = _COUNT.where(Feedback.office_id == bindparam("office"))


def count_cases_since(session: Session, office_id: int, since: datetime) -> int:
    """Of an office."""
    here = {"office": office_id, "since": since}
    with apart(session, Feedback) as waiting:
        stored = recalled(
            session, Feedback, ("since", office_id, since), lambda: session.exec(_COUNT_SINCE, params=here).one()
        )
    return stored + sum(case.office_id == office_id and case.received_at > since for case in waiting)
