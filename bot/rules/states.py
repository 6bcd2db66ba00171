"""The states of what the office follows, and the roles of who acts: the one home of these words."""

from enum import StrEnum


class Role(StrEnum):
    """What a person may do; an official holds a post that carries one of the later five."""

    CITIZEN = "citizen"
    OFFICIAL = "official"
    UNIT_HEAD = "unit_head"
    CLERK = "clerk"
    LEAD = "lead"
    ADMIN = "admin"


class Work(StrEnum):
    """The state of one occurrence of a task; lateness is not a state but a question of the day.

    `dropped`: no longer due, since its plan was changed.
    """

    OPEN = "open"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"


OVER = frozenset({Work.DONE, Work.DROPPED})  # nothing more to do


class LetterState(StrEnum):
    """`parked` waits until the person writes again; `failed` never will be delivered.

    `unsure`: it may have arrived, so only a person sends it again. `superseded`: nothing it says is true any more,
    or a newer letter says it.
    """

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    PARKED = "parked"
    FAILED = "failed"
    UNSURE = "unsure"
    SUPERSEDED = "superseded"


class Hindrance(StrEnum):
    """Why somebody cannot be written to.

    `nobody`: no account on a channel that is in use · `gone`: blocked or left · `closed`: too long since their last
    word · `unpaid`: only against payment, which the office has not allowed or no longer has · `spent`: the channel's
    quota is gone for now · `refused`: the platform does not take this letter · `taken`: a person of the office
    talks with them there by hand.
    """

    NONE = ""
    NOBODY = "nobody"
    GONE = "gone"
    CLOSED = "closed"
    UNPAID = "unpaid"
    SPENT = "spent"
    REFUSED = "refused"
    TAKEN = "taken"


class ReportState(StrEnum):
    """`corrected`: somebody put words of their own into it."""

    DRAFTED = "drafted"
    CORRECTED = "corrected"
    SENT = "sent"


class Case(StrEnum):
    """The life of a citizen's feedback; `bot.rules.case_life` says which state may follow which."""

    NEW = "moi"
    WAITING_CITIZEN = "cho_bo_sung"
    RECEIVED = "da_tiep_nhan"
    SORTED = "da_phan_loai"
    ASSIGNED = "da_chuyen"
    HANDLING = "dang_xu_ly"
    AWAITING_APPROVAL = "cho_duyet_tra_loi"
    ANSWERED = "da_tra_loi"
    CLOSED = "dong"
    REOPENED = "mo_lai"
    REFUSED = "khong_tiep_nhan"
    GUIDED = "huong_dan_kn_tc"
    PASSED_UP = "chuyen_cap_tren"
    MERGED = "gop_trung"


class ReachBy(StrEnum):
    """How the result shall reach the sender of a case once they cannot be written to; `asked`: not answered yet."""

    UNASKED = ""
    ASKED = "asked"
    WAIT = "cho"
    PHONE = "dien_thoai"
    CHANNEL = "kenh"
    COUNTER = "quay"


QUESTION = "hoi_thu_tuc"  # the kind of a case that is no feedback: a question somebody answers in the chat

CASE_OPEN = frozenset(
    {
        *(Case.NEW, Case.WAITING_CITIZEN, Case.RECEIVED, Case.SORTED, Case.ASSIGNED),
        *(Case.HANDLING, Case.AWAITING_APPROVAL, Case.REOPENED),
    }
)
CASE_OVER = frozenset({*Case}) - CASE_OPEN - {Case.ANSWERED}  # whom it concerns has had their say


class DossierState(StrEnum):
    """How a one-stop dossier stands. `ready`: its result waits to be collected; `refused`: or taken back."""

    OPEN = "dang_xu_ly"
    WAITING = "cho_bo_sung"
    READY = "co_ket_qua"
    DONE = "da_tra"
    REFUSED = "khong_giai_quyet"


DOSSIER_OVER = frozenset({DossierState.READY, DossierState.DONE, DossierState.REFUSED})  # the office has done its part
