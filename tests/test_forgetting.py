"""After a citizen was erased nothing in any table says what they said, what they are called, or how to reach them."""

import json
import logging
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import JSON, Column, make_url, select, update
from sqlmodel import AutoString, SQLModel

from storage.aside import Aside
from storage.columns import Lines
from storage.feedback import Feedback
from storage.files import Attachment
from storage.people import Person, account_at
from storage.resealing import SEALED
from storage.store import Store
from storage.webchat import WEB, WebMessage
from tests.talks import MENDED, Town, approve, case_of, code_in, photo

NAME, PHONE, PLACE = "Lê Thị Sáu", "0912345678", "hẻm Bông Sen"
WORDS = f"Đèn đường {PLACE} hỏng ba hôm nay, tối om, gọi tôi số {PHONE}"
ADDED = "Thêm nữa cột đèn nghiêng sát mái tôn nhà Sáu Kim Liên"
RUDE = "lũ ăn hại, đồ khốn, súc vật, tôi là Sáu Kim Liên đây"
NEEDLES = ("Bông Sen", "Kim Liên", "Thị Sáu", PHONE, "line-cua-ba-sau", "visitor-ba-sau")
WHO = "line-cua-ba-sau"
PAGE = "visitor-ba-sau"

# Where words, name or contact of a citizen may stand. Whoever adds a column of words to a table says here or below
# whether they may stand there, and sees to it that they go (storage/erasing.py, storage/retaining.py).
THEIRS = {
    "account": "address",
    "aside": "files text why",
    "attachment": "name",
    "block": "why",
    "draft": "address data",
    "feedback": "answer contact draft_answer outside_code place public_words text why withheld",
    "feedbackevent": "words",
    "letter": "address choices files sent_address text",
    "look": "why",
    "person": "name phone",
    "webmessage": "address choices files text",
}
# What officials write of their own work, keys, digests (a correction's marks are keyed ones), states; public_text and
# public_area were redacted and approved.
NEVER = {
    "account": "channel hindrance",
    "aside": "decision reason",
    "attachment": "digest kind mime",
    "auditentry": "about detail digest door previous what",
    "audithead": "digest seal",
    "caseclock": "rule source step title unit",
    "consent": "channel",
    "correction": "category kind marks",
    "datarequest": "kind",
    "draft": "channel topic",
    "erasure": "cause kind",
    "feed": "digest",
    "feedback": "back_to category clock code kind origin public_area public_text reach_by state",
    "feedbackevent": "state what",
    "lease": "holder name",
    "letter": "card channel hindrance key problem refused sent_channel sent_ref state why",
    "nudge": "audience kind step subject why wording",
    "put_off": "error kind",
    "seen": "channel outcome update_id",
    "spoken": "digest",
    "webmessage": "key",
}
# Of whoever handed in a dossier, copied from the one-stop system and linked to nobody in the chat: it goes some time
# after the dossier is over, or with the list that nobody wanted (tests/jobs/test_retain_dossiers.py).
FROM_THE_COUNTER = {
    "dossier": "applicant code explanation handler key phone procedure reason state unit_text",
    "dossierevent": "what words",
    "duelist": "digest problems remarks rows source_name vanished",
}
# What a platform brought, as it came: gone as soon as it is worked on, a few hours later at most.
TOKENS = ("access_token", "refresh_token", "old_access_token", "old_refresh_token")
UNTIL_WORKED_ON = {"hookevent": "body channel key lane"}
# Nothing of a citizen ever comes here: the office, its plans, its officials.
_TABLES = """
    absence chatgroup dateround dossierround handlername handover happening holiday indexscore indicator indicatorvalue
    invite occurrence office ownform pagepass personslot plan post procedure task taskevent taskunit unit unitalias
    channelmonth oagrant spentchannel trouble unitname unitroute weekline weekreport
    listing newsitem report reportround weeknote weekround
"""
OF_THE_OFFICE = frozenset(_TABLES.split())


