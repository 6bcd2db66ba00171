"""What an office chose for its clocks, kept in its profile."""

from bot.desk import OfficeDay
from bot.rules.clock_rules import Chosen, chosen_fields, read_chosen
from storage.offices import Office

CLOCKS = "clocks"  # where Office.profile keeps all but the key of the answer's term


def chosen_by(office: Office) -> Chosen:
    return read_chosen(office.answer_clock, office.profile.get(CLOCKS, {}))


def choose_clocks(day: OfficeDay, chosen: Chosen) -> None:
    """For the cases that come from now on, and for what begins from now on in those that are there."""
    day.office.answer_clock = chosen.answer
    day.office.profile = {**day.office.profile, CLOCKS: chosen_fields(chosen)}
    day.session.add(day.office)
