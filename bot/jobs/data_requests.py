"""What people asked for about their own data: the files are put together, the erasing is done when it can be."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.acts.erasing import close_answered, forget_citizen, kept_cases, unfinished
from bot.acts.own_data import OwnData, as_json, own_data
from bot.desk import OfficeDay
from bot.jobs.shop import Shop
from bot.papers.kinds import ZIP
from bot.papers.own_data import Enclosed, archive_names, packed
from bot.rules.states import Case
from bot.talk import Kept
from storage.data_requests import EXPORT, DataRequest, request_due
from storage.erasing import erase_bubble, erase_letters
from storage.letters import ANSWER, add_letter, letter_keyed
from storage.people import Account, Person, live_accounts, posts_of
from storage.unused import spare_files

EXPORT_LIFE = timedelta(days=3)  # how long the files can be fetched
MAKING = timedelta(minutes=10)  # after this somebody else begins anew
LOOK_AGAIN = timedelta(days=1)
AFTER_ANSWER = timedelta(days=3)  # in which the answer can be read and rated before all of it goes


@dataclass(frozen=True)
class Order:
    """An export that is to be made, outside of any transaction: zipping takes its time."""

    request_id: int
    office_id: int
    title: str
    words: str
    data: Mapping[str, Any]
    files: tuple[Enclosed, ...]


def serve_one_request(shop: Shop, now: datetime) -> bool:
    """Take the request that has waited longest; False when none is due."""
    order, spare = None, []
    with shop.store.transaction() as session:
        request = request_due(session, now)
        if request is None:
            return False
        day = shop.day(session, request.office_id, now)
        if request.kind == EXPORT and request.done_at is None:
            order = _order(day, shop, request)
        else:
            spare = _take_back(day, request) if request.kind == EXPORT else _erase_if_over(day, request)
            spare = spare_files(session, spare)
    shop.shelf.drop(spare)
    if order:
        _send(shop, now, order, _archives(shop, order))
    return True


def _order(day: OfficeDay, shop: Shop, request: DataRequest) -> Order:
    request.next_at = day.now + MAKING
    day.session.add(request)
    data = own_data(day, request.person_id)
    return Order(
        request.id,
        request.office_id,
        f"Dữ liệu cá nhân tại {day.office.name}",
        day.say("export_page", data=data).text,
        as_json(day, data),
        tuple(_files(shop, data)),
    )


def _files(shop: Shop, data: OwnData) -> list[Enclosed]:
    theirs = [(own.case.code, file.name, file.digest) for own in data.cases for file in own.files]
    theirs += [("tin-de-rieng", file["name"], file["digest"]) for row in data.asides for file in row.files]
    named = zip(theirs, archive_names(theirs), strict=True)
    return [Enclosed(shop.shelf.content(digest), name) for (_, _, digest), name in named]


def _archives(shop: Shop, order: Order) -> tuple[Kept, ...]:
    made = [(shop.shelf.keep(one), len(one)) for one in packed(order.title, order.words, order.data, order.files)]
    kept = [Kept("document", digest, "du-lieu-cua-toi.zip", ZIP, size) for digest, size in made]
    if len(kept) == 1:
        return tuple(kept)
    return tuple(replace(one, name=f"du-lieu-cua-toi-{number}.zip") for number, one in enumerate(kept, 1))


def _send(shop: Shop, now: datetime, order: Order, archives: tuple[Kept, ...]) -> None:
    with shop.store.transaction() as session:
        day = shop.day(session, order.office_id, now)
        request = session.get_one(DataRequest, order.request_id, with_for_update=True)
        reply = day.say("export", attached=archives, days=EXPORT_LIFE.days)
        day.tell(request.person_id, _key(request), reply, "dữ liệu của người dân", ANSWER)
        request.done_at, request.next_at = now, now + EXPORT_LIFE
        session.add(request)


def _key(request: DataRequest) -> str:
    return f"export:{request.id}"


def _take_back(day: OfficeDay, request: DataRequest) -> list[str]:
    """The files were there to be fetched, not to be kept."""
    letter = letter_keyed(day.session, request.office_id, _key(request))
    request.next_at = None
    day.session.add(request)
    digests = erase_letters(day.session, [letter] if letter else [])
    return digests + erase_bubble(day.session, request.office_id, _key(request), day.say("erased").text)


def _erase_if_over(day: OfficeDay, request: DataRequest) -> list[str]:
    """Once everything was answered and the answers could be read."""
    cases = kept_cases(day, request.person_id)
    fresh = [case for case in cases if case.state == Case.ANSWERED and _is_fresh(day, case.answered_at)]
    if unfinished(day, request.person_id) or fresh:
        request.next_at = day.now + LOOK_AGAIN
        day.session.add(request)
        return []
    close_answered(day, cases)
    accounts = live_accounts(day.session, request.person_id)
    spare = forget_citizen(day, day.session.get_one(Person, request.person_id), "request")
    request.done_at, request.next_at = day.now, None
    day.session.add(request)
    if accounts:
        _say_it_is_done(day, request, accounts[0])
    return spare


def _is_fresh(day: OfficeDay, answered_at: datetime | None) -> bool:
    return answered_at is not None and day.now < answered_at + AFTER_ANSWER


def _say_it_is_done(day: OfficeDay, request: DataRequest, account: Account) -> None:
    """The last letter: it names the address itself, as the account is no more."""
    said = day.say("erased_all", is_official=bool(posts_of(day.session, request.person_id)))
    letter = day.letter(request.person_id, f"erased:{request.id}", said, "đã xóa dữ liệu", ANSWER)
    letter.channel, letter.address = account.channel, account.address
    add_letter(day.session, letter)
