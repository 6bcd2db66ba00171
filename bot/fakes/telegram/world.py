"""What Telegram remembers: people, groups, messages with their keyboards, files."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal

from bot.fakes.telegram.refusals import Json

FileKind = Literal["photo", "document", "voice", "video"]


@dataclass
class Person:
    """Somebody with an account; `started`: has written to the bot, so that it may write back."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    def as_json(self) -> Json:
        names = {"last_name": self.last_name, "username": self.username}
        given = {key: name for key, name in names.items() if name}
        return {"id": self.id, "is_bot": False, "first_name": self.first_name, **given, "language_code": "vi"}

    def chat_json(self) -> Json:
        return {"id": self.id, "type": "private", "first_name": self.first_name}


@dataclass
class Group:
    id: int
    title: str
    kind: Literal["group", "supergroup"] = "group"
    bot_inside: bool = True
    migrated_to: int = 0

    def chat_json(self) -> Json:
        return {"id": self.id, "type": self.kind, "title": self.title}


@dataclass(frozen=True)
class StoredFile:
    """A file at Telegram. `size` may be larger than the bytes kept here, to play with large files."""

    kind: FileKind
    content: bytes
    name: str
    mime: str
    size: int

    @property
    def ref(self) -> str:
        return f"{self.kind}-{self.unique}"

    @property
    def unique(self) -> str:
        return sha256(f"{self.kind}/{self.name}/{self.size}/".encode() + self.content).hexdigest()[:24]

    @property
    def path(self) -> str:
        return f"{self.kind}s/file_{self.unique}"

    def as_json(self) -> Json:
        return {"file_id": self.ref, "file_unique_id": self.unique, "file_size": self.size}


@dataclass
class Post:
    """A message in a chat; `sender` is 0 for the bot. `text` is the shown words, or a file's caption."""

    message_id: int
    chat_id: int
    sender: int
    date: int
    text: str = ""
    entities: list[Json] = field(default_factory=list)
    markup: Json = field(default_factory=dict)
    file: StoredFile | None = None
    extra: Json = field(default_factory=dict)
    source: str = ""

    @property
    def from_bot(self) -> bool:
        return self.sender == 0

    @property
    def buttons(self) -> list[list[Json]]:
        """The inline keyboard, row by row: {"text", "callback_data"}."""
        return list(self.markup.get("inline_keyboard", []))

    @property
    def labels(self) -> list[str]:
        return [button["text"] for row in self.buttons for button in row]

    def find_button(self, words: str) -> Json:
        """The button with this label or data; LookupError."""
        for row in self.buttons:
            for button in row:
                if words in (button["text"], button.get("callback_data")):
                    return button
        raise LookupError(f"no button {words!r} under message {self.message_id}, only {self.labels}")


@dataclass
class World:
    """All that there is, by number."""

    bot: Json
    people: dict[int, Person] = field(default_factory=dict)
    groups: dict[int, Group] = field(default_factory=dict)
    posts: dict[int, Post] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)

    def person(self, number: int) -> Person:
        """The person with this number, made up when there is none."""
        return self.people.setdefault(number, Person(number, f"Người {number}"))

    def chat_json(self, chat_id: int) -> Json:
        if chat_id in self.groups:
            return self.groups[chat_id].chat_json()
        return self.person(chat_id).chat_json()

    def keep(self, file: StoredFile) -> StoredFile:
        self.files[file.ref] = file
        return file

    def add(self, post: Post) -> Post:
        self.posts[post.message_id] = post
        return post

    def next_message_id(self) -> int:
        return len(self.posts) + 1

    def in_chat(self, chat_id: int) -> list[Post]:
        return [post for post in self.posts.values() if post.chat_id == chat_id]

    def message_json(self, post: Post) -> Json:
        """The message as the Bot API writes it."""
        words: Json = {}
        if post.text:
            key = "caption" if post.file else "text"
            entities = "caption_entities" if post.file else "entities"
            words = {key: post.text, **({entities: post.entities} if post.entities else {})}
        return {
            "message_id": post.message_id,
            "from": self.bot if post.from_bot else self.person(post.sender).as_json(),
            "chat": self.chat_json(post.chat_id),
            "date": post.date,
            **words,
            **(_medium_json(post.file) if post.file else {}),
            **({"reply_markup": post.markup} if post.buttons else {}),
            **post.extra,
        }


def _medium_json(file: StoredFile) -> Json:
    if file.kind == "photo":
        # Telegram lists every picture in several sizes, the best last.
        small = {"file_id": f"{file.ref}-s", "file_unique_id": f"{file.unique}s", "file_size": 900}
        sizes = [{**small, "width": 90, "height": 67}, {**file.as_json(), "width": 1280, "height": 960}]
        return {"photo": sizes}
    named: Json = {**file.as_json(), "mime_type": file.mime}
    if file.kind == "voice":
        return {"voice": {**named, "duration": 3}}
    named["file_name"] = file.name
    if file.kind == "video":
        return {"video": {**named, "duration": 3, "width": 640, "height": 480}}
    return {"document": named}