def columns_of_words() -> set[str]:
    tables = SQLModel.metadata.tables.values()
    return {
        f"{table.name}.{column.name}"
        for table in tables
        if table.name not in OF_THE_OFFICE
        for column in table.columns
        if isinstance(column.type, (AutoString, JSON, Lines, *SEALED))
    }


def spread(columns: dict[str, str]) -> set[str]:
    return {f"{table}.{column}" for table, words in columns.items() for column in words.split()}


def test_of_every_column_it_is_known_whether_a_citizens_words_may_stand_there() -> None:
    assert spread(THEIRS) & spread(NEVER) == set()
    others = spread(FROM_THE_COUNTER) | spread(UNTIL_WORKED_ON)
    assert columns_of_words() == spread(THEIRS) | spread(NEVER) | others


def test_wherever_a_citizens_words_may_stand_they_are_sealed() -> None:
    columns = {
        f"{table.name}.{column.name}": column.type
        for table in SQLModel.metadata.tables.values()
        for column in table.columns
    }
    theirs = spread(THEIRS) | {f"dossier.{name}" for name in ("applicant", "phone", "explanation")}
    theirs |= {"hookevent.body", "hookevent.lane"} | {f"oagrant.{name}" for name in TOKENS}
    theirs |= {"dossierevent.words", "duelist.rows", "duelist.problems", "duelist.remarks"}
    assert [name for name in sorted(theirs) if not isinstance(columns[name], SEALED)] == []


def raw(store: Store) -> str:
    """All that somebody reads who has come by the database and not by its key."""
    if store.engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(make_url(store.url).database or "")) as database:
            return "\n".join(database.iterdump())
    with store.engine.connect() as connection:
        tables = [f"SELECT row_to_json(one)::text FROM {name} one" for name in SQLModel.metadata.tables]
        return "\n".join(line for table in tables for line in connection.exec_driver_sql(table).scalars())


def where_they_are(town: Town) -> dict[str, str]:
    """Every column of every table that says something of hers, with what."""
    found = {}
    with town.store.transaction() as session:
        for table in SQLModel.metadata.sorted_tables:
            for column in table.columns:
                for value in session.connection().execute(select(column)).scalars():
                    said = json.dumps(value, ensure_ascii=False, default=str)
                    if any(needle in said for needle in NEEDLES):
                        found[_named(column)] = said[:200]
    return found


def _named(column: Column[object]) -> str:
    return f"{column.table.name}.{column.name}"


