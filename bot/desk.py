"""What handlers and jobs may touch: an office at a moment, and for handlers who is speaking."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache
from hashlib import sha256
from itertools import starmap
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from sqlmodel import Session

import messages
from bot.rules.access import Rights
from bot.rules.covering import told_instead
from bot.rules.sorting import Category, Sorter, tree_of
from bot.rules.states import Role
from bot.rules.workdays import Calendar, DayOff, Hours, Span, read_day
from bot.talk import Choice, Incoming, Kept, Reply, Traits
from storage.absences import stand_ins
from storage.audit import act_as
from storage.corrections import taught_in
from storage.days import Holiday, own_days
from storage.drafts import Draft, drop_draft, put_draft
from storage.letters import NEWS, Letter, add_letter
from storage.offices import Office
from storage.people import Account, Person, Post, Speaker, posts_of
from storage.webchat import WEB, unsay

TOPICS = "topics"  # where Office.profile keeps the titles of topics, by code, where they are not the usual ones
DRAFT_LIFE = timedelta(hours=12)


class Tools(Protocol):
    """What the application lends to every desk: built once, without state of their own."""

    @property
    def sorter(self) -> Sorter: ...

    @property
    def secret(self) -> bytes: ...

    @property
    def site(self) -> str:
        """The address before the paths of our own pages, without a slash at its end."""

    @property
    def pages(self) -> Mapping[str, str]:
        """Channels that no start word can be brought along to: Vietnamese name -> the address that opens the bot."""

    @property
    def texts(self) -> Path | None:
        """A folder with wordings of the office's own."""

    @property
    def traits(self) -> Mapping[str, Traits]:
        """What each channel in use can do, by its name."""

    def keep(self, data: bytes) -> str:
        """Put a paper of our own on the shelf; its digest."""

    def kept(self, digest: str) -> bytes | None:
        """What lies on the shelf under a digest; None where nothing does."""

    def openings(self, word: str) -> list[tuple[str, str]]:
        """For each channel that can: its Vietnamese name and an address that opens the bot with this word."""

    def links(self, invite: str) -> list[tuple[str, str]]:
        """For each channel that can: its Vietnamese name and an address that opens the bot with an invitation."""


@dataclass
class OfficeDay:
    """An office at a moment, inside one transaction."""

    session: Session
    now: datetime
    office: Office
    tools: Tools

    def __post_init__(self) -> None:
        act_as(self.session, None, "", self.now, firmly=False)

    @cached_property
    def calendar(self) -> Calendar:
        return Calendar.vietnam(_own_lines(self.session, self.office.id))

    @cached_property
    def hours(self) -> Hours:
        return office_hours(self.office)

    @cached_property
    def reachable(self) -> dict[int, bool]:
        """Persons who were looked for so far -> whether they have a live account; a round asks for every line."""
        return {}

    @cached_property
    def sorter(self) -> Sorter:
        """The sorter with what the clerks of this office taught it up to now."""
        key = sha256(b"lessons of %d with " % self.office.id + self.tools.secret).digest()
        return self.tools.sorter.taught(taught_in(self.session, self.office.id), key, self.topics)

    @cached_property
    def topics(self) -> Mapping[str, Category]:
        """The topics of feedback as this office calls them, with its own."""
        return tree_of(self.office.profile.get(TOPICS, {}))

    def topic_title(self, code: str, otherwise: str = "") -> str:
        return self.topics[code].title if code in self.topics else otherwise

    @cached_property
    def today(self) -> date:
        """The date on the office's own clock."""
        return self.here.date()

    @cached_property
    def here(self) -> datetime:
        """Now on the office's own clock."""
        return self.hours.local(self.now)

    @property
    def slot(self) -> time:
        """The local time of the morning's digest."""
        return time.fromisoformat(self.office.slot)

    def say(self, message: str, /, attached: tuple[Kept, ...] = (), **values: object) -> Reply:
        """A message of `messages/` filled with values."""
        said = messages.render(message, self.tools.texts, **self._known, **values)
        rows = tuple(tuple(starmap(Choice, row)) for row in said.choices)
        expected = {one.year for one in said.days if one >= self.today and self.calendar.is_expected(one)}
        text = f"{said.text}\n\n{self._expected_years(expected)}" if expected else said.text
        return Reply(text, rows, attached, said.card)

    @cached_property
    def _known(self) -> dict[str, object]:
        """What every message may say."""
        return {"office": self.office, "zone": self.hours.tz, "today": self.today, "here": self.here}

    def paper(self, name: str, mime: str, data: bytes) -> Kept:
        """A document of ours, to go with a letter."""
        return Kept("document", self.tools.keep(data), name, mime, len(data))

    def _expected_years(self, years: set[int]) -> str:
        """Nobody should take a date for certain whose days off are not official yet."""
        return self.say("expected_years", years=sorted(years)).text

    def tell(
        self, person_id: int, key: str, reply: Reply, why: str, priority: int = NEWS, at: datetime | None = None
    ) -> bool:
        """Write a letter to somebody, to leave now or `at` a moment; False if this `key` was written before."""
        letter = self.letter(person_id, key, reply, why, priority)
        letter.next_at = at or self.now
        return add_letter(self.session, letter)

    def tell_all(self, people: Iterable[int], key: str, reply: Reply, why: str, at: datetime | None = None) -> None:
        """Write to these officials, in office hours (from `at` on); who is away is told through who stands in."""
        at = self.hours.next_open(self.calendar, at or self.now)
        for person_id, absent in told_instead(people, self.cover).items():
            said = replace(reply, text=f"{self.instead(absent)}\n{reply.text}") if absent else reply
            self.tell(person_id, f"{key}:{person_id}", said, why, at=at)

    @cached_property
    def cover(self) -> dict[int, int]:
        """Who is away today -> who stands in, as long as that is an official."""
        found = stand_ins(self.session, self.office.id, self.today)
        return {away: other for away, other in found.items() if posts_of(self.session, other)}

    def instead(self, absent: int) -> str:
        """ "(thay Chị Lan)" """
        return self.say("instead", name=self.session.get_one(Person, absent).name).text

    def letter(self, person_id: int, key: str, reply: Reply, why: str, priority: int) -> Letter:
        return Letter(
            office_id=self.office.id,
            person_id=person_id,
            key=key,
            why=why,
            priority=priority,
            text=reply.text,
            choices=[[[choice.label, choice.command] for choice in row] for row in reply.choices],
            files=[vars(file) for file in reply.files],
            card=list(reply.card or ()),
            next_at=self.now,
            created_at=self.now,
        )


