"""The office's own addresses: what is kept of them, and the notice that tells everybody."""

from bot.acts.clock_choice import chosen_by
from bot.acts.guiding import schedule_of
from bot.desk import OfficeDay
from bot.papers.kinds import DOCX
from bot.rules.addresses import PARTS, Addresses, read_name
from bot.rules.clock_rules import packaged_rules
from bot.talk import Kept
from storage.offices import Office

KEPT = "addresses"  # where Office.profile keeps what the office has no column for
_COLUMNS = frozenset({"address", "phone"})
WEB = "Web"  # as the application names its own chat's door
NOTICE = "Thông báo địa chỉ tiếp nhận phản ánh, kiến nghị.docx"


def addresses_of(day: OfficeDay) -> Addresses:
    spans = "; ".join(f"{start} – {end}" for start, end in day.office.hours)
    term = packaged_rules().answer.get(chosen_by(day.office).answer)
    return Addresses(
        name=read_name(day.office.name),
        parts={part: kept_address(day.office, part) for part in PARTS},
        hours=f"{spans}, các ngày làm việc",
        schedule=schedule_of(day),
        term=term.title if term else "",
        doors=chat_doors(day),
        register=f"{day.tools.site}/congkhai" if day.tools.site else "",
    )


def kept_address(office: Office, part: str) -> str:
    if part in _COLUMNS:
        return str(getattr(office, part))
    return str(office.profile.get(KEPT, {}).get(part, ""))


def set_address(office: Office, part: str, words: str) -> None:
    """`part` is a key of PARTS; "" takes it back."""
    if part in _COLUMNS:
        setattr(office, part, words)
    else:
        office.profile = {**office.profile, KEPT: {**office.profile.get(KEPT, {}), part: words}}


def chat_doors(day: OfficeDay) -> tuple[tuple[str, str], ...]:
    """Each channel's name and the address at which anybody may begin."""
    bare = ((name, link.partition("#")[0].partition("?")[0]) for name, link in day.tools.links(""))
    return tuple(("Trang trò chuyện" if name == WEB else f"Trò chuyện trên {name}", link) for name, link in bare)


def notice(day: OfficeDay) -> Kept:
    """The notice as a document that waits for its number, its day and its signature."""
    from bot.papers.notices import address_notice

    return day.paper(NOTICE, DOCX, address_notice(addresses_of(day), day.today.year))
