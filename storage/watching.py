"""Which changes of which rows are acts for the audit log: the session notes them, so that no handler can forget to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event, inspect
from sqlmodel import Session, SQLModel

from storage.aside import Aside
from storage.audit import note_act, short, stop_acting, write_acts
from storage.blocks import Block
from storage.data_requests import DataRequest
from storage.days import Holiday
from storage.due_lists import DueList
from storage.feedback import Feedback
from storage.feeds import Feed
from storage.groups import ChatGroup
from storage.index_scores import IndexScore
from storage.invites import Invite
from storage.listings import Listing
from storage.looks import Look
from storage.offices import Office, Unit, UnitAlias, UnitRoute
from storage.own_forms import OwnForm
from storage.page_passes import PagePass
from storage.pending import Pending, State
from storage.people import Account, Post
from storage.plans import Plan
from storage.procedures import Procedure
from storage.remembering import waiting_tables
from storage.reports import Report


@dataclass(frozen=True)
class Watch:
    """The acts that a table's rows tell of; one without a name is none.

    `shows`: what of a row that came or went stands in the log. `fields`: the act that a change of this field is;
    `changed`: the act that a change of any other field but `silent` ones is, the values before and after with it.
    """

    added: str = ""
    removed: str = ""
    changed: str = ""
    shows: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    silent: frozenset[str] = frozenset()


_MOMENTS = frozenset({"next_ask_at", "next_news_at", "next_retain_at", "next_measure_at", "created_at"})
WATCHED: Mapping[type[SQLModel], Watch] = {
    Look: Watch(added="contact_seen", shows=("feedback_id",)),
    DataRequest: Watch(added="data_asked", shows=("person_id", "kind"), fields={"done_at": "data_handled"}),
    Office: Watch(added="office_founded", changed="settings_changed", shows=("code", "name"), silent=_MOMENTS),
    Unit: Watch("unit_added", "unit_removed", "unit_changed", ("name", "external")),
    UnitAlias: Watch("alias_added", "alias_removed", shows=("unit_id", "alias")),
    UnitRoute: Watch("route_added", "route_removed", "route_changed", ("category", "unit_id")),
    Holiday: Watch("day_added", "day_removed", "day_changed", ("day", "kind", "name", "state", "hours")),
    Procedure: Watch("procedure_added", "procedure_removed", "procedure_changed", ("topic",)),
    OwnForm: Watch(removed="form_dropped", shows=("kind", "digest"), fields={"used_at": "form_used"}),
    Post: Watch("post_added", "post_removed", "post_changed", ("title", "role", "unit_id", "person_id")),
    Invite: Watch(added="invited", shows=("post_id", "account_id"), fields={"used_at": "invite_used"}),
    Account: Watch(fields={"person_id": "account_moved"}),
    ChatGroup: Watch(added="group_linked", shows=("unit_id",), fields={"ended_at": "group_parted"}),
    Feed: Watch(added="calendar_address_made", shows=("person_id",)),
    PagePass: Watch(added="table_link_made", shows=("page", "plan_id")),
    Aside: Watch(fields={"decision": "aside_decided"}),
    Block: Watch(added="blocked", shows=("person_id", "ends_at"), fields={"ended_at": "unblocked"}),
    Plan: Watch(added="plan_brought", shows=("source_name", "digest"), fields={"confirmed_at": "plan_adopted"}),
    DueList: Watch(added="dossiers_brought", shows=("digest",), fields={"settled_at": "dossiers_settled"}),
    Feedback: Watch(fields={"approved_by": "answer_approved", "published_at": "case_published"}),
    Listing: Watch(added="list_published", shows=("kind",), fields={"withdrawn_at": "list_withdrawn"}),
    IndexScore: Watch(fields={"released_at": "index_published"}),
    Report: Watch(fields={"sent_at": "report_sent"}),
}


def end_acts(session: Session, key: bytes) -> None:
    """Write down what somebody did, before another one acts in the same transaction."""
    if _is_act_waiting(session):
        session.flush()
    write_acts(session, key)
    stop_acting(session)


def _is_act_waiting(session: Session) -> bool:
    """Whether among what is not written yet there may be something that the log tells of."""
    return (
        any(WATCHED[table].added for table in waiting_tables(session) if table in WATCHED)
        or any(watch.removed for _, watch in _watched(session._deleted))
        or any(_may_tell(state, watch) for state, watch in _watched(session._dirty_states))
    )


def _may_tell(state: State, watch: Watch) -> bool:
    return bool(watch.changed) or not watch.fields.keys().isdisjoint(state.committed_state)


def _watched(states: Iterable[State]) -> Iterator[tuple[State, Watch]]:
    return ((state, WATCHED[state.class_]) for state in states if state.class_ in WATCHED)


@event.listens_for(Session, "after_flush")
def _note_changes(session: Session, written: Pending) -> None:
    came, changed, gone = map(_watched, written)
    for state, watch in came:
        _note_whole(session, state.obj(), watch, watch.added)
    for state, watch in gone:
        _note_whole(session, state.obj(), watch, watch.removed)
    for state, watch in changed:
        _note_change(session, state.obj(), watch)


def _note_whole(session: Session, row: Any, watch: Watch, what: str) -> None:
    if what:
        shown = {name: short(getattr(row, name)) for name in watch.shows}
        note_act(session, _office_of(row), what, _about(row), **shown)


def _note_change(session: Session, row: Any, watch: Watch) -> None:
    asked = None if watch.changed else watch.fields
    changes = {name: change for name, change in _changes(row, asked).items() if name not in watch.silent}
    for name, (before, after) in changes.items():
        if name in watch.fields:
            note_act(
                session, _office_of(row), watch.fields[name], _about(row), before=short(before), after=short(after)
            )
    rest = {name: list(map(short, change)) for name, change in changes.items() if name not in watch.fields}
    if watch.changed and rest:
        note_act(session, _office_of(row), watch.changed, _about(row), **rest)


def _changes(row: Any, asked: Iterable[str] | None) -> dict[str, tuple[Any, Any]]:
    """Name (of these, or any) -> value before and after; of a dictionary the parts that differ, each by its name."""
    found: dict[str, tuple[Any, Any]] = {}
    attributes = inspect(row).attrs
    for one in attributes if asked is None else (attributes[name] for name in asked):
        history = one.history
        if not history.has_changes():
            continue
        before, after = next(iter(history.deleted or ()), None), next(iter(history.added or ()), None)
        if isinstance(before, dict) and isinstance(after, dict):
            keys = {key for key in {*before, *after} if before.get(key) != after.get(key)}
            found |= {f"{one.key}.{key}": (before.get(key), after.get(key)) for key in keys}
        elif before != after:
            found[one.key] = (before, after)
    return found


def _office_of(row: Any) -> int:
    return int(row.id if isinstance(row, Office) else row.office_id)


def _about(row: Any) -> str:
    number = "-".join(str(part) for part in inspect(row).mapper.primary_key_from_instance(row))
    return f"{type(row).__tablename__}:{number}"
