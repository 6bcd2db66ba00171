"""What the account sends: checked as Zalo checks it, kept, counted by the person's window."""

from typing import Any

from bot.channels.markup import units
from bot.fakes.zalo_oa.refusals import Json, RefusalError
from bot.fakes.zalo_oa.state import BUSINESS, FREE, PAID, STATE, UPLOAD_LIFE, Person, Post, State, Upload

LONGEST_TEXT, LONGEST_TITLE, LONGEST_PAYLOAD, MOST_BUTTONS = 2000, 100, 1000, 5
IMAGE_LIMIT, FILE_LIMIT = 1024 * 1024, 5 * 1024 * 1024
IMAGES = {b"\xff\xd8\xff": "jpg", b"\x89PNG": "png"}
DOCUMENTS = (".pdf", ".doc", ".docx", ".csv")


def send_newer(state: State, body: Json) -> tuple[Json, Post]:
    """v3.0 consultation."""
    if state.oa_type == STATE:
        raise RefusalError(-235)
    return _send(state, body, "v3.0")


def send_older(state: State, body: Json) -> tuple[Json, Post]:
    """v2.0, shut for businesses."""
    if state.oa_type == BUSINESS:
        raise RefusalError(-240)
    return _send(state, body, "v2.0")


def upload(state: State, kind: str, name: str, content: bytes) -> Json:
    if kind == "image" and (len(content) > IMAGE_LIMIT or not content.startswith(tuple(IMAGES))):
        raise RefusalError(-201, "Image is too large or of another kind")
    if kind == "file" and (len(content) > FILE_LIMIT or not name.lower().endswith(DOCUMENTS)):
        raise RefusalError(-201, "File is too large or of another kind")
    if kind not in ("image", "file", "gif"):
        raise RefusalError(-201)
    kept = Upload(state.number("upload-"), kind, name, content, state.clock())
    state.uploads[kept.ref] = kept
    return {"token": kept.ref} if kind == "file" else {"attachment_id": kept.ref}


def _send(state: State, body: Json, by: str) -> tuple[Json, Post]:
    person = state.people.get(str(_dict(body, "recipient").get("user_id", "")))
    if person is None:
        raise RefusalError(-201, "user_id is invalid")
    quota = _window(state, person)
    post = _read(state, person, _dict(body, "message"), quota, by)
    state.posts.append(post)
    counted = {"quota_type": quota} if quota else {}
    return {
        "message_id": post.number,
        "user_id": person.id,
        "sent_time": state.stamp(),
        **({"quota": counted} if counted else {}),
    }, post


def _window(state: State, person: Person) -> str:
    if person.blocked:
        raise RefusalError(-244)
    if person.heard_at is None:
        raise RefusalError(-232)
    since = state.clock() - person.heard_at
    if since > PAID:
        raise RefusalError(-230)
    if since <= FREE:
        return "reply"
    if state.messages_left is None:
        return ""
    if state.messages_left == 0:
        raise RefusalError(-211)
    state.messages_left -= 1
    return "sub_quota"


def _read(state: State, person: Person, message: Json, quota: str, by: str) -> Post:
    text = message.get("text", "")
    if not isinstance(text, str) or units(text) > LONGEST_TEXT:
        raise RefusalError(-210)
    attachment = _dict(message, "attachment")
    payload = _dict(attachment, "payload")
    parts: dict[str, Any] = {}
    if attachment.get("type") == "file":
        parts = {"upload": _uploaded(state, payload.get("token"))}
    elif payload.get("template_type") == "media":
        parts = {"upload": _uploaded(state, _only(payload).get("attachment_id"))}
    elif payload.get("template_type") == "request_user_info":
        element = _only(payload)
        parts = {"card": (element["title"], element["subtitle"])}
    elif "buttons" in payload:
        parts = {"buttons": tuple(_button(one) for one in _buttons(payload, text))}
    elif attachment or not text.strip():
        raise RefusalError(-201)
    return Post(state.number("msg-"), person.id, True, text, quota=quota, by=by, **parts)


def _buttons(payload: Json, text: str) -> list[Any]:
    found = payload["buttons"]
    if not isinstance(found, list) or not 0 < len(found) <= MOST_BUTTONS or not text.strip():
        raise RefusalError(-201, "buttons is invalid")
    return found


def _button(one: Any) -> tuple[str, str]:
    title, payload = one.get("title", ""), one.get("payload", "")
    known = one.get("type") in ("oa.query.hide", "oa.query.show")
    fits = isinstance(payload, str) and 0 < len(payload) <= LONGEST_PAYLOAD and 0 < len(title) <= LONGEST_TITLE
    if not (known and fits):
        raise RefusalError(-201, "button is invalid")
    return title, payload


def _only(payload: Json) -> Json:
    elements = payload.get("elements")
    if not isinstance(elements, list) or len(elements) != 1:
        raise RefusalError(-201, "elements is invalid")
    return dict(elements[0])


def _uploaded(state: State, ref: Any) -> Upload:
    found = state.uploads.get(str(ref))
    if found is None:
        raise RefusalError(-201, "attachment is invalid")
    if state.clock() > found.at + UPLOAD_LIFE:
        raise RefusalError(-100)
    return found


def _dict(raw: Json, name: str) -> Json:
    found = raw.get(name)
    return found if isinstance(found, dict) else {}
