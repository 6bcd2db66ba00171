"""Lets go of what has waited too long: conversations nobody went on with, words nobody agreed to keep."""

import logging
from datetime import datetime

from bot.acts.erasing import note
from bot.jobs.shop import Shop
from bot.rules.privacy import HOLD
from bot.rules.tracing import wordless
from storage.drafts import drop_ended_drafts
from storage.offices import all_offices
from storage.outages import is_outage
from storage.unused import spare_files
from storage.webchat import unsay_strangers

log = logging.getLogger(__name__)


def tidy_offices(shop: Shop, now: datetime) -> None:
    with shop.store.transaction() as session:
        numbers = [office.id for office in all_offices(session)]
    for number in numbers:
        try:
            _tidy_office(shop, number, now)
        except Exception as error:  # one office's fault, for which no other waits
            if is_outage(error):
                raise
            log.error("office %s is not tidied", number, exc_info=wordless(error))


def _tidy_office(shop: Shop, office_id: int, now: datetime) -> None:
    with shop.store.transaction() as session:
        instead = shop.day(session, office_id, now).say("unsaid").text
        ended = drop_ended_drafts(session, office_id, now)
        note(shop.day(session, office_id, now), "drafts", "tidy", len(ended))
        held = [file["digest"] for data in ended for file in data.get("files", [])]
        held += unsay_strangers(session, office_id, now - HOLD, instead)
        spare = spare_files(session, held)
    shop.shelf.drop(spare)
