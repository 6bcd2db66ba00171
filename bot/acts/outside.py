"""A case goes to a body outside the office, with a letter; what that body answers is told on."""

from bot.acts.case_letters import tell_citizen
from bot.acts.cases import move, take_up
from bot.acts.merging import answer_all
from bot.desk import Desk, OfficeDay
from bot.papers.kinds import DOCX
from bot.rules.addresses import read_name
from bot.rules.clock_rules import packaged_rules
from bot.rules.redaction import without_sender
from bot.rules.sorting import place_of
from bot.rules.states import Case
from bot.talk import Kept, Reply
from storage.feedback import Feedback, feedback_events, merged_into
from storage.files import attach, attached_to_feedback
from storage.offices import Unit, unit_named

_NARROW = (
    "Điều 9 Nghị định số 20/2008/NĐ-CP ngày 14 tháng 02 năm 2008 của Chính phủ về tiếp nhận, xử lý phản ánh, kiến nghị "
    "của cá nhân, tổ chức về quy định hành chính (được sửa đổi, bổ sung năm 2013 và năm 2017)"
)
_BROAD = "điểm b khoản 2 Điều 35 Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15"
_CAME = {
    "chat": "qua tin nhắn",
    "letter": "qua đơn, thư",
    "phone": "qua điện thoại",
    "counter": "trực tiếp tại trụ sở",
    "portal": "từ cổng thông tin khác",
}


def pass_outside(desk: Desk, case: Feedback, body: Unit) -> tuple[Kept, ...]:
    """The case is that body's from now on, and the citizen is told whom to ask; the letter and what goes with it."""
    take_up(desk, case)
    case.unit_id, case.handler_id = body.id, None
    event = move(desk, case, Case.PASSED_UP, "passed_outside", body.name)
    papers = (letter_for(desk, case, body), *given_by_citizen(desk, case))
    attach(desk.session, desk.office.id, papers[:1], feedback_event_id=event.id)
    news = desk.say("news_outside", case=case, body=body)
    tell_citizen(desk, case, f"outside:{event.id}", news, "chuyển nơi ngoài cơ quan")
    for other in merged_into(desk.session, case.id):
        told = desk.say("news_outside", case=other, body=body)
        tell_citizen(desk, other, f"outside:{event.id}", told, "chuyển nơi ngoài cơ quan")
    return papers


def letter_for(day: OfficeDay, case: Feedback, body: Unit) -> Kept:
    """The letter as it would be written now; nothing in it says who sent the feedback."""
    from bot.papers.transfer import Transfer, transfer_letter

    narrow = case.category in packaged_rules().law["narrow"].only
    topic = day.topic_title(case.category, "Việc khác")
    transfer = Transfer(
        office=read_name(day.office.name),
        office_address=day.office.address,
        office_phone=day.office.phone,
        body=body.name,
        body_address=body.address,
        code=case.code,
        topic=topic,
        basis=_NARROW if narrow else _BROAD,
        received=f"{day.hours.local(case.received_at):%d/%m/%Y}",
        how=_CAME.get(case.origin, "qua tin nhắn"),
        place=case.place or place_of(case.text) or "",
        words=without_sender(" ".join(case.text.split())),
        files=len(given_by_citizen(day, case)),
        year=day.today.year,
    )
    return day.paper(f"Phiếu chuyển {case.code}.docx", DOCX, transfer_letter(transfer))


def given_by_citizen(day: OfficeDay, case: Feedback) -> tuple[Kept, ...]:
    events = [event.id for event in feedback_events(day.session, case.id) if event.what in ("sent", "added")]
    return attached_to_feedback(day.session, events)


def tell_answer(desk: Desk, case: Feedback, words: str, files: tuple[Kept, ...]) -> None:
    """What the body outside answered becomes the answer; it is not ours to approve, and says whose it is."""
    case.answer, case.answered_at, case.rating = words, desk.now, None
    case.draft_answer, case.drafted_by = words, desk.person.id
    event = move(desk, case, Case.ANSWERED, "answered_outside", words)
    attach(desk.session, desk.office.id, files, feedback_event_id=event.id)
    news = answer_news(desk, case, files)
    tell_citizen(desk, case, f"answer:{event.id}", news, "trả lời phản ánh")
    answer_all(desk, case, "answered_outside", files)


def answer_news(day: OfficeDay, case: Feedback, files: tuple[Kept, ...]) -> Reply:
    unit = unit_named(day.session, day.office.id, case.unit_id)
    return day.say("news_answer", attached=files, case=case, unit=unit)


def take_back(desk: Desk, case: Feedback) -> None:
    """What was set aside or passed on is taken up again where it is sorted."""
    case.unit_id = case.handler_id = None
    event = move(desk, case, Case.RECEIVED, "taken_back")
    tell_citizen(desk, case, f"back:{event.id}", desk.say("news_taken_back", case=case), "nhận lại phản ánh")
