"""The methods of the Bot API that the bot calls, one function each."""

import json
import re
from collections.abc import Callable
from typing import Any

from bot.fakes.telegram.calls import Call
from bot.fakes.telegram.checks import (
    LARGEST_DOWNLOAD,
    read_caption,
    read_chat,
    read_file,
    read_markup,
    read_text,
)
from bot.fakes.telegram.refusals import Json, bad
from bot.fakes.telegram.state import State
from bot.fakes.telegram.world import FileKind, Post, StoredFile

ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
MOST_COMMANDS = 100
LONGEST_DESCRIPTION = 256
LONGEST_CALLBACK_ANSWER = 200


def get_me(state: State, call: Call) -> Json:
    return {
        **state.world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": not state.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def send_message(state: State, call: Call) -> Json:
    text, entities = read_text(call)
    return _send(state, call, text, entities, call.text("text"))


def send_photo(state: State, call: Call) -> Json:
    return _send_file(state, call, "photo")


def send_document(state: State, call: Call) -> Json:
    return _send_file(state, call, "document")


def edit_message_text(state: State, call: Call) -> Json:
    text, entities = read_text(call)
    post = _own_post(state, call)
    if post.file:
        raise bad("there is no text in the message to edit")
    _change(post, text, entities, read_markup(call))
    return state.world.message_json(post)


def edit_message_reply_markup(state: State, call: Call) -> Json:
    post = _own_post(state, call)
    _change(post, post.text, post.entities, read_markup(call))
    return state.world.message_json(post)


def answer_callback_query(state: State, call: Call) -> bool:
    if call.text("callback_query_id") not in state.taps:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    if len(call.text("text")) > LONGEST_CALLBACK_ANSWER:
        raise bad("MESSAGE_TOO_LONG")
    state.taps[call.text("callback_query_id")] = True
    return True


def set_my_commands(state: State, call: Call) -> bool:
    commands = call.json("commands", "can't parse commands JSON object") or []
    for command in commands:
        _check_command(command)
    if len(commands) > MOST_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    state.commands[_scope(call)] = commands
    return True


def get_my_commands(state: State, call: Call) -> list[Json]:
    return state.commands.get(_scope(call), [])


def get_file(state: State, call: Call) -> Json:
    file = state.world.files.get(call.text("file_id").removesuffix("-s"))
    if file is None:
        raise bad("invalid file_id")
    if file.size > LARGEST_DOWNLOAD:
        raise bad("file is too big")
    return {**file.as_json(), "file_path": file.path}


def send_chat_action(state: State, call: Call) -> bool:
    read_chat(state.world, call)
    if call.text("action") not in ACTIONS:
        raise bad("wrong parameter action in request")
    return True


Method = Callable[[State, Call], Any]

METHODS: dict[str, Method] = {
    "getme": get_me,
    "sendmessage": send_message,
    "sendphoto": send_photo,
    "senddocument": send_document,
    "editmessagetext": edit_message_text,
    "editmessagereplymarkup": edit_message_reply_markup,
    "answercallbackquery": answer_callback_query,
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "getfile": get_file,
    "sendchataction": send_chat_action,
}


def _send_file(state: State, call: Call, kind: FileKind) -> Json:
    text, entities = read_caption(call)
    file = read_file(state.world, call, kind)
    return _send(state, call, text, entities, call.text("caption"), file)


def _send(
    state: State, call: Call, text: str, entities: list[Json], source: str, file: StoredFile | None = None
) -> Json:
    markup = read_markup(call)
    chat_id = read_chat(state.world, call)
    number, date = state.world.next_message_id(), state.now()
    post = Post(number, chat_id, 0, date, text, entities, markup, file, source=source)
    return state.world.message_json(state.world.add(post))


def _own_post(state: State, call: Call) -> Post:
    chat_id = read_chat(state.world, call)
    post = state.world.posts.get(call.number("message_id"))
    if post is None or post.chat_id != chat_id:
        raise bad("message to edit not found")
    if not post.from_bot:
        raise bad("message can't be edited")
    return post


def _change(post: Post, text: str, entities: list[Json], markup: Json) -> None:
    if (post.text, post.entities, post.markup) == (text, entities, markup):
        raise bad(
            "message is not modified: specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message"
        )
    post.text, post.entities, post.markup = text, entities, markup


def _check_command(command: Json) -> None:
    if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"].removeprefix("/")):
        raise bad("BOT_COMMAND_INVALID")
    if not command["description"].strip():
        raise bad("command description must be non-empty")
    if len(command["description"]) > LONGEST_DESCRIPTION:
        raise bad(f"command description length must not exceed {LONGEST_DESCRIPTION}")


def _scope(call: Call) -> str:
    return json.dumps(call.json("scope", "can't parse BotCommandScope JSON object"), sort_keys=True)
