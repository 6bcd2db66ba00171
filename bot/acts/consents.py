"""Nothing of a citizen is kept before they have agreed to it; until then what they sent waits."""

from bot.acts.held import Held
from bot.acts.keep_times import keep_time
from bot.desk import Desk, OfficeDay
from bot.rules.privacy import HOLD, NOTICE
from bot.talk import Reply
from storage.consents import Consent, end_consents, live_consent
from storage.drafts import waiting_draft
from storage.webchat import WEB, unsay_all


def has_agreed(day: OfficeDay, person_id: int) -> bool:
    return live_consent(day.session, person_id, NOTICE) is not None


def hold(desk: Desk, held: Held) -> Reply:
    """Let it wait for a yes, and ask for that in plain words."""
    desk.ask("consent", HOLD, **held.data())
    return desk.say(
        "privacy_ask",
        kept=keep_time(desk, "cases"),
        hours=int(HOLD.total_seconds() // 3600),
        photos=len(held.kept),
    )


def write_consent(desk: Desk) -> None:
    """From now on the name they go by here is kept as well."""
    if has_agreed(desk, desk.person.id):
        return
    desk.session.add(
        Consent(
            office_id=desk.office.id,
            person_id=desk.person.id,
            version=NOTICE,
            channel=desk.heard.channel,
            given_at=desk.now,
        )
    )
    desk.person.name = desk.person.name or desk.heard.sender_name[:100]
    desk.session.add(desk.person)
    desk.session.flush()


def take_back(desk: Desk) -> None:
    end_consents(desk.session, desk.person.id, desk.now)
    forget_words(desk)


def forget_words(desk: Desk) -> None:
    """What waited is gone, also from the web chat's own page; an official's page is no citizen's."""
    draft = waiting_draft(desk.session, desk.office.id, desk.heard.channel, desk.heard.address, desk.now)
    if draft and draft.topic == "consent":
        desk.spare(file.digest for file in Held.read(draft.data).kept)
    desk.forget()
    if desk.heard.channel == WEB and not desk.rights.is_staff:
        desk.spare(unsay_all(desk.session, desk.office.id, desk.heard.address, desk.say("unsaid").text))
