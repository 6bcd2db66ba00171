"""What somebody has sent and that waits in a conversation for their decision."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.talk import Incoming, Kept, Location


@dataclass(frozen=True)
class Held:
    """Words, files and a place; `case`: the case they belong to; `sent_as`: the kind it is to be."""

    text: str = ""
    kept: tuple[Kept, ...] = ()
    place: Location | None = None
    case: int | None = None
    sent_as: str = ""

    @classmethod
    def heard(cls, heard: Incoming, case: int | None = None) -> "Held":
        return cls(heard.text, heard.kept, heard.location, case)

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "Held":
        """From the data of a draft, also of one that an older release began."""
        return cls(
            text=data.get("text", ""),
            kept=tuple(Kept(**file) for file in data.get("files", ())),
            place=Location(*data["place"]) if data.get("place") else None,
            case=data.get("case"),
            sent_as=data.get("sent_as", ""),
        )

    def data(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "files": [vars(file) for file in self.kept],
            "place": [self.place.latitude, self.place.longitude] if self.place else None,
            "case": self.case,
            "sent_as": self.sent_as,
        }

    def with_more(self, heard: Incoming) -> "Held":
        text = "\n".join(part for part in (self.text, heard.text) if part)
        return replace(self, text=text, kept=(*self.kept, *heard.kept), place=heard.location or self.place)

    def said_again(self, heard: Incoming) -> Incoming:
        """The update, as if what waited had come with it."""
        return replace(heard, text=self.text, kept=self.kept, location=self.place)
