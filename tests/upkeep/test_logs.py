"""What stands in the log: one object a line where that is wanted, never a token, never a citizen's words."""

import json
import logging

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from bot.upkeep.logs import start_logging
from storage.people import Account
from storage.store import Store
from tests.storage.rows import NOW, put_office, put_person

TOKEN = "700000001:" + "A" * 35
WORDS = "hẻm Bông Sen"


@pytest.mark.usefixtures("restored_logging")
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_line_has_no_token_also_in_what_went_wrong(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    start_logging("INFO", form, [TOKEN])
    try:
        raise ValueError(f"https://api/bot{TOKEN}/getMe")
    except ValueError:
        logging.getLogger("x").exception("not reached with %s", TOKEN)
    told = capsys.readouterr().err
    assert TOKEN not in told
    assert "ValueError" in told
    if form == "json":
        said = json.loads(told)
        assert (said["level"], said["logger"]) == ("ERROR", "x")
        assert said["message"].startswith("not reached with")
        assert "Traceback" in said["trace"]


@pytest.mark.usefixtures("restored_logging")
@pytest.mark.parametrize("form", ["text", "json"])
def test_what_a_database_refuses_is_not_repeated_word_for_word(
    store: Store, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    start_logging("INFO", form, [])
    try:
        with store.transaction() as session:
            put_twice(session)
    except IntegrityError:
        logging.getLogger("x").exception("not stored")
    told = capsys.readouterr().err
    assert "IntegrityError" in told
    assert WORDS not in told


def put_twice(session: Session) -> None:
    office = put_office(session)
    for _ in range(2):
        person = put_person(session, office)
        session.add(Account(office_id=office, person_id=person, channel="web", address=WORDS, last_seen_at=NOW))
        session.flush()
