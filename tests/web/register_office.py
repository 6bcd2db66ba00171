"""An office with published cases, its pages behind an ASGI transport or a real server."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from starlette.applications import Starlette

from bot.acts.founding import found
from bot.app import Kit, open_shop
from bot.jobs.shop import Shop
from bot.rules.states import Case
from bot.web.open311 import open311_routes
from bot.web.register import register_routes
from storage.feedback import Feedback
from storage.offices import units_of
from storage.people import Person
from storage.store import Store
from tests.talks import FRIDAY, OFFICE, SECRET, SORTER

SITE = "https://xa.example"
OWN = "Nhà tôi tối om, gọi 0912 345 678"  # what a citizen wrote, and nobody else may read
RESULT = "Phòng Kinh tế đã thay 02 bóng đèn lúc 16 giờ ngày 19/11."


@dataclass
class Register:
    """`publish` puts a case on the pages, `receive` one that is only counted."""

    store: Store
    shop: Shop
    office_id: int
    person_id: int
    units: dict[str, int]
    now: datetime = FRIDAY
    number: int = 0

    def receive(self, **values: Any) -> Feedback:
        self.number += 1
        at = values.pop("received_at", FRIDAY - timedelta(days=8))
        case = Feedback(
            **{
                "office_id": self.office_id,
                "code": f"XT-A{self.number:05d}",
                "person_id": self.person_id,
                "kind": "phan_anh",
                "category": "chieu-sang-dien",
                "text": OWN,
                "place": "số nhà 12, ấp 3",
                "latitude": 10.776123,
                "longitude": 106.700456,
                "unit_id": self.units["Phòng Kinh tế"],
                "clock": "local10",
                "received_at": at,
                "due": (at + timedelta(days=10)).date(),
                "original_due": (at + timedelta(days=10)).date(),
                **values,
            }
        )
        with self.store.transaction() as session:
            session.add(case)
        return case

    def answer(self, **values: Any) -> Feedback:
        usual = {"state": Case.CLOSED, "answer": OWN, "answered_at": FRIDAY - timedelta(days=1)}
        return self.receive(**{**usual, **values})

    def publish(self, **values: Any) -> Feedback:
        usual = {"public_text": RESULT, "public_area": "ấp 3", "published_at": self.now}
        return self.answer(**{**usual, **values})

    def change(self, case: Feedback, **values: Any) -> None:
        with self.store.transaction() as session:
            row = session.get_one(Feedback, case.id)
            for name, value in values.items():
                setattr(row, name, value)
            session.add(row)

    def site(self, frame_ancestors: str = "'self'") -> Starlette:
        pages = register_routes(self.shop, self.office_id, lambda: self.now, frame_ancestors)
        return Starlette(routes=[*pages, *open311_routes(self.shop, self.office_id, lambda: self.now)])

    def visitor(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.ASGITransport(self.site()), base_url=SITE)


def open_register(store: Store, folder: Path) -> Register:
    """An office without a case; `store` is migrated and empty."""
    with store.transaction() as session:
        office = found(session, OFFICE, FRIDAY)
        person = Person(office_id=office.id, name="Nguyễn Thị Sáu", phone="0912345678", created_at=FRIDAY)
        session.add(person)
        session.flush()
        units = {unit.name: unit.id for unit in units_of(session, office.id)}
        shop = open_shop(store, folder, {}, Kit(SORTER, SECRET, {}, SITE))
        return Register(store, shop, office.id, person.id, units)
