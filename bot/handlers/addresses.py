"""The office's own addresses: seen, changed by a sentence, and as a notice ready to be signed and published."""

from bot.acts.addresses import addresses_of, notice, set_address
from bot.desk import Desk
from bot.rules.addresses import PARTS, read_part
from bot.talk import Reply


def addresses(desk: Desk, words: str) -> Reply:
    """What everybody is told; "email": ask for it; "email a@b.vn": keep it."""
    part, _, said = words.partition(" ")
    if part not in PARTS:
        told = addresses_of(desk)
        return desk.say("addresses", attached=(notice(desk),), told=told, parts=PARTS, site=desk.tools.site)
    if not said:
        desk.ask("address", part=part)
        return desk.say("ask_address", part=part, label=PARTS[part], now=addresses_of(desk).parts[part], problem="")
    return _keep(desk, part, said)


def address_said(desk: Desk, part: str) -> Reply:
    return _keep(desk, part, desk.heard.text)


def _keep(desk: Desk, part: str, words: str) -> Reply:
    try:
        read = read_part(part, words)
    except ValueError as unclear:
        desk.ask("address", part=part)
        now = addresses_of(desk).parts[part]
        return desk.say("ask_address", part=part, label=PARTS[part], now=now, problem=str(unclear))
    desk.forget()
    set_address(desk.office, part, read)
    desk.session.add(desk.office)
    return addresses(desk, "")
