"""A morning's round: hundreds of reminders at once, to a Telegram that counts as the real one does."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

from sqlmodel import select

from bench.citizens import put_citizens
from bench.rounds import Bar, Row, Table
from bench.stores import on_sqlite
from bench.ticks import put_rows
from bot.app import TICK_SECONDS, App, Kit, open_shop
from bot.channels.telegram import TelegramChannel
from bot.fakes.telegram import FakeTelegram, Rates
from bot.fakes.telegram.rates import OVERALL
from bot.rules.states import LetterState
from storage.letters import ROUND, Letter
from tests.doubles import running_telegram
from tests.talks import FRIDAY, SECRET, SORTER, Town

BAR = 0.95
WORDS = "Nhắc việc thứ Sáu, 20/11/2026: NV-{} Dọn kho, hạn 25/11/2026."


def pacing(folder: Path, *, size: int) -> list[Table]:
    """`size` reminders that are due in one moment."""
    fake = FakeTelegram(rates=Rates())
    with on_sqlite(folder) as store, running_telegram(fake):
        town = Town(store, folder)
        with store.transaction() as session:
            people = put_citizens(session, town.office_id, size, FRIDAY)
        for number in people:
            fake.person(number, "An")
        taken = asyncio.run(_sent_out(town, folder, fake, people))
    refused = fake.state.rates.refused if fake.state.rates else 0
    came = sum(len(fake.sent(number)) for number in people)
    used = size / taken / (OVERALL.most / OVERALL.seconds)
    rows = [Row("arrived", f"{came:,}"), Row("refused (429)", f"{refused:,}")]
    rows.append(Row("a second, beside what is permitted", f"{size / taken:.1f}", used))
    bars = [
        Bar("each arrived once and none was refused", came == size and not refused),
        Bar(f"at least {BAR} of the permitted rate", used >= BAR),
    ]
    note = f"{size:,} reminders due in one moment; the double takes {OVERALL.most} a second and refuses what is more."
    return [Table("Pacing", "messages", rows, bars, note)]


async def _sent_out(town: Town, folder: Path, fake: FakeTelegram, people: Sequence[int]) -> float:
    """Seconds from the moment at which they are due; the office's clock runs from a working Friday on."""
    channel = TelegramChannel(fake.token, base_url=fake.base_url)
    shop = open_shop(town.store, folder, {channel.name: channel}, Kit(SORTER, SECRET))
    begun = monotonic()

    def clock() -> datetime:
        return FRIDAY + timedelta(seconds=monotonic() - begun)

    app = App(shop, clock)
    await app.tick()  # a process that has run for a while has loaded all its steps
    with town.store.transaction() as session:
        fixed = {"office_id": town.office_id, "priority": ROUND, "next_at": FRIDAY, "created_at": FRIDAY}
        rows = ({"person_id": one, "key": str(one), "text": WORDS.format(one)} | fixed for one in people)
        put_rows(session, Letter, rows)
    due = monotonic()
    while _are_left(town):
        await app.tick()
        await app.settle()
        await asyncio.sleep(TICK_SECONDS / 10)
    taken = monotonic() - due
    await channel.stop()
    return taken


def _are_left(town: Town) -> bool:
    with town.store.transaction() as session:
        return session.exec(select(Letter.id).where(Letter.state != LetterState.SENT)).first() is not None
