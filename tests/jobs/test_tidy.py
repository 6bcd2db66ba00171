"""What has waited too long goes, office by office."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlmodel import select

from storage.drafts import Draft
from storage.store import Store
from tests.storage.rows import put, put_person
from tests.talks import OFFICE, Town


def leave_draft(town: Town, data: dict[str, Any]) -> None:
    with town.store.transaction() as session:
        person = put_person(session, town.office_id)
        draft = Draft(
            office_id=town.office_id,
            person_id=person,
            channel="line",
            address=str(person),
            topic="words",
            data=data,
            ends_at=town.now - timedelta(days=1),
        )
        put(session, draft)


async def test_an_office_that_cannot_be_tidied_keeps_no_other_from_it(store: Store, tmp_path: Path) -> None:
    first, second = Town(store, tmp_path), Town(store, tmp_path, plan=replace(OFFICE, code="XB"))
    leave_draft(first, {"files": ["not as files are kept"]})
    leave_draft(second, {})
    await second.app.tidy()
    with store.transaction() as session:
        assert list(session.exec(select(Draft.office_id))) == [first.office_id]
