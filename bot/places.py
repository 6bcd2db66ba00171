"""Where each office of an installation stands: its path, its address, its settings."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bot.settings import OfficeSettings, Settings
from storage.offices import Office


@dataclass(frozen=True)
class Place:
    """`path`: "" where the office has the whole site, else "/tb"; `address` leads there, without a slash at its end."""

    office_id: int
    code: str
    name: str
    path: str
    address: str
    settings: OfficeSettings

    @property
    def host(self) -> str:
        """The name of a host that is this office's alone; "" where it shares one."""
        own = urlsplit(self.settings.public_url)
        return own.hostname or "" if self.path and not own.path else ""


def texts_of(data: Path, code: str) -> Path:
    """Where an office puts wordings of its own."""
    return data / "texts" / (code or "-")


def base_address(settings: Settings) -> str:
    """Where people find the whole site: the public address, or this machine's own."""
    return settings.office.public_url or f"http://{settings.host}:{settings.port}"


def places_of(settings: Settings, offices: Sequence[Office]) -> list[Place]:
    """One office has the whole site. Each of several stands below its code, and at its own address if it has one."""
    return [_place(settings, office, offices) for office in offices]


def _place(settings: Settings, office: Office, offices: Sequence[Office]) -> Place:
    path = f"/{office.code.lower()}" if len(offices) > 1 else ""
    own = _own_settings(settings, office, is_first=office.id == offices[0].id)
    address = own.public_url if settings.offices is not None and own.public_url else base_address(settings) + path
    return Place(office.id, office.code, office.name, path, address, own)


def _own_settings(settings: Settings, office: Office, *, is_first: bool) -> OfficeSettings:
    """Without a folder of settings the one file speaks for the office that was there first."""
    if settings.offices is not None:
        return settings.offices.get(office.code, OfficeSettings())
    return settings.office if is_first else OfficeSettings(embed_in=settings.office.embed_in)
