"""Two offices in one store, each told the same story in words of its own, by people who have accounts at both."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Select, Table, select
from sqlmodel import SQLModel, col
from sqlmodel import select as find

from bot.acts.founding import OfficePlan
from storage.people import Person, office_posts
from storage.store import Store
from tests.talks import LAMP, OFFICE, Town, adopt, answered, photo

SIX = "bà Sáu"


def plan_of(code: str, word: str) -> OfficePlan:
    """The office of the tests, with a word of its own in every name."""
    called = {alias: f"{unit.name} {word}" for unit in OFFICE.units for alias in (unit.name, *unit.aliases)}
    return replace(
        OFFICE,
        name=f"UBND xã {word}",
        code=code,
        address=f"Số 2 đường {word}",
        units=tuple(replace(unit, name=called[unit.name], aliases=(unit.name, *unit.aliases)) for unit in OFFICE.units),
        posts=tuple(
            replace(post, title=f"{post.title} {word}", unit=called[post.unit] if post.unit else "")
            for post in OFFICE.posts
        ),
    )


class Neighbour(Town):
    """An office whose every word can be known again."""

    def __init__(self, store: Store, folder: Path, code: str, word: str) -> None:
        super().__init__(store, folder, plan=plan_of(code, word))
        self.word = word
        self.seat(*(post.holder for post in OFFICE.posts))
        self.agree(SIX)
        with store.transaction() as session:
            for person in session.exec(find(Person).where(col(Person.office_id) == self.office_id)):
                person.name = f"{person.name} {word}"
                session.add(person)
            for post in office_posts(session, self.office_id):
                post.holder_name = f"{post.holder_name} {word}"
                session.add(post)

    async def live(self) -> None:
        """A plan, cases, an answer that is made public, work that is given, days that pass: much of what there is."""
        word, unit = self.word, f"Phòng Kinh tế {self.word}"
        self.line.files["result"] = b"\xff\xd8\xff a photo of " + word.encode()
        await adopt(self, f"Nạo vét kênh {word}|{unit}|25/11/2026|Biên bản", f"Báo cáo {word}|{unit}|Hằng tháng")
        await self.say(SIX, f"{LAMP}. Gọi {word}", files=(photo("result"),))
        await answered(self, words=f"Tổ điện {word} đã thay bóng lúc 16 giờ chiều nay")
        await self.say(SIX, f"Rác {word} đổ đầy bờ kênh sau chợ, mùi hôi nồng nặc")
        await self.say("Ông Lãnh", f"giao Chị Lan {word} lập danh sách {word} trước 27/11")
        await self.say("Bà Thư", "công khai")
        await self.tap("Bà Thư", "1. ")
        await self.tap("Bà Thư", "Công khai như trên")
        await self.say("Bà Thư", "/thutuc")
        await self.say("Chị Lan", "/lich_ca_nhan")
        for words in (
            "/tinhhinh",
            "/trehan",
            "/chitieu",
            "/baocao",
            "/pakn",
            "/viec",
            "/danhsach",
            "/choduyet",
            "/lienhe",
        ):
            await self.say("Ông Lãnh", words)
        await self.say("Quản Trị", "/moi")
        await self.until(self.now + timedelta(days=3))

    def commands(self) -> list[str]:
        """Every choice that anybody here was ever offered."""
        parcels = (parcel for sent in self.line.sent.values() for parcel in sent)
        return sorted({choice.command for parcel in parcels for row in parcel.choices for choice in row})

    def rows(self) -> dict[str, list[tuple[object, ...]]]:
        """All that belongs to this office, as it stands."""
        return rows_of(self.store, self.office_id)


def rows_of(store: Store, office_id: int) -> dict[str, list[tuple[object, ...]]]:
    with store.transaction() as session:
        return {
            table.name: sorted((tuple(row) for row in session.execute(_own(table, office_id))), key=repr)
            for table in owned_tables()
        }


def owned_tables() -> Iterator[Table]:
    return (table for table in SQLModel.metadata.sorted_tables if "office_id" in table.c or table.name == "office")


def _own(table: Table, office_id: int) -> Select[tuple[object, ...]]:
    owner = table.c.id if table.name == "office" else table.c.office_id
    return select(table).where(owner == office_id)


def neighbours(store: Store, folder: Path) -> tuple[Neighbour, Neighbour]:
    """Both offices in one shop, as one process serves them."""
    here, there = Neighbour(store, folder, "AF", "Alfa"), Neighbour(store, folder, "BV", "Bravo")
    branches = {town.office_id: town.shop.office(town.office_id) for town in (here, there)}
    shop = replace(here.shop, office=branches.__getitem__)
    for town in (here, there):
        town.shop = town.app.shop = shop
    return here, there
