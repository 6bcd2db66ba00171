"""The office's own form of the letter of apology: seen, taken into use, given up for the packaged one."""

from bot.acts.dossiers.apologising import KIND, sample_letter
from bot.desk import Desk
from bot.rules.apology import TITLES
from bot.rules.numbers import read_number
from bot.talk import Reply
from storage.own_forms import OwnForm, drop_forms, form_with_id, own_form


def show(desk: Desk, _words: str) -> Reply:
    """What is in use, with a sample, and which fields a form of one's own may have."""
    form = own_form(desk.session, desk.office.id, KIND)
    sample = sample_letter(desk, form)
    return desk.say("apology_form", attached=(sample,), form=form, fields=list(TITLES.values()))


def use(desk: Desk, words: str) -> Reply:
    """From now on letters are written by it; the one before goes."""
    form = _sent(desk, words)
    if form is None:
        return desk.say("apology_form_gone")
    form.used_at = desk.now
    desk.session.add(form)
    desk.spare(drop_forms(desk.session, desk.office.id, KIND, but=form.id))
    return desk.say("apology_form_used", form=form)


def drop(desk: Desk, words: str) -> Reply:
    """ "4": that form · "": the one in use, for the packaged one."""
    form = _sent(desk, words) if words else own_form(desk.session, desk.office.id, KIND)
    if form is None:
        return desk.say("apology_form_gone")
    desk.spare([form.digest])
    desk.session.delete(form)
    desk.session.flush()
    return show(desk, "")


def _sent(desk: Desk, words: str) -> OwnForm | None:
    number = read_number(words)
    return form_with_id(desk.session, desk.office.id, number) if number is not None else None
