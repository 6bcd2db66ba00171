"""What people do at their side of Zalo, and what somebody of the office does in its console."""

from typing import Any

from bot.fakes.zalo_oa.hook import Hook
from bot.fakes.zalo_oa.refusals import Json
from bot.fakes.zalo_oa.state import Person, Post, State, Upload


class People:
    """`user` is a person's number at this account, a text of digits."""

    def __init__(self, state: State, hook: Hook) -> None:
        self.state = state
        self.hook = hook
        self.url = ""

    def person(self, user: str, name: str = "") -> Person:
        with self.state.lock:
            known = self.state.people.setdefault(user, Person(user, name or f"Người {user}"))
            known.name = name or known.name
            return known

    def named(self, name: str) -> str:
        """The number of whoever is called so, who is made up when there is nobody."""
        with self.state.lock:
            known = next((one.id for one in self.state.people.values() if one.name == name), "")
            return known or self.person(str(9_000_000_000_000_000_001 + len(self.state.people)), name).id

    def say(self, user: str, text: str, *, times: int = 1) -> str:
        """Write something; `times`: Zalo brings it so often."""
        return self._message(user, "user_send_text", {"text": text}, text=text, times=times)

    def tap(self, user: str, label: str) -> str:
        """The newest button whose title begins so: its payload comes as if it had been typed."""
        for post in reversed(self.messages(user)):
            for title, payload in post.buttons:
                if title.startswith(label):
                    return self._message(user, "user_send_text", {"text": payload}, text=f"[{title}]")
        raise LookupError(f"no button {label!r}")

    def press(self, user: str, message_id: str, words: str) -> str:
        """Tap something under a message: a button, or the card that asks for one's telephone."""
        post = {one.number: one for one in self.messages(user)}[message_id]
        if post.card:
            self.submit_info(user, self.person(user).name, "84912345678")
            return ""
        payload = dict(post.buttons)[words]
        return self._message(user, "user_send_text", {"text": payload}, text=f"[{words}]")

    def send_file(self, user: str, kind: str, content: bytes, *, name: str = "", text: str = "") -> str:
        """An image, gif, file, audio or video, which lies at an address of ours."""
        kept = Upload(self.state.number("sent-"), kind, name, content, self.state.clock())
        self.state.uploads[kept.ref] = kept
        payload = {"url": f"{self.url}/files/{kept.ref}", "thumbnail": f"{self.url}/files/{kept.ref}"}
        if kind == "file":
            ending = name.rpartition(".")[2]
            payload |= {"name": name, "size": str(len(content)), "type": ending, "checksum": "0" * 32}
        words = {"text": text} if text else {}
        message = {**words, "attachments": [{"type": kind, "payload": payload}]}
        return self._message(user, f"user_send_{kind}", message, text=text, upload=kept)

    def send_photo(self, user: str, content: bytes, caption: str = "") -> str:
        return self.send_file(user, "image", content, text=caption)

    def send_location(self, user: str, latitude: float, longitude: float) -> str:
        coordinates = {"latitude": str(latitude), "longitude": str(longitude)}
        message = {"attachments": [{"type": "location", "payload": {"coordinates": coordinates}}]}
        return self._message(user, "user_send_location", message, text="[vị trí]")

    def send_sticker(self, user: str) -> str:
        payload = {"url": "https://zalo.example/sticker", "id": "7"}
        return self._message(user, "user_send_sticker", {"attachments": [{"type": "sticker", "payload": payload}]})

    def submit_info(self, user: str, name: str, phone: str, **place: str) -> None:
        """Fill in the card that asks for one's telephone."""
        info = {"name": name, "phone": phone, "full_address": place}
        self._heard(user)
        self._push("user_submit_info", user, {"info": info})

    def follow(self, user: str) -> None:
        self._heard(user).blocked = False
        self._follow(user, "follow")

    def unfollow(self, user: str) -> None:
        self.person(user).blocked = True
        self._follow(user, "unfollow")

    def read(self, user: str) -> None:
        """Look at everything the account sent."""
        numbers = [post.number for post in self.messages(user) if post.from_oa]
        self._push("user_seen_message", user, {"message": {"msg_ids": numbers}})

    def write_by_hand(self, user: str, text: str, admin: str = "5000000000000000001") -> None:
        """Somebody of the office answers in the console."""
        number = self.state.number("msg-")
        self._add(Post(number, user, True, text, by="console"))
        self.echo(user, number, text, admin)

    def echo(self, user: str, number: str, text: str, admin: str = "") -> None:
        sender = {"id": self.state.oa_id, **({"admin_id": admin} if admin else {})}
        frame = {"sender": sender, "recipient": {"id": user}, "message": {"text": text, "msg_id": number}}
        self.push({"event_name": "oa_send_text", **frame})

    def arrived(self, user: str, number: str) -> None:
        self._push("user_received_message", user, {"message": {"msg_id": number}})

    def messages(self, user: str) -> list[Post]:
        """Everything in the chat, oldest first."""
        with self.state.lock:
            return [post for post in self.state.posts if post.user == user]

    def push(self, event: Json, *, times: int = 1) -> None:
        """An event of any shape, signed."""
        stamp = self.state.stamp()
        self.hook.push({"app_id": self.state.app_id, **event, "timestamp": stamp}, stamp, times)

    def _message(self, user: str, name: str, message: Json, *, text: str = "", times: int = 1, **kept: Any) -> str:
        self._heard(user)
        number = self.state.number("said-")
        self._add(Post(number, user, False, text, **kept))
        self._push(name, user, {"message": {**message, "msg_id": number}}, times)
        return number

    def _push(self, name: str, user: str, said: Json, times: int = 1) -> None:
        frame = {"sender": {"id": user}, "recipient": {"id": self.state.oa_id}, "user_id_by_app": f"9{user}"}
        self.push({**frame, "event_name": name, **said}, times=times)

    def _follow(self, user: str, name: str) -> None:
        who = {"oa_id": self.state.oa_id, "follower": {"id": user}, "user_id_by_app": f"9{user}"}
        self.push({**who, "event_name": name, "source": "oa_profile"})

    def _heard(self, user: str) -> Person:
        person = self.person(user)
        person.heard_at = self.state.clock()
        return person

    def _add(self, post: Post) -> None:
        with self.state.lock:
            self.state.posts.append(post)
