"""Citizens' feedback as a board: a column for each stretch of a case's life."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.acts.summing import unit_names
from bot.desk import Desk
from bot.rules.access import may_handle_case
from bot.rules.scopes import WHOLE, Scope
from bot.rules.states import Case
from bot.web.desk.visit import Page, Visit
from storage.feedback import Feedback, answered_cases, open_cases

IN_COLUMN = 8
SHOWN = 40
LATELY = timedelta(days=7)  # of what was answered
# Word in the address -> the column's name, and the states of its cases.
COLUMNS: Mapping[str, tuple[str, frozenset[str]]] = {
    "moi": ("Cần phân loại", frozenset({Case.NEW, Case.RECEIVED, Case.SORTED})),
    "chuyen": ("Mới chuyển đơn vị", frozenset({Case.ASSIGNED})),
    "xuly": ("Đang xử lý", frozenset({Case.HANDLING, Case.WAITING_CITIZEN})),
    "duyet": ("Chờ duyệt", frozenset({Case.AWAITING_APPROVAL})),
    "xemlai": ("Chưa hài lòng", frozenset({Case.REOPENED})),
    "xong": ("Đã trả lời (7 ngày)", frozenset({Case.ANSWERED, Case.CLOSED})),
}
LATE = "tre"


@dataclass(frozen=True)
class Card:
    """`left`: worked days to the promised day, below nought where it has passed; None once it is answered.

    `open`: the visitor may look at the whole case.
    """

    case: Feedback
    topic: str
    unit: str
    left: int | None
    late: bool
    open: bool


def show_board(visit: Visit) -> Page:
    desk, names = visit.desk, unit_names(visit.desk)
    unit = visit.number("dv")
    cards = [card for card in _cards(desk, names) if _is_of(card.case, unit)]
    columns = {
        word: (name, [card for card in cards if card.case.state in states]) for word, (name, states) in COLUMNS.items()
    }
    late = [card for card in cards if card.late]
    values = {
        "columns": columns,
        "in_column": IN_COLUMN,
        "late": len(late),
        "unit": unit,
        "units": _units(desk, names),
        **_list(visit, {LATE: ("Trễ hẹn", late), **columns}),
    }
    return Page("desk_board.html", "pakn", "Phản ánh, kiến nghị", values)


def _is_of(case: Feedback, unit: int | None) -> bool:
    """`unit` 0: of none; None: whichever."""
    return unit is None or case.unit_id == (unit or None)


def _list(visit: Visit, lists: Mapping[str, tuple[str, list[Card]]]) -> Mapping[str, object]:
    """The one list that is asked for, page by page, instead of the board."""
    asked = visit.asked.get("cot", "")
    name, cards = lists.get(asked, ("", []))
    first = (visit.number("tr") or 0) * SHOWN
    return {
        "column": asked if asked in lists else "",
        "name": name,
        "cards": cards[first : first + SHOWN],
        "total": len(cards),
        "page": first // SHOWN,
        "more": first + SHOWN < len(cards),
    }


def _cards(desk: Desk, names: Mapping[int | None, str]) -> list[Card]:
    """The open ones, nearest promise first, then what was answered lately."""
    units = None if desk.rights.oversees else desk.rights.units
    scope = WHOLE if units is None else Scope(units=frozenset(units))
    found = open_cases(desk.session, desk.office.id, units)
    done = answered_cases(desk.session, desk.office.id, desk.now - LATELY, desk.now + LATELY)
    lately = [case for case in reversed(done) if scope.has_case(case.unit_id, None)]
    known = {case.id for case in found}
    return [_card(desk, case, names) for case in (*found, *(one for one in lately if one.id not in known))]


def _card(desk: Desk, case: Feedback, names: Mapping[int | None, str]) -> Card:
    late = case.is_late(desk.today)
    waits = case.answered_at is None or case.state == Case.REOPENED
    return Card(
        case=case,
        topic=desk.topic_title(case.category, "Chưa phân loại"),
        unit=names[case.unit_id] if case.unit_id else "",
        left=desk.calendar.workdays_between(desk.today, case.due) if waits else None,
        late=late,
        open=may_handle_case(desk.rights, case.unit_id),
    )


def _units(desk: Desk, names: Mapping[int | None, str]) -> list[tuple[int, str]]:
    if desk.rights.oversees:
        return [(number or 0, name) for number, name in names.items()]
    return [(number, names[number]) for number in sorted(desk.rights.units)]
