"""Lets go of what has waited too long: conversations nobody went on with, words nobody agreed to keep."""

from datetime import datetime

from bot.acts.erasing import note
from bot.jobs.shop import Shop
from bot.rules.privacy import HOLD
from storage.drafts import drop_ended_drafts
from storage.offices import all_offices
from storage.unused import spare_files
from storage.webchat import unsay_strangers


def tidy_offices(shop: Shop, now: datetime) -> None:
    with shop.store.transaction() as session:
        numbers = [office.id for office in all_offices(session)]
    for number in numbers:
        _tidy_office(shop, number, now)


def _tidy_office(shop: Shop, office_id: int, now: datetime) -> None:
    with shop.store.transaction() as session:
        instead = shop.day(session, office_id, now).say("unsaid").text
        ended = drop_ended_drafts(session, office_id, now)
        note(shop.day(session, office_id, now), "drafts", "tidy", len(ended))
        held = [file["digest"] for data in ended for file in data.get("files", [])]
        held += unsay_strangers(session, office_id, now - HOLD, instead)
        spare = spare_files(session, held)
    shop.shelf.drop(spare)