@dataclass
class Desk(OfficeDay):
    """An office at a moment, with somebody in front of it."""

    speaker: Speaker
    heard: Incoming

    def __post_init__(self) -> None:
        act_as(self.session, self.person.id, self.heard.channel, self.now)

    @property
    def person(self) -> Person:
        return self.speaker.person

    @property
    def takes_places(self) -> bool:
        """Whether the speaker's channel lets them send where something is."""
        known = self.tools.traits.get(self.heard.channel)
        return known is None or known.places

    @cached_property
    def rights(self) -> Rights:
        posts = [*self.speaker.posts, *self._covered_posts()]
        return Rights(
            person_id=self.person.id,
            roles=frozenset({Role.CITIZEN, *(Role(post.role) for post in posts)}),
            units=frozenset(post.unit_id for post in posts if post.unit_id is not None),
            posts=frozenset(post.id for post in posts),
        )

    @cached_property
    def absent(self) -> list[int]:
        """For whom this person stands in today."""
        return [one for one in self.cover if self.person.id in told_instead([one], self.cover)]

    def _covered_posts(self) -> list[Post]:
        """The posts this person stands in for today. Looking after the bot itself is not handed on."""
        posts = [post for one in self.absent for post in posts_of(self.session, one)]
        return [post for post in posts if post.role != Role.ADMIN]

    def ask(self, topic: str, life: timedelta = DRAFT_LIFE, **data: Any) -> None:
        """Let the next words in this chat go to the handler of `topic`."""
        self._expect(self.person.id, self.heard.channel, self.heard.address, topic, self.now + life, data)

    def ask_at(self, account: Account, topic: str, life: timedelta, **data: Any) -> None:
        """Let the next words at somebody's account go to the handler of `topic`."""
        self._expect(account.person_id, account.channel, account.address, topic, self.now + life, data)

    def _expect(
        self, person: int, channel: str, address: str, topic: str, until: datetime, data: dict[str, Any]
    ) -> None:
        put_draft(
            self.session,
            Draft(
                office_id=self.office.id,
                person_id=person,
                channel=channel,
                address=address,
                topic=topic,
                data=data,
                ends_at=until,
            ),
        )

    def forget(self) -> None:
        """End whatever conversation waits in this chat."""
        drop_draft(self.session, self.office.id, self.heard.channel, self.heard.address)

    def unsay(self) -> None:
        """Erase the words just heard from where the channel itself keeps them."""
        if self.heard.channel == WEB:
            unsay(self.session, self.office.id, self.heard.update_id, self.say("unsaid").text)

    def spare(self, digests: Iterable[str]) -> None:
        """These files leave the shelf after the commit, unless a row still names them."""
        self.session.info.setdefault("spare", []).extend(digests)


def office_hours(office: Office) -> Hours:
    return _hours(tuple(map(tuple, office.hours)), office.zone)


@lru_cache(maxsize=200)  # offices that a process serves at a time
def _hours(hours: tuple[tuple[str, str], ...], zone: str) -> Hours:
    return Hours(_spans(hours), ZoneInfo(zone))


def _own_lines(session: Session, office_id: int) -> list[DayOff]:
    return [own_line(row) for row in own_days(session, office_id)]


def own_line(row: Holiday) -> DayOff:
    """A line of the office's own calendar as the rules read it."""
    line = read_day(
        {
            "day": row.day.isoformat(),
            "kind": row.kind,
            "name": row.name,
            "state": row.state,
            "source": row.source,
        }
    )
    return replace(line, hours=_spans(row.hours))


def _spans(hours: Iterable[Sequence[str]]) -> tuple[Span, ...]:
    return tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in hours)
