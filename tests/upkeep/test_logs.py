"""What stands in the log: one object a line where that is wanted, never a token, never a citizen's words."""

import json
import logging

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from bot.upkeep.logs import Sparing, start_logging
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
def test_what_an_error_quotes_is_left_out_and_where_it_came_from_is_not(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    start_logging("INFO", form, [])
    try:
        try:
            raise KeyError(WORDS)
        except KeyError as error:
            raise ValueError(WORDS) from error
    except ValueError:
        logging.getLogger("apscheduler.executors.default").exception("a step failed")
    told = capsys.readouterr().err
    assert WORDS not in told
    assert all(name in told for name in ("KeyError", "ValueError", "test_logs.py"))


def test_a_failure_that_goes_on_shows_its_trace_once_a_minute() -> None:
    now = [100.0]
    sparing = Sparing(lambda: now[0])

    def shown(error: Exception) -> bool:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "failed", (), (type(error), error, None))
        assert sparing.filter(record)
        return record.exc_info is not None

    assert [shown(OSError()), shown(OSError()), shown(KeyError())] == [True, False, True]
    now[0] += 61
    assert [shown(OSError()), shown(OSError())] == [True, False]


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
