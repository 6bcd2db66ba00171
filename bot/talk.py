"""The words every channel shares: what comes in, what is said back, and the port of a channel."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

AttachmentKind = Literal["photo", "document", "voice", "video"]


@dataclass(frozen=True)
class Attachment:
    """A file at the platform: `ref` is what the channel needs to fetch it, `size` is in bytes (0: unknown)."""

    kind: AttachmentKind
    ref: str
    name: str = ""
    mime: str = ""
    size: int = 0


@dataclass(frozen=True)
class Kept:
    """A file of ours: the bytes lie under `digest` (SHA-256, hex). `problem` says why none could be kept."""

    kind: AttachmentKind
    digest: str
    name: str
    mime: str
    size: int
    problem: Literal["", "too_big", "gone", "program", "secret"] = ""


@dataclass(frozen=True)
class Location:
    """WGS 84 degrees."""

    latitude: float
    longitude: float


Presence = Literal["message", "joined", "left", "unreadable"]  # the last: the platform brings none of what was sent


@dataclass(frozen=True)
class Incoming:
    """One update of a platform, read at the door.

    `address` is where an answer goes (the chat), `sender` who speaks there: equal in a private chat, different
    in a group. `text` is the words, a caption, or the command that a pressed choice carries (`pressed`).
    """

    channel: str
    update_id: str
    address: str
    sender: str
    text: str = ""
    sender_name: str = ""
    private: bool = True
    pressed: bool = False
    attachments: tuple[Attachment, ...] = ()
    kept: tuple[Kept, ...] = ()
    location: Location | None = None
    phone: str = ""
    presence: Presence = "message"
    sent_at: datetime | None = None


@dataclass(frozen=True)
class Choice:
    """Something to tap; `command` is a whole command ("/xong 42"), at most 64 bytes of UTF-8."""

    label: str
    command: str


@dataclass(frozen=True)
class Reply:
    """What is said: `text` with <b>, <i>, <code> as its only mark-up, every other < & > escaped.

    `card`: it asks for a telephone number, which some channels let people give by a tap; the card's two lines.
    """

    text: str
    choices: tuple[tuple[Choice, ...], ...] = ()
    files: tuple[Kept, ...] = ()
    card: tuple[str, str] | None = None

    def then(self, more: "Reply") -> "Reply":
        """Both in one letter."""
        choices, files = (*self.choices, *more.choices), (*self.files, *more.files)
        return Reply(f"{self.text}\n\n{more.text}", choices, files, self.card or more.card)


class Content(Protocol):
    """The bytes of a file, read when they are needed; FileNotFoundError where they are no longer kept."""

    def read_bytes(self) -> bytes: ...


@dataclass(frozen=True)
class Parcel:
    """A letter as a channel gets it: `key` names it for channels that can refuse a second copy.

    The lower its `urgency`, the sooner it goes where the channel has to wait: 0 is an answer somebody waits for.
    """

    key: str
    text: str
    choices: tuple[tuple[Choice, ...], ...] = ()
    files: tuple[tuple[Kept, Content], ...] = ()
    urgency: int = 0
    card: tuple[str, str] | None = None


@dataclass
class ChannelError(Exception):
    """Sending or fetching failed: later may help, or (`permanent`) never will.

    `retry_after` is in seconds. `moved_to` is the new address of a chat that moved. `gone` says that the
    person cannot be reached at this address until they write again (blocked, deleted, never started);
    `closed` says the same of a platform that lets nobody be written to so long after their last word.
    `unsure`: the platform may have carried it out, so it must not be repeated blindly. `spent_until`: the
    channel has no quota or money left for anybody until then. `shut_out`: the platform lets the office itself
    in no more until somebody grants it access again.
    """

    reason: str
    permanent: bool = False
    retry_after: float | None = None
    moved_to: str = ""
    gone: bool = False
    closed: bool = False
    unsure: bool = False
    spent_until: datetime | None = None
    shut_out: bool = False

    def __str__(self) -> str:
        return self.reason


@dataclass(frozen=True)
class Traits:
    """What a channel can do. `title` is its name for people; `longest` a text in UTF-16 units before it is split.

    After somebody's last word a letter goes without charge for the time `free` (None: always), then against
    payment until `paid` after it (None: never), then not at all until they write again. `monthly`: how many messages
    the platform takes in a calendar month, `people`: whom it serves at all (0: any number); `counts_heard`: what people
    write may count to the month too. `places`: whether people can send where something is.
    """

    title: str
    buttons: bool = True
    longest: int = 4096
    free: timedelta | None = None
    paid: timedelta | None = None
    monthly: int = 0
    people: int = 0
    counts_heard: bool = False
    places: bool = True


class Channel(Protocol):
    """A platform. `name` is the word in accounts and letters."""

    name: str
    traits: Traits

    async def send(self, address: str, parcel: Parcel) -> str:
        """Deliver and return the platform's name of the message; raise ChannelError.

        Where the platform counts a month's messages: of every message that the letter became, parted by blanks.
        """

    async def fetch(self, attachment: Attachment, limit: int) -> bytes:
        """Download at most `limit` bytes of a file; raise ChannelError."""


@dataclass(frozen=True)
class MenuEntry:
    """A command as a platform's menu shows it."""

    word: str
    help: str
