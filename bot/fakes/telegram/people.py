"""What people do at their side of Telegram. Each act that the bot hears of gives the number of its update."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from bot.fakes.telegram.refusals import Json
from bot.fakes.telegram.state import State
from bot.fakes.telegram.world import FileKind, Group, Person, Post, StoredFile, World


class People:
    """`chat` is a person's number or a group's; in a group `sender` says who acts there."""

    def __init__(self, state: State) -> None:
        self.state = state

    @property
    def world(self) -> World:
        return self.state.world

    def person(self, number: int, first_name: str = "", *, started: bool = True) -> Person:
        """Somebody, who by default has written to the bot before."""
        with self.state.lock:
            person = self.world.person(number)
            person.first_name = first_name or person.first_name
            person.started = started
            return person

    def group(self, number: int, title: str = "Nhóm", kind: Literal["group", "supergroup"] = "group") -> Group:
        with self.state.lock:
            return self.world.groups.setdefault(number, Group(number, title, kind))

    def say(self, chat: int, text: str, *, sender: int = 0, reply_to: int = 0) -> int:
        """Write something. In a group the bot hears commands and replies to it; all without privacy mode."""
        extra: Json = {}
        if reply_to:
            extra["reply_to_message"] = self.world.message_json(self.world.posts[reply_to])
        heard = chat not in self.world.groups or not self.state.privacy or self._is_for_bot(text, reply_to)
        return self._post(chat, sender, text=text, extra=extra, heard=heard)

    def send_file(
        self,
        chat: int,
        kind: FileKind,
        content: bytes,
        *,
        name: str = "",
        mime: str = "",
        caption: str = "",
        sender: int = 0,
        size: int = 0,
    ) -> int:
        """A file; a larger `size` than the content has makes believe that it is large."""
        file = self.world.keep(StoredFile(kind, content, name, mime, size or len(content)))
        return self._post(chat, sender, text=caption, file=file)

    def send_photo(self, chat: int, content: bytes, caption: str = "", *, sender: int = 0) -> int:
        return self.send_file(chat, "photo", content, mime="image/jpeg", caption=caption, sender=sender)

    def send_location(self, chat: int, latitude: float, longitude: float, *, sender: int = 0) -> int:
        place = {"latitude": latitude, "longitude": longitude}
        return self._post(chat, sender, extra={"location": place})

    def send_contact(self, chat: int, phone: str, *, owner: int | None = None, sender: int = 0) -> int:
        """A card, by default the sender's own; `owner` 0 is somebody without an account."""
        whose = (sender or chat) if owner is None else owner
        card: Json = {"phone_number": phone, "first_name": "An", **({"user_id": whose} if whose else {})}
        return self._post(chat, sender, extra={"contact": card})

    def edit(self, message_id: int, text: str) -> int:
        """Change what one said."""
        with self._acting() as world:
            post = world.posts[message_id]
            post.text = text
            edited = {**world.message_json(post), "edit_date": self.state.now()}
            return self.state.queue.add("edited_message", edited, f"chat {post.chat_id}")

    def press(self, chat: int, message_id: int, words: str, *, sender: int = 0) -> int:
        """Tap the button with this label or data; LookupError when the message has none such."""
        with self._acting() as world:
            post = world.posts[message_id]
            data = post.find_button(words)["callback_data"]
            tap = str(len(self.state.taps) + 4_000_000_001)
            self.state.taps[tap] = False
            user = world.person(sender or chat)
            query = {
                "id": tap,
                "from": user.as_json(),
                "message": world.message_json(post),
                "chat_instance": str(chat),
                "data": data,
            }
            return self.state.queue.add("callback_query", query, f"taps of {user.id}")

    def block(self, person: int) -> int:
        with self._acting() as world:
            world.person(person).blocked = True
            return self._change_bot(person, person, "member", "kicked")

    def unblock(self, person: int) -> int:
        with self._acting() as world:
            world.person(person).blocked = False
            return self._change_bot(person, person, "kicked", "member")

    def remove_bot(self, group: int, *, sender: int) -> int:
        with self._acting() as world:
            world.groups[group].bot_inside = False
            return self._change_bot(group, sender, "member", "kicked")

    def add_bot(self, group: int, *, sender: int) -> int:
        with self._acting() as world:
            world.groups[group].bot_inside = True
            return self._change_bot(group, sender, "left", "member")

    def deactivate(self, person: int) -> None:
        with self._acting() as world:
            world.person(person).deactivated = True

    def migrate(self, group: int, new: int) -> None:
        """The group becomes a supergroup with a new number."""
        with self._acting() as world:
            world.groups[group].migrated_to = new
            world.groups[new] = Group(new, world.groups[group].title, "supergroup")

    @contextmanager
    def _acting(self) -> Iterator[World]:
        with self.state.lock:
            yield self.world

    def _is_for_bot(self, text: str, reply_to: int) -> bool:
        if reply_to:
            return self.world.posts[reply_to].from_bot
        word = text.split(maxsplit=1)[0] if text.strip() else ""
        addressee = word.partition("@")[2]
        return word.startswith("/") and addressee.lower() in {"", self.world.bot["username"].lower()}

    def _post(
        self,
        chat: int,
        sender: int,
        *,
        text: str = "",
        file: StoredFile | None = None,
        extra: Json | None = None,
        heard: bool = True,
    ) -> int:
        with self._acting() as world:
            person = world.person(sender or chat)
            if chat not in world.groups:
                person.started = True
            number, date = world.next_message_id(), self.state.now()
            entities = _command_entities(text)
            post = world.add(Post(number, chat, person.id, date, text, entities, {}, file, extra or {}))
            if not heard:
                return 0
            return self.state.queue.add("message", world.message_json(post), f"chat {chat}")

    def _change_bot(self, chat: int, sender: int, old: str, new: str) -> int:
        user = self.world.bot
        change = {
            "chat": self.world.chat_json(chat),
            "from": self.world.person(sender).as_json(),
            "date": self.state.now(),
            "old_chat_member": _member(user, old),
            "new_chat_member": _member(user, new),
        }
        return self.state.queue.add("my_chat_member", change, f"chat {chat}")


def _member(user: Json, status: str) -> Json:
    return {"user": user, "status": status, **({"until_date": 0} if status == "kicked" else {})}


def _command_entities(text: str) -> list[Json]:
    if not text.startswith("/"):
        return []
    return [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
