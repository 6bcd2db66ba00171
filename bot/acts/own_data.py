"""What the office holds of a citizen, for that citizen."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.desk import OfficeDay
from storage.aside import Aside, asides_of
from storage.blocks import Block, blocks_of
from storage.consents import Consent, consents_of
from storage.dossier_follows import followed
from storage.dossiers import Dossier
from storage.feedback import Feedback, FeedbackEvent, all_cases_of, feedback_events
from storage.files import Attachment, attachments_of
from storage.looks import Look, looks_at
from storage.offices import unit_named
from storage.people import Account, Person, accounts_of, posts_of

# Of a case's history, the words that its sender said or was told; the rest is between officials.
TOLD = frozenset(
    {"added", "contact", "asked", "answered", "refused", "guided", "rated", "praised", "reopened", "progress"}
)


@dataclass(frozen=True)
class OwnCase:
    case: Feedback
    unit: str
    events: Sequence[FeedbackEvent]
    files: Sequence[Attachment]
    title: str


@dataclass(frozen=True)
class OwnData:
    """Everything of one person as a citizen; an official's work is no part of it."""

    person: Person
    accounts: Sequence[Account]
    consents: Sequence[Consent]
    cases: Sequence[OwnCase]
    asides: Sequence[Aside]
    blocks: Sequence[Block]
    looks: Sequence[tuple[Look, str, str]]
    dossiers: Sequence[Dossier]
    is_official: bool = field(default=False)

    @property
    def files(self) -> int:
        return sum(len(own.files) for own in self.cases) + sum(len(row.files) for row in self.asides)


def own_data(day: OfficeDay, person_id: int) -> OwnData:
    return OwnData(
        person=day.session.get_one(Person, person_id),
        accounts=accounts_of(day.session, person_id),
        consents=consents_of(day.session, person_id),
        cases=[_own_case(day, case) for case in all_cases_of(day.session, person_id) if case.erased_at is None],
        asides=asides_of(day.session, person_id),
        blocks=blocks_of(day.session, person_id),
        looks=looks_at(day.session, person_id),
        dossiers=followed(day.session, person_id),
        is_official=bool(posts_of(day.session, person_id)),
    )


def _own_case(day: OfficeDay, case: Feedback) -> OwnCase:
    events = feedback_events(day.session, case.id)
    seen = {*TOLD, "sent", *(("drafted",) if case.answer else ())}
    theirs = [event.id for event in events if event.what in seen]
    files = attachments_of(day.session, theirs)
    return OwnCase(
        case, unit_named(day.session, day.office.id, case.unit_id), events, files, day.topic_title(case.category)
    )


def as_json(day: OfficeDay, data: OwnData) -> dict[str, Any]:
    """For machines: the same as the readable page, with every field named."""
    return {
        "co_quan": day.office.name,
        "luc": _moment(day, day.now),
        "ten": data.person.name,
        "dien_thoai": data.person.phone,
        "tai_khoan": [
            {"kenh": one.channel, "dia_chi": one.address, "lan_cuoi": _moment(day, one.last_seen_at)}
            for one in data.accounts
        ],
        "dong_y": [
            {
                "ban": one.version,
                "kenh": one.channel,
                "luc": _moment(day, one.given_at),
                "rut": _moment(day, one.ended_at),
            }
            for one in data.consents
        ],
        "phan_anh": [_case_json(day, own) for own in data.cases],
        "tin_de_rieng": [
            {
                "luc": _moment(day, row.at),
                "noi_dung": row.text,
                "ly_do": row.reason,
                "tep": [f["name"] for f in row.files],
            }
            for row in data.asides
        ],
        "bi_chan": [
            {"tu": _moment(day, one.made_at), "den": _moment(day, one.ended_at or one.ends_at), "ly_do": one.why}
            for one in data.blocks
        ],
        "luot_xem_lien_he": [
            {"luc": _moment(day, look.at), "ai": who, "phan_anh": code, "ly_do": look.why}
            for look, code, who in data.looks
        ],
        "ho_so_dang_theo_doi": [one.code for one in data.dossiers],
    }


def _case_json(day: OfficeDay, own: OwnCase) -> dict[str, Any]:
    case = own.case
    return {
        "ma": case.code,
        "loai": case.kind,
        "linh_vuc": own.title,
        "noi_dung": case.text,
        "dia_diem": case.place,
        "vi_tri": None if case.latitude is None else [case.latitude, case.longitude],
        "lien_he_da_ghi": case.contact,
        "nguon": case.origin,
        "ma_ngoai": case.outside_code,
        "khong_neu_ten": case.anonymous,
        "cho_cong_khai": case.may_publish,
        "nhan": _moment(day, case.received_at),
        "hen_tra_loi": case.due.isoformat(),
        "trang_thai": case.state,
        "don_vi": own.unit,
        "tra_loi": case.answer,
        "luc_tra_loi": _moment(day, case.answered_at),
        "danh_gia": case.rating,
        "cong_khai": case.public_text if case.published_at else "",
        "dien_bien": [
            {"luc": _moment(day, event.at), "viec": event.what, "loi": event.words if event.what in TOLD else ""}
            for event in own.events
        ],
        "tep": [f"{case.code}/{file.name or file.digest[:12]}" for file in own.files],
    }


def _moment(day: OfficeDay, moment: Any) -> str | None:
    return day.hours.local(moment).isoformat() if moment else None
