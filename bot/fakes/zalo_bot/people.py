"""What people do at their side of Zalo. Each act gives the id of the message."""

from hashlib import sha256

from bot.fakes.zalo_bot.state import Json, Post, State


class People:
    """A chat is named by the person (or the group) in it; in a group `sender` says who acts there."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.url = ""

    def chat_of(self, name: str) -> str:
        """The id of somebody's chat, who need not have written."""
        number = sha256(name.encode()).hexdigest()[:20]
        with self.state.lock:
            self.state.names.setdefault(number, name)
        return number

    def group(self, name: str) -> str:
        """A group with the bot in it."""
        number = "zgr-" + self.chat_of(name)
        with self.state.lock:
            self.state.names[number] = name
            self.state.groups.add(number)
        return number

    def say(self, name: str, text: str, *, group: str = "", mention: bool = True) -> str:
        """Write something. In a group the bot hears only what mentions it."""
        seen = f"@{self.state.bot_name} {text}" if group and mention else text
        if self.state.switches.previews and "http" in text:
            return self.send_unsupported(name)
        return self._post(name, "text", {"text": seen}, group=group, heard=mention or not group)

    def send_photo(self, name: str, content: bytes, caption: str = "", *, group: str = "") -> str:
        words = {"caption": f"@{self.state.bot_name} {caption}" if group else caption} if caption else {}
        picture = {self.state.switches.photo_key: self._hosted(content), "message_type": "CHAT_PHOTO"}
        return self._post(name, "image", {**picture, **words}, group=group, heard=bool(caption) or not group)

    def send_voice(self, name: str, content: bytes) -> str:
        return self._post(name, "voice", {"voice_url": self._hosted(content), "message_type": "CHAT_VOICE"})

    def send_sticker(self, name: str) -> str:
        return self._post(name, "sticker", {"sticker": "b63f", "url": f"{self.url}/media/sticker"})

    def send_unsupported(self, name: str, *, group: str = "") -> str:
        """A place, a document, a card of a link; also whatever a protected person writes."""
        return self._post(name, "unsupported", {}, group=group)

    def inject(self, event: Json) -> None:
        """An event of any shape."""
        self.state.push(event)

    def _hosted(self, content: bytes) -> str:
        number = self.state.new_id()
        self.state.media[number] = content
        return f"{self.url}/media/{number}"

    def _post(self, name: str, kind: str, given: Json, *, group: str = "", heard: bool = True) -> str:
        who, number = self.chat_of(name), self.state.new_id()
        chat = self.group(group) if group else who
        message: Json = {
            "message_id": number,
            "date": self.state.now(),
            "from": {"id": who, "display_name": name, "is_bot": False},
            "chat": {"id": chat, "chat_type": "GROUP" if group else "PRIVATE"},
            **given,
        }
        event: Json = {"event_name": f"message.{kind}.received", "message": message}
        with self.state.lock:
            words = given.get("text") or given.get("caption") or ""
            self.state.posts.append(Post(number, chat, who, words))
            if not heard or not self._is_served(who):
                self.state.dropped.append(event)
                return number
        self.state.push(event)
        return number

    def _is_served(self, who: str) -> bool:
        if who not in self.state.writers and len(self.state.writers) >= self.state.switches.people:
            return False
        self.state.writers.add(who)
        return True