@pytest.fixture
async def town(store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Town:
    """She reported something, was asked, added, was answered and rated it; and something else is open."""
    caplog.set_level(logging.DEBUG)
    town = Town(store, tmp_path)
    town.seat("Bà Thư", "Chị Lan", "Ông Lãnh")
    town.line.files["p1"] = b"\xff\xd8\xff a broken lamp"
    code = code_in(await town.say(WHO, WORDS, files=(photo(),)))
    await town.say(WHO, "/huy")
    case = case_of(town, code)
    await town.say("Chị Lan", f"/pa {case.id}")
    await town.say("Chị Lan", "/pakn")
    await town.say("Chị Lan", f"/hoi {case.id}")
    await town.say("Chị Lan", "Trụ đèn số mấy vậy ạ?")
    await town.say(WHO, ADDED)
    await town.say("Chị Lan", f"/lienhe {case.id}")
    await town.say("Chị Lan", f"Hỏi lại bà {NAME}")
    await town.say("Chị Lan", f"/traloi {case.id}")
    town.line.files["result"] = b"\xff\xd8\xff mended"
    await town.say("Chị Lan", MENDED, files=(photo("result"),))
    await approve(town)
    await town.say(WHO, f"/danhgia {code} 1")
    await town.say(WHO, f"Chưa xong, {ADDED}")
    await town.say(WHO, "/huy")
    await town.say(WHO, RUDE)
    await town.say("Bà Thư", "/tinrieng")
    plant(town, case.id)
    await town.until(town.now + timedelta(days=3))
    await town.say(WHO, f"alo {PLACE}")  # waits in a conversation
    return town


def plant(town: Town, number: int) -> None:
    """What other ways of coming in leave: a phone call that was written down, a page of the web chat."""
    with town.store.transaction() as session:
        case = session.get_one(Feedback, number)
        case.contact, case.place, case.outside_code = f"{NAME} {PHONE}", PLACE, f"1022-{PHONE}"
        case.draft_answer = case.public_words = case.withheld = case.answer = f"Bà {NAME} ở {PLACE}"
        case.why = f"vì có “{PLACE}”"
        account = account_at(session, town.office_id, "line", WHO)
        assert account
        person = session.get_one(Person, account.person_id)
        person.name, person.phone = NAME, PHONE
        shown = f"{case.code}: {WORDS}"
        session.add_all([case, person])
        session.add_all(
            WebMessage(
                office_id=town.office_id,
                address=address,
                key="page:1",
                mine=False,
                text=shown,
                choices=[[[PLACE, "/pa 1"]]],
                files=[{"digest": "0" * 64, "name": f"{NAME}.jpg"}],
                at=town.now,
            )
            for address in ("visitor-lan", PAGE)
        )
        account.channel, account.address = "line", WHO
        session.add(type(account)(**{**account.model_dump(exclude={"id"}), "channel": WEB, "address": PAGE}))
        session.exec(update(Attachment).values(name=f"{NAME}.jpg"))
        session.exec(update(Aside).values(files=[_file()], why=PLACE))


def _file() -> dict[str, object]:
    return {"kind": "photo", "digest": "1" * 64, "name": f"{NAME}.jpg", "mime": "image/jpeg", "size": 1, "problem": ""}


async def test_who_has_the_database_without_its_key_reads_nothing_of_hers(town: Town) -> None:
    found = raw(town.store)
    assert "chieu-sang-dien" in found
    assert [needle for needle in (*NEEDLES, "Trụ đèn số mấy", MENDED) if needle in found] == []
    assert [needle for needle in NEEDLES if json.dumps(needle)[1:-1] in found] == []


async def test_who_reads_all_that_was_logged_reads_nothing_of_hers(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    logged = "\n".join(record.getMessage() for record in caplog.get_records("setup"))
    assert [needle for needle in (*NEEDLES, WHO, WORDS, RUDE, MENDED) if needle in logged] == []


async def test_it_was_everywhere_and_is_nowhere(town: Town) -> None:
    before = set(where_they_are(town))
    assert before <= spread(THEIRS), before - spread(THEIRS)
    assert spread(THEIRS) - before <= {"block.why", "letter.choices", "draft.data", "letter.files"}
    await town.say(WHO, "/xoadulieu")
    assert "Đã xóa dữ liệu" in await town.tap(WHO, "Rút phản ánh")
    left = where_they_are(town)
    assert set(left) <= {"letter.address", "letter.sent_address"}, left  # the last letter: it had to go somewhere
    with town.store.transaction() as session:
        case = session.get_one(Feedback, 1)
        assert (case.rating, case.category, case.unit_id is not None) == (1, "chieu-sang-dien", True)


async def test_kept_long_enough_it_is_nowhere_either(town: Town) -> None:
    with town.store.transaction() as session:
        case = session.get_one(Feedback, 1)
        case.state, case.over_at = "dong", town.now
        session.add(case)
    await town.say("Bà Thư", "/tinrieng")
    await town.tap("Bà Thư", "Bỏ")
    await town.tap("Bà Thư", "Bỏ hẳn")
    for _ in range(27):
        town.now += timedelta(days=31)
        await town.app.tidy()
    left = where_they_are(town)
    assert set(left) <= {"account.address", "person.name", "person.phone"}, left
