"""What could not be delivered, what could not be taken in: seen and dealt with by whoever looks after the bot."""

from bot.acts.confirming import ask_sure, is_sure
from bot.acts.letter_names import channel_title, to_whom
from bot.desk import Desk
from bot.rules.numbers import read_number
from bot.rules.vietnamese import plain
from bot.talk import Reply
from storage.dead_letters import dead_letter, dead_letters, let_go, try_anew
from storage.inbox import mark_looked_at, updates_aside
from storage.letters import Letter

MOST = 8
ALL = "tat ca"
SURE = " bo"


def show(desk: Desk, _words: str) -> Reply:
    letters = dead_letters(desk.session, desk.office.id)
    updates = updates_aside(desk.session, desk.office.id)
    return desk.say(
        "dead_letters",
        letters=[(letter, to_whom(desk, letter)) for letter in letters[:MOST]],
        more=max(0, len(letters) - MOST),
        updates=[(channel_title(desk, update.channel), update.at) for update in updates[-MOST:]],
        more_updates=max(0, len(updates) - MOST),
    )


def again(desk: Desk, words: str) -> Reply:
    """ "12", or "tất cả"."""
    one = _letter(desk, words)
    letters = dead_letters(desk.session, desk.office.id) if plain(words).strip() == ALL else [one] if one else []
    if not letters:
        return show(desk, "")
    try_anew(desk.session, letters, desk.now)
    return desk.say("dead_letters_sent", count=len(letters)).then(show(desk, ""))


def drop(desk: Desk, words: str) -> Reply:
    """ "12": is that meant? "12 bo": nobody will get it."""
    wanted = words.removesuffix(SURE)
    letter = _letter(desk, wanted)
    if letter is None:
        return show(desk, "")
    if wanted == words or not is_sure(desk, "dropping", letter=letter.id):
        ask_sure(desk, "dropping", letter=letter.id)
        return desk.say("ask_drop_letter", letter=letter, whom=to_whom(desk, letter))
    let_go(desk.session, letter)
    desk.session.flush()
    return show(desk, "")


def unconfirmed(desk: Desk, letter: int) -> Reply:
    """Words instead of a tap."""
    return drop(desk, str(letter))


def looked_at(desk: Desk, _words: str) -> Reply:
    mark_looked_at(desk.session, desk.office.id, desk.now)
    return show(desk, "")


def _letter(desk: Desk, words: str) -> Letter | None:
    number = read_number(words)
    return None if number is None else dead_letter(desk.session, desk.office.id, number)
