"""A slip for who has no account: its code, its promised day, and how to follow it."""

from bot.desk import OfficeDay
from bot.papers.kinds import DOCX
from bot.rules.tokens import slip_key
from bot.talk import Kept
from messages.words import bare
from storage.feedback import Feedback
from storage.offices import unit_named

MARK = "tra_"  # what the start word of a slip begins with


def slip_of(day: OfficeDay, case: Feedback) -> Kept:
    from bot.papers.slips import Slip, slip_page

    key = slip_key(day.tools.secret, case.code)
    title = day.topic_title(case.category) if case.unit_id else ""
    unit = unit_named(day.session, day.office.id, case.unit_id)
    slip = Slip(
        office=day.office.name,
        place=" · ".join(part for part in (day.office.address, day.office.phone) if part),
        code=case.code,
        key=key,
        link=link_of(day, f"{MARK}{case.code}_{key}"),
        lines=tuple(bare(day.say("slip", case=case, unit=unit, title=title).text).splitlines()),
        how=bare(day.say("slip_how", case=case).text),
        answer=case.answer,
    )
    return day.paper(f"Phiếu {case.code}.docx", DOCX, slip_page(slip))


def link_of(day: OfficeDay, word: str) -> str:
    """Where the QR code leads: the office's own page where the public reaches it, else another channel."""
    doors = day.tools.openings(word)
    safe = [(name != "Web", url) for name, url in doors if url.startswith("https://")]
    return min(safe)[1] if safe else next((url for _, url in doors), "")
