"""The tokens of the platforms: asked for, tried at once, asked for again."""

from pathlib import Path

from bot.cli.environment import StopError, read_file
from bot.cli.going_live.asking import Asker
from bot.cli.going_live.probing import PROBES, name_of_bot
from bot.cli.terminal import out
from bot.talk import ChannelError

FROM = {
    "telegram": "mở @BotFather trên Telegram, gõ /newbot, chép mã",
    "zalo-bot": "tạo bot theo docs/huong-dan/zalo-bot.md, chép mã Zalo gửi",
}
_OF_THE_ACCOUNT = {
    "APP_ID": "Mã ứng dụng (developers.zalo.me)",
    "APP_SECRET": "Khóa bí mật của ứng dụng (không hiện khi dán)",
    "WEBHOOK_SECRET": "OA Secret Key, mục Webhook (không hiện khi dán)",
}


def ask_token(ask: Asker, values: dict[str, str], channel: str, title: str, names: str) -> None:
    """Ask until the platform knows the bot; a platform that cannot be reached is believed later."""
    name = f"{names}_TOKEN"
    token = values.get(name, "")
    while True:
        token = token or ask.secret(f"Mã bot {title} ({FROM[channel]}; không hiện khi dán)")
        if not token:
            out.print(f"  Bỏ qua {title}.")
            return
        trouble = _trouble(channel, title, token, values.get(f"{names}_API", ""))
        if not trouble:
            values[name] = token
            return
        if ask.silent:
            raise StopError(f"{trouble} Chưa ghi gì.")
        out.print(f"  {trouble} Dán lại mã, hoặc Enter để bỏ qua.", markup=False)
        values.pop(name, None)
        token = ""


def _trouble(channel: str, title: str, token: str, api: str) -> str:
    """Why the token will not do; "" where it does, or where nobody can say."""
    try:
        bot = name_of_bot(channel, token, api.rstrip("/"))
    except ChannelError as error:
        if error.permanent:
            return f"{title} không nhận mã này."
        out.print(f"  ! Chưa thử được mã với {title} ({error.reason}); dondoc check sẽ thử lại.", markup=False)
        return ""
    out.print(f"  ✓ {title} nhận mã: {bot}", markup=False)
    return ""


def ask_official_account(ask: Asker, values: dict[str, str], names: str) -> None:
    """The three words of an app; consent follows in the browser, once the server runs."""
    for name, question in _OF_THE_ACCOUNT.items():
        told = values.get(f"{names}_{name}") or (
            ask.text(question) if name == "APP_ID" else ask.secret(f"{question} (không hiện khi dán)")
        )
        if not told:
            out.print("  Bỏ qua Zalo OA.")
            for other in _OF_THE_ACCOUNT:
                values.pop(f"{names}_{other}", None)
            return
        values[f"{names}_{name}"] = told
    out.print("  Zalo OA cần người quản trị OA đồng ý thêm một lần: dondoc zalo-oa link")


def said_tokens(channels: list[str], files: list[Path]) -> dict[str, str]:
    """Settings from `--channel A --token-file F`, paired in their order; of an official account F has three lines."""
    known = (*PROBES, "zalo-oa")
    unknown = [channel for channel in channels if channel not in known]
    if unknown:
        raise StopError(f"Không có kênh {unknown[0]}. Chọn: {', '.join(known)}.")
    if len(channels) != len(files):
        raise StopError("Mỗi --channel cần một --token-file, theo cùng thứ tự.")
    said: dict[str, str] = {}
    for channel, file in zip(channels, files, strict=True):
        lines = read_file(file).decode("utf-8", "replace").split()
        names = "DONDOC_" + channel.upper().replace("-", "_")
        wanted = list(_OF_THE_ACCOUNT) if channel == "zalo-oa" else ["TOKEN"]
        if len(lines) != len(wanted):
            raise StopError(f"{file}: cần đúng {len(wanted)} dòng.")
        said |= {f"{names}_{name}": line for name, line in zip(wanted, lines, strict=True)}
    return said
