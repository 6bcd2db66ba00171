"""The letter of apology for one dossier: the office's own form where it keeps one, else the packaged one."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from bot.acts.dossiers.steps import place_of
from bot.desk import OfficeDay
from bot.papers.kinds import DOCX
from bot.rules.addresses import read_name
from bot.rules.apology import FIELDS, Field
from bot.rules.dossier_words import reasons
from bot.rules.figures import UNKNOWN
from bot.talk import Kept
from storage.dossiers import Dossier
from storage.offices import unit_named
from storage.own_forms import OwnForm, own_form

if TYPE_CHECKING:
    from bot.papers.apology import Apology

KIND = "apology"


def apology_letter(day: OfficeDay, dossier: Dossier) -> Kept:
    """A draft: number, day and signature are left to who signs, and what nobody has said is seen to be missing."""
    form = own_form(day.session, day.office.id, KIND)
    data = _by_form(day, dossier, form) if form else None
    name = f"Thư xin lỗi {dossier.code.replace('/', '-')}.docx"
    return day.paper(name, DOCX, data or _packaged(day, dossier))


def _packaged(day: OfficeDay, dossier: Dossier) -> bytes:
    from bot.papers.apology import apology_paper

    return apology_paper(_told(day, dossier))


def _by_form(day: OfficeDay, dossier: Dossier, form: OwnForm) -> bytes | None:
    """None where the file is gone from the shelf, as where only the database was restored."""
    from bot.papers.forms import fill_form

    data = day.tools.kept(form.digest)
    return fill_form(data, values_of(day, dossier)) if data is not None else None


def sample_letter(day: OfficeDay, form: OwnForm | None) -> Kept:
    """How letters look: of a dossier that there is not."""
    sample = Dossier(
        office_id=day.office.id,
        code="H29.155-261128-0001",
        key="",
        procedure="Đăng ký thành lập hộ kinh doanh",
        applicant="Nguyễn Văn A (ví dụ)",
        received=day.today,
        due=day.calendar.add_workdays(day.today, 5),
        original_due=day.calendar.add_workdays(day.today, 3),
        new_due=day.calendar.add_workdays(day.today, 5),
        reason=next(iter(reasons())),
        created_at=day.now,
        listed_at=day.now,
    )
    data = _by_form(day, sample, form) if form else None
    return day.paper("Thư xin lỗi (xem thử).docx", DOCX, data or _packaged(day, sample))


def values_of(day: OfficeDay, dossier: Dossier) -> Mapping[Field, str]:
    told = _told(day, dossier)
    known: dict[Field, str] = {
        "code": told.code,
        "applicant": told.applicant,
        "procedure": told.procedure,
        "received": told.received,
        "due": told.due,
        "new_due": told.new_due,
        "reason": told.reason,
        "unit": told.unit,
        "office": told.office.whole,
        "place": told.place,
        "phone": day.office.phone,
        "year": str(told.year),
    }
    return {field: known.get(field) or UNKNOWN for field in FIELDS}


def _told(day: OfficeDay, dossier: Dossier) -> "Apology":
    from bot.papers.apology import Apology

    reason = dossier.explanation or reasons().get(dossier.reason, "")
    return Apology(
        office=read_name(day.office.name),
        code=dossier.code,
        applicant=dossier.applicant,
        procedure=dossier.procedure,
        received=_shown(dossier.received),
        due=_shown(dossier.original_due),
        new_due=_shown(dossier.new_due),
        reason=reason.rstrip("."),
        unit=unit_named(day.session, day.office.id, dossier.unit_id),
        place=place_of(day),
        is_past=dossier.original_due is not None and dossier.original_due < day.today,
        year=day.today.year,
    )


def _shown(value: object) -> str:
    return f"{value:%d/%m/%Y}" if value else ""
