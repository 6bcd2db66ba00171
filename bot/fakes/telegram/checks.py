"""What Telegram refuses: chats it cannot reach; words, buttons and files that do not fit."""

from typing import Any

from bot.fakes.telegram.calls import Call, Upload
from bot.fakes.telegram.markup import LARGEST_SOURCE, read_html, units
from bot.fakes.telegram.refusals import Json, RefusalError, bad, forbidden
from bot.fakes.telegram.world import FileKind, StoredFile, World

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LONGEST_DATA = 64
LARGEST_PHOTO = 10 * 1024 * 1024
LARGEST_UPLOAD = 50 * 1024 * 1024
LARGEST_DOWNLOAD = 20 * 1024 * 1024

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"BM")


def read_chat(world: World, call: Call) -> int:
    """The chat to write to, if the bot may."""
    if not call.text("chat_id"):
        raise bad("chat_id is empty")
    chat_id = call.number("chat_id")
    if chat_id in world.groups:
        _check_group(world, chat_id)
    elif chat_id in world.people:
        _check_person(world, chat_id)
    else:
        raise bad("chat not found")
    return chat_id


def _check_group(world: World, chat_id: int) -> None:
    group = world.groups[chat_id]
    if group.migrated_to:
        raise RefusalError(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            {"migrate_to_chat_id": group.migrated_to},
        )
    if not group.bot_inside:
        raise forbidden(f"bot was kicked from the {group.kind} chat")


def _check_person(world: World, chat_id: int) -> None:
    person = world.people[chat_id]
    if person.deactivated:
        raise forbidden("user is deactivated")
    if not person.started:
        raise forbidden("bot can't initiate conversation with a user")
    if person.blocked:
        raise forbidden("bot was blocked by the user")


def read_text(call: Call) -> tuple[str, list[Json]]:
    source = call.text("text")
    if not source:
        raise bad("message text is empty")
    shown, entities = _read_words(call, source)
    if not shown:
        raise bad("text must be non-empty")
    if units(shown) > LONGEST_TEXT:
        raise bad("message is too long")
    return shown, entities


def read_caption(call: Call) -> tuple[str, list[Json]]:
    shown, entities = _read_words(call, call.text("caption"))
    if units(shown) > LONGEST_CAPTION:
        raise bad("message caption is too long")
    return shown, entities


def _read_words(call: Call, source: str) -> tuple[str, list[Json]]:
    if len(source.encode()) > LARGEST_SOURCE:
        raise bad("text is too long")
    mode = call.text("parse_mode").lower()
    if mode not in {"", "none", "html"}:
        raise bad("unsupported parse_mode")
    return _trim(*read_html(source)) if mode == "html" else (source.strip(), [])


def _trim(shown: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Telegram takes blanks off both ends, and the entities move along."""
    text = shown.strip()
    lead = units(shown[: len(shown) - len(shown.lstrip())])
    moved = [_moved(entity, lead, units(text)) for entity in entities]
    return text, [entity for entity in moved if entity["length"] > 0]


def _moved(entity: Json, lead: int, length: int) -> Json:
    start = max(entity["offset"] - lead, 0)
    end = min(entity["offset"] + entity["length"] - lead, length)
    return {**entity, "offset": start, "length": end - start}


def read_markup(call: Call) -> Json:
    """The reply_markup, with every button of an inline keyboard checked."""
    markup = call.json("reply_markup", "can't parse reply keyboard markup JSON object")
    if markup is None:
        return {}
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    rows = markup.get("inline_keyboard", [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad('field "inline_keyboard" must be of type Array of Arrays')
    for row in rows:
        for button in row:
            _check_button(button)
    return {**markup, "inline_keyboard": [row for row in rows if row]} if rows else markup


def _check_button(button: Any) -> None:
    problem = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad(problem + "InlineKeyboardButton must be an Object")
    if "text" not in button:
        raise bad(problem + 'Can\'t find field "text"')
    if not (button.get("url") or button.get("callback_data")):
        raise bad(problem + "Text buttons are unallowed in the inline keyboard")
    if not button["text"].strip():
        raise bad("inline keyboard button text must be non-empty")
    if len(button.get("callback_data", "").encode()) > LONGEST_DATA:
        raise bad("BUTTON_DATA_INVALID")


def read_file(world: World, call: Call, kind: FileKind) -> StoredFile:
    """The file of a message: uploaded with it, or named by a file_id that is known."""
    upload = call.files.get(kind) or call.files.get(call.text(kind).removeprefix("attach://"))
    if upload is None and call.text(kind):
        known = world.files.get(call.text(kind))
        if known is None:
            raise bad("wrong remote file identifier specified: Wrong padding length")
        return known
    if upload is None:
        raise bad(f"there is no {kind} in the request")
    _check_upload(upload, kind)
    return world.keep(StoredFile(kind, upload.content, upload.name, upload.mime, len(upload.content)))


def _check_upload(upload: Upload, kind: FileKind) -> None:
    size = len(upload.content)
    if size > LARGEST_UPLOAD:
        raise RefusalError(413, "Request Entity Too Large")
    if not size:
        raise bad("file must be non-empty")
    if kind == "photo" and size > LARGEST_PHOTO:
        limit = f"the maximum size is {LARGEST_PHOTO} bytes"
        raise bad(f"file of size {size} bytes is too big for a photo; {limit}")
    if kind == "photo" and not upload.content.startswith(_PICTURES):
        raise bad("IMAGE_PROCESS_FAILED")
