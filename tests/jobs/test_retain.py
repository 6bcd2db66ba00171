"""What was kept long enough goes by itself, little by little, and a ledger says how much."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from bot.jobs.retain import AT_ONCE, due_now, retain_some, sweep_shelf
from bot.rules.retention import kinds
from storage.erasures import last_erasures
from storage.feedback import Feedback
from storage.files import Attachment
from storage.inbox import Seen
from storage.letters import Letter
from storage.looks import Look
from storage.people import Person
from storage.retaining import FIND, kept_too_long
from storage.store import Store
from storage.webchat import WebMessage
from tests.explaining import explained, statements, whole_reads
from tests.storage.rows import NOW, new_case, new_letter
from tests.talks import LAMP, Town, answered, case_of, code_in, photo

MONTH = timedelta(days=31)


@pytest.fixture
async def town(store: Store, tmp_path: Path) -> Town:
    """One case was answered and closed; somebody looked at its contact."""
    town = Town(store, tmp_path)
    town.seat("Bà Thư", "Chị Lan", "Ông Lãnh")
    town.line.files["p1"] = b"\xff\xd8\xff a broken lamp"
    code = code_in(await town.say("bà Sáu", LAMP, files=(photo(),)))
    await town.say("bà Sáu", "/huy")
    await town.say("Chị Lan", f"/lienhe {case_of(town, code).id} xac_minh")
    await answered(town)
    await town.say("bà Sáu", f"/danhgia {code} 5")
    return town


async def night(town: Town, later: timedelta) -> None:
    town.now += later
    await town.app.tidy()


def count(town: Town, kind: str) -> int:
    with town.store.transaction() as session:
        return due_now(town.shop.day(session, town.office_id, town.now))[kind]


def the_case(town: Town) -> Feedback:
    with town.store.transaction() as session:
        return session.get_one(Feedback, 1)


def ledger(town: Town) -> dict[str, int]:
    with town.store.transaction() as session:
        found = last_erasures(session, town.office_id, 100)
    return {one.kind: one.count for one in found if one.cause == "retention"}


async def test_nothing_goes_before_its_time(town: Town) -> None:
    await night(town, timedelta(days=5))
    assert the_case(town).text == LAMP
    assert ledger(town) == {}


async def test_files_go_first_and_then_the_words(town: Town) -> None:
    path = town.shop.shelf.path(next(f[0].digest for p in town.line.sent["Chị Lan"] for f in p.files))
    await night(town, 13 * MONTH)
    assert the_case(town).text == LAMP
    assert not path.exists()
    with town.store.transaction() as session:
        assert session.exec(select(Attachment)).all() == []
    await night(town, 12 * MONTH)
    case = the_case(town)
    assert (case.text, case.answer, case.rating, case.category) == ("", "", 5, "chieu-sang-dien")
    assert case.erased_at == town.now


async def test_every_kind_goes_and_the_ledger_counts_it(town: Town) -> None:
    await night(town, 26 * MONTH)
    found = ledger(town)
    assert {"cases", "files", "letters", "looks", "seen", "spoken"} <= set(found)
    with town.store.transaction() as session:
        assert session.exec(select(Look)).all() == []
        assert session.exec(select(Seen)).all() == []
        assert {letter.text for letter in session.exec(select(Letter))} == {""}
    assert all(number == 0 for number in (count(town, kind) for kind in kinds()))


async def test_a_round_is_made_of_small_steps_and_may_end_anywhere(town: Town) -> None:
    with town.store.transaction() as session:
        person = session.exec(select(Person)).first()
        assert person
        session.add_all(
            new_case(town.office_id, person.id, f"OLD-{number}", over_at=NOW - 30 * MONTH, state="dong")
            for number in range(AT_ONCE + 5)
        )
    assert count(town, "cases") == AT_ONCE + 5
    assert retain_some(town.shop, town.now)
    assert count(town, "cases") == 5
    assert ledger(town)["cases"] == AT_ONCE
    await town.app.tidy()
    assert count(town, "cases") == 0
    assert ledger(town)["cases"] == AT_ONCE + 5


async def test_one_round_a_night(town: Town) -> None:
    await town.app.tidy()
    assert not retain_some(town.shop, town.now)
    assert not retain_some(town.shop, town.now + timedelta(hours=16))
    assert retain_some(town.shop, town.now + timedelta(hours=18))


async def test_counting_changes_nothing(town: Town) -> None:
    town.now += 26 * MONTH
    before = count(town, "cases")
    assert before == 1
    assert count(town, "cases") == before
    assert the_case(town).text == LAMP


async def test_the_office_sets_a_shorter_time(town: Town) -> None:
    assert "<b>24 tháng</b>" in await town.say("Bà Thư", "/luutru")
    assert "từ 1 tháng đến 24 tháng" in await town.say("Bà Thư", "/luutru phản ánh 60 tháng")
    assert "chưa rõ" in await town.say("Bà Thư", "/luutru mưa")
    assert "không lấy lại được" in await town.say("Bà Thư", "/luutru phản ánh 6 tháng")
    assert "Từ nay: " in await town.tap("Bà Thư", "Rút ngắn")
    assert "6 tháng" in await town.say("bà Sáu", "/riengtu")
    await night(town, 7 * MONTH)
    assert the_case(town).text == ""
    assert "hết thời hạn giữ" in await town.say("Ông Lãnh", "/nhatkyxoa")


async def test_what_waits_for_the_clerk_is_recalled(town: Town) -> None:
    await town.say("bà Sáu", "lũ ăn hại, đồ khốn, súc vật cả lũ")
    await night(town, timedelta(days=3))
    await town.until(town.now + timedelta(days=1))
    assert any("Còn 1 tin" in text for text in town.heard("Bà Thư"))


async def test_a_file_that_a_crash_left_is_swept_and_no_other(town: Town) -> None:
    lost, fresh = town.shop.shelf.keep(b"lost"), town.shop.shelf.keep(b"fresh")
    with town.store.transaction() as session:
        used = session.exec(select(Attachment)).first()
        assert used
    for digest in (lost, used.digest):
        os.utime(town.shop.shelf.path(digest), (0, 0))
    os.utime(town.shop.shelf.path(fresh), (town.now.timestamp(), town.now.timestamp()))
    for hour in range(24):
        sweep_shelf(town.shop, town.now + timedelta(hours=hour - 12))
    assert not town.shop.shelf.path(lost).exists()
    assert town.shop.shelf.path(fresh).exists()
    assert town.shop.shelf.path(used.digest).exists()


@pytest.mark.parametrize("kind", FIND)
async def test_each_search_begins_with_an_index(store: Store, kind: str) -> None:
    with store.transaction() as session:
        with statements(store) as heard:
            assert kept_too_long(session, kind, 1, NOW, AT_ONCE) == []
        assert whole_reads(explained(session.connection(), heard)) == []


def test_every_kind_has_its_search() -> None:
    assert set(FIND) == set(kinds())


def test_a_letter_that_has_not_left_is_left_alone(store: Store, tmp_path: Path) -> None:
    town = Town(store, tmp_path)
    town.seat("Bà Thư")
    with store.transaction() as session:
        person = session.exec(select(Person)).first()
        assert person
        session.add(new_letter(town.office_id, person.id, "old", created_at=NOW - 12 * MONTH))
        session.add(
            WebMessage(office_id=town.office_id, address="v", key="k", mine=True, text="x", at=NOW - 20 * MONTH)
        )
    while retain_some(town.shop, town.now):
        pass
    with store.transaction() as session:
        assert [letter.text for letter in session.exec(select(Letter))] == ["Chào bác."]
        assert session.exec(select(WebMessage)).all() == []
