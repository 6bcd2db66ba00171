"""Whose a dossier was goes some time after it is over, as does a list that nobody wanted; what is counted stays."""

import json
from datetime import timedelta

from sqlalchemy import select
from sqlmodel import SQLModel

from tests.handlers.dossier_talks import bring, csv, dossier_of, send
from tests.plans.dossier_files import code, line
from tests.talks import Town

ONE = code("261116")
NEEDLES = ("Trần Thị Bông", "0912345678")


def where_they_are(town: Town) -> set[str]:
    found = set()
    with town.store.transaction() as session:
        for table in SQLModel.metadata.sorted_tables:
            for column in table.columns:
                for value in session.connection().execute(select(column)).scalars():
                    if any(needle in json.dumps(value, ensure_ascii=False, default=str) for needle in NEEDLES):
                        found.add(f"{table.name}.{column.name}")
    return found


async def test_names_go_and_figures_stay(town: Town) -> None:
    town.seat("Bà Thư", "Chị Lan")
    await bring(town, [line(ONE, "25/11/2026", received="16/11/2026")])
    await send(town, csv([line(code("261117", 2), "26/11/2026", received="17/11/2026")]))  # nobody stores it
    await town.say("Chị Lan", f"/giaitrinh {dossier_of(town, ONE).id}")
    await town.say("Chị Lan", "bà Trần Thị Bông đi vắng, chưa xác minh được")
    assert {"dossier.applicant", "dossier.phone", "dossier.explanation", "duelist.rows"} <= where_they_are(town)
    await town.say("Chị Lan", f"/hsxong {dossier_of(town, ONE).id}")
    for _ in range(8):
        town.now += timedelta(days=31)
        await town.app.tidy()
    assert where_they_are(town) == set()
    kept = dossier_of(town, ONE)
    assert (kept.finished is not None, kept.original_due is not None, kept.procedure != "") == (True, True, True)
    assert not list(town.shop.shelf.root.rglob("?" * 64))
