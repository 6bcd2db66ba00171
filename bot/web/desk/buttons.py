"""What can be done, taken from what the chat offers: the page knows no rule of its own about it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.talk import Choice, Reply

# These ask for words: their form has a box for them. Command -> the label of the box.
WORDED = {
    "ghichu": "Ghi chú",
    "traloi": "Trả lời người dân: đã làm gì, khi nào, ai làm",
    "hoi": "Câu hỏi cho người dân",
    "tiendo": "Tiến độ báo người dân",
    "tratl": "Lý do trả lại",
    "khongnhan": "Lý do không tiếp nhận, báo cho người dân",
    "khongphai": "Vì sao không phải việc của đơn vị",
    "ketthuc": "Lý do kết thúc",
    "giahan": "Xin thêm tới ngày nào, vì sao (ví dụ: tới 15/12 vì chờ vật tư)",
    "giutraloi": "Giải thích thêm cho người dân",
}
# What is done for a citizen is shown by a photo.
WITH_FILES = frozenset({"traloi"})
# What most visitors come for: the first of these that is offered.
MAIN = frozenset({"xong", "duyettl", "xulylai", "phanloai", "nhan", "congkhai"})


@dataclass(frozen=True)
class Button:
    """`asks`: the label of the box for the words it needs; none where a press is enough. `files` may come along."""

    label: str
    command: str
    asks: str = ""
    files: bool = False
    main: bool = False


def buttons_of(*replies: Reply, here: str = "") -> list[Button]:
    """What these replies offer, each command once and what most come for first, but for the page that is shown."""
    found: dict[str, Button] = {}
    for choice in _choices(replies):
        word = _word(choice.command)
        button = Button(choice.label, choice.command, WORDED.get(word, ""), word in WITH_FILES)
        found.setdefault(choice.command, button)
    found.pop(here, None)
    main = next((command for command in found if _word(command) in MAIN), None)
    if main is None:
        return list(found.values())
    return [replace(found.pop(main), main=True), *found.values()]


def _word(command: str) -> str:
    return command.removeprefix("/").split(" ")[0]


def _choices(replies: tuple[Reply, ...]) -> Iterator[Choice]:
    for reply in replies:
        for row in reply.choices:
            yield from row
