"""A call of the bot: its arguments as Telegram understands them, from a query, a form or JSON."""

import json
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from bot.fakes.telegram.refusals import Json, bad


@dataclass(frozen=True)
class Upload:
    name: str
    mime: str
    content: bytes


@dataclass(frozen=True)
class Call:
    method: str
    args: dict[str, str]
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.args.get(name, "")

    def number(self, name: str, default: int = 0) -> int:
        """A whole number; what is none counts as 0, as at Telegram."""
        given = self.args.get(name)
        if given is None:
            return default
        return int(given) if given.lstrip("-").isdecimal() else 0

    def is_set(self, name: str) -> bool:
        return self.text(name).lower() in {"true", "1", "yes"}

    def json(self, name: str, words: str) -> Any:
        """A JSON argument, None when it is not given; refuses what is no JSON in these words."""
        if not self.text(name):
            return None
        try:
            return json.loads(self.text(name))
        except ValueError:
            raise bad(words) from None


async def read_call(request: Request) -> Call:
    method = request.path_params["method"].lower()
    args = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        return Call(method, args | _json_args(await request.body()))
    async with request.form() as form:
        files = await _read_files(form)
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
    return Call(method, args | fields, files)


def _json_args(body: bytes) -> dict[str, str]:
    try:
        given: Json = json.loads(body or b"{}")
    except ValueError:
        raise bad("can't parse JSON object") from None
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in given.items()}


async def _read_files(form: FormData) -> dict[str, Upload]:
    files: dict[str, Upload] = {}
    for name, value in form.items():
        if isinstance(value, UploadFile):
            mime = value.content_type or "application/octet-stream"
            files[name] = Upload(value.filename or name, mime, await value.read())
    return files
