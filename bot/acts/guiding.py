"""The lawful way for what must come on paper: where, when, and a form to fill in."""

from typing import TypeGuard

from bot.desk import OfficeDay
from bot.papers.kinds import DOCX, PetitionKind
from bot.talk import Reply

RECEPTION = "reception"  # the schedule of receiving citizens, in the office's profile
_SAID: dict[PetitionKind, tuple[str, str]] = {
    "khieu_nai": ("guide_complaint", "Mẫu đơn khiếu nại.docx"),
    "to_cao": ("guide_denunciation", "Mẫu đơn tố cáo.docx"),
}


def is_petition(kind: str) -> TypeGuard[PetitionKind]:
    return kind in _SAID


def show_way(day: OfficeDay, kind: PetitionKind, *, offer: bool) -> Reply:
    """`offer`: to send it as feedback all the same."""
    from bot.papers.petitions import petition_form

    message, name = _SAID[kind]
    form = day.paper(name, DOCX, petition_form(kind, day.office.name))
    return day.say(message, attached=(form,), hours=day.office.hours, schedule=schedule_of(day), offer=offer)


def schedule_of(day: OfficeDay) -> str:
    """When citizens are received, as the office says it; "" where it has said nothing."""
    return str(day.office.profile.get(RECEPTION, ""))
