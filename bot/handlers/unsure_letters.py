"""Letters that may have arrived or not: seen, sent again or taken as arrived by whoever looks after the bot."""

from bot.acts.letter_names import channel_title, to_whom
from bot.desk import Desk
from bot.rules.numbers import read_number
from bot.talk import Reply
from storage.letters import Letter
from storage.unsure_letters import send_again, take_as_arrived, unsure_letter, unsure_letters

MOST = 8


def show(desk: Desk, _words: str) -> Reply:
    found = unsure_letters(desk.session, desk.office.id)
    shown = [(letter, to_whom(desk, letter), channel_title(desk, letter.sent_channel)) for letter in found[:MOST]]
    return desk.say("unsure_letters", letters=shown, more=len(found) - len(shown))


def again(desk: Desk, words: str) -> Reply:
    """ "12": this letter leaves once more, whatever became of it."""
    letter = _letter(desk, words)
    if letter is None:
        return show(desk, "")
    send_again(desk.session, letter, desk.now)
    return desk.say("unsure_letter_sent").then(show(desk, ""))


def arrived(desk: Desk, words: str) -> Reply:
    letter = _letter(desk, words)
    if letter:
        take_as_arrived(desk.session, letter, desk.now)
    return show(desk, "")


def _letter(desk: Desk, words: str) -> Letter | None:
    number = read_number(words)
    return None if number is None else unsure_letter(desk.session, desk.office.id, number)
