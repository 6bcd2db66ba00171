"""What a case still lacks is asked in the same answer, one thing at a time, and waits for nobody."""

from collections.abc import Sequence
from datetime import timedelta

from bot.desk import Desk
from bot.rules.lacking import Lack, lacking
from bot.talk import Reply
from storage.feedback import Feedback
from storage.people import Person

ADDING = timedelta(minutes=30)  # how long a photo or a place sent afterwards joins the case just made


def lacks_now(desk: Desk, case: Feedback, *, shown: bool) -> tuple[Lack, ...]:
    """Of a new case, whose place is the one that its words name."""
    return lacking(
        case.kind,
        case.category if case.unit_id else "",
        placed=case.latitude is not None or bool(case.place),
        shown=shown,
        reachable=bool(case.contact or desk.session.get_one(Person, case.person_id).phone),
        anonymous=case.anonymous,
    )


def then_ask(desk: Desk, case: Feedback, reply: Reply, lacks: Sequence[Lack]) -> Reply:
    """The reply, and the next thing that lacks with its choices before all others."""
    desk.ask("more", ADDING, case=case.id, lacks=list(lacks))
    if not lacks:
        return reply
    asked = desk.say("lack", case=case, lack=lacks[0], places=desk.takes_places)
    return Reply(f"{reply.text}\n\n{asked.text}", (*asked.choices, *reply.choices), reply.files, asked.card)
