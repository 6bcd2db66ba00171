"""An office whose official account is granted, over the double, and somebody who has just written to it."""

from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from bot.channels.zalo_oa import Credentials, Hosts, Tokens, Wire, ZaloOaChannel
from bot.fakes.zalo_oa import FakeZaloOa
from bot.talk import Choice, Kept, Parcel
from storage.oa_grants import OaGrant, oa_grant, put_grant
from storage.offices import Office
from storage.store import Store
from tests.talks import FRIDAY

USER = "9000000000000000001"
SEND, SEND_BEFORE, REFRESH = "/v3.0/oa/message/cs", "/v2.0/oa/message", "/v4/oa/access_token"
JPEG, PDF, XLSX = b"\xff\xd8\xff\xe0 a photo", b"%PDF-1.7 a paper", b"PK\x03\x04 a workbook"


class Town:
    """An office whose account is granted, and somebody who has just written to it."""

    def __init__(self, store: Store, fake: FakeZaloOa, folder: Path) -> None:
        self.store, self.fake, self.folder, self.now = store, fake, folder, FRIDAY
        fake.state.clock = lambda: self.now
        with store.transaction() as session:
            office = Office(code="XT", name="UBND xã Thử", created_at=FRIDAY)
            session.add(office)
            session.flush()
            self.office_id = office.id
        self.keep(fake.grant())
        fake.hook.url = ""
        fake.person(USER).heard_at = FRIDAY
        self.links: dict[str, str] = {}
        self.opened: list[ZaloOaChannel] = []

    def keep(self, pair: dict[str, str]) -> None:
        row = OaGrant(
            office_id=self.office_id,
            account_id=self.fake.state.oa_id,
            access_token=pair["access_token"],
            refresh_token=pair["refresh_token"],
            granted_at=self.now,
            renews_at=self.now + timedelta(hours=20),
        )
        with self.store.transaction() as session:
            put_grant(session, row)

    def grant(self) -> OaGrant:
        with self.store.transaction() as session:
            found = oa_grant(session, self.office_id)
        assert found
        return found

    def channel(self, *, buttons: bool = True, proves: bool = False, api: str = "") -> ZaloOaChannel:
        wire = Wire(Hosts.at(api or self.fake.url))
        app = Credentials(self.fake.state.app_id, self.fake.state.app_secret)
        tokens = Tokens(self.store, self.office_id, app, wire, self.clock)
        made = ZaloOaChannel(tokens, wire, self.clock, self.lend, buttons=buttons, proves=proves)
        self.opened.append(made)
        return made

    def lend(self, kept: Kept, _life: timedelta) -> str:
        return self.links.get(kept.name, "")

    def clock(self) -> datetime:
        return self.now

    def kept(self, content: bytes, name: str, mime: str, kind: str = "document") -> tuple[Kept, Path]:
        digest = sha256(content).hexdigest()
        (self.folder / digest).write_bytes(content)
        return Kept("photo" if kind == "photo" else "document", digest, name, mime, len(content)), self.folder / digest

    def photo(self, content: bytes = JPEG) -> tuple[Kept, Path]:
        return self.kept(content, "", "image/jpeg", "photo")


def letter(text: str, *labels: str, files: tuple[tuple[Kept, Path], ...] = ()) -> Parcel:
    rows = tuple((Choice(label, f"/lenh {number}"),) for number, label in enumerate(labels, 1))
    return Parcel("key", text, rows, files)
