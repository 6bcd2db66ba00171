"""Due lists in talks: somebody sends one, it is read and stored."""

from collections.abc import Sequence

from storage.dossiers import Dossier, dossier_keyed
from tests.plans.dossier_files import FULL, Cells, text
from tests.talks import Town, document


async def send(town: Town, data: bytes, name: str = "ho-so.csv", who: str = "Bà Thư") -> str:
    """What is said of a file, at once and after it was read."""
    town.line.files[name] = data
    before = len(town.heard(who))
    await town.say(who, files=(document(name, name),))
    await town.app.tick()
    await town.app.settle()
    return "\n".join(town.heard(who)[before:])


def csv(rows: Sequence[Cells], header: Cells = FULL) -> bytes:
    """A workbook is read in a process of its own, which takes its time: one test of it is enough."""
    return text(rows, header=header).encode()


async def bring(town: Town, rows: Sequence[Cells], who: str = "Bà Thư") -> str:
    """A list is sent and stored; what is said then."""
    await send(town, csv(rows), who=who)
    return await town.tap(who, "Nhập danh sách")


def dossier_of(town: Town, key: str) -> Dossier:
    with town.store.transaction() as session:
        found = dossier_keyed(session, town.office_id, key)
    assert found is not None
    return found
