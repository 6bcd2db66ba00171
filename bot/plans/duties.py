"""What a cell says a unit does: it leads, it helps, or it simply does the work."""

import re
from dataclasses import dataclass
from typing import Literal

from bot.plans.unit_names import is_open_end, is_unit_start, keyed, split_names
from bot.rules.vietnamese import nfc

Duty = Literal["lead", "help", "work", ""]

_STRONG = (
    r"duoc giao chu tri|chu tri|phoi hop|theo doi|[dg]on doc|dom doc|thuc hien|tham muu|huong dan|trien khai|tong hop|"
    r"giam sat|ho tro|chiu trach nhiem|lam dau moi|la dau moi|co trach nhiem"
)
_WEAK = (
    r"tiep nhan|phan loai|bao cao|tham dinh|kiem tra|danh gia|xay dung|ban hanh|ra soat|dang tai|cung cap|de xuat|"
    r"chi dao|co y kien|tuyen truyen|trinh|quan ly|cap nhat|cong khai|niem yet|xu ly|tra loi|bo tri|can doi|soan thao|"
    r"hoan thien|to chuc (?:thuc hien|trien khai|kiem tra)|lap|du thao|phu trach|dam bao|bao dam|truc tiep"
)
_VERB = re.compile(rf"(?<![^\W_])(?:{_STRONG}|{_WEAK})(?![^\W_])")
_ROLE_VERB = re.compile(rf"(?<![^\W_])(?:{_STRONG})(?![^\W_])")
# After these words a verb belongs to the name: "Tổ kiểm tra", "công tác tuyên truyền".
_NAMED = (
    r"to|ban|doan|hoi dong|bo phan|doi|phong|trung tam|uy ban|cong tac|nhiem vu|viec|ve|de|chuc nang|quyen|su nghiep|"
    r"chuyen trach|duoc phan cong|duoc giao|duoc"
)
_NAMED_BY_VERB = re.compile(rf"(?:^|\s)({_NAMED})$")
_NAMED_BY_WEAK = re.compile(rf"(?:^|\s)({_NAMED}|co quan|quan)$")
_NEVER_NAMES = re.compile(r"chu tri|phoi hop|theo doi|[dg]on doc|dom doc|duoc giao chu tri")
_WHO_IS_MEANT = re.compile(
    r"duoc phan cong|duoc giao nhiem vu|co tham quyen|co chuc nang|duoc kiem tra|duoc giao chu tri \w"
)
_TASKED = re.compile(r"duoc giao chu tri(?: thuc hien)?(?=\s*(?:$|[.;,(]))")
_HELP = re.compile(r"phoi hop|theo doi|huong dan|[dg]on doc|dom doc|tong hop|giam sat|ho tro|tham dinh|kiem tra")
_WITH = re.compile(r"phoi hop (?:chat che )?(?:(?:voi|cung)(?: voi)? )?")
_LABEL = re.compile(
    r"(?<![^\W_])(?:co quan |don vi |phong |bo phan )?(chu tri|phoi hop|thuc hien|tham muu)[^:]{0,20}:\s*"
)
_ABOUT_WORK = re.compile(rf"(?:{_STRONG}|{_WEAK}|theo|nhu|neu|khi|de)(?![^\W_])")


@dataclass(frozen=True)
class Share:
    """Units and the duty said of them; `partners` are those they work with."""

    names: tuple[str, ...]
    duty: Duty = ""
    partners: tuple[str, ...] = ()
    leads_with: bool = False  # "A phối hợp với B chủ trì"


def read_shares(sentence: str) -> list[Share]:
    """The duties of one sentence or bullet, pieces apart by a semicolon each on their own."""
    text = _without_remarks(nfc(sentence)).strip(" -–+•*.")
    if is_duty_label(text):
        return _read_labelled(text)
    shares: list[Share] = []
    for piece in text.split(";"):
        shares += _read_piece(piece.strip(" -–+•*."))
    return shares


def _without_remarks(text: str) -> str:
    """A bracket that only says what the unit does goes; one that says who is meant stays."""

    def kept(found: re.Match[str]) -> str:
        key = keyed(found[1])
        if _ROLE_VERB.match(key):
            return f" {found[1]} "
        return "" if _ABOUT_WORK.match(key) else found[0]

    return nfc(re.sub(r"\(([^()]*)\)", kept, text))


def is_duty_label(text: str) -> bool:
    """ "Cơ quan phối hợp: …" """
    return bool(_LABEL.match(keyed(text)))


def _read_labelled(text: str) -> list[Share]:
    """Labels hold for all units up to the next label."""
    labels = list(_LABEL.finditer(keyed(text)))
    ends = [label.start() for label in labels[1:]] + [len(text)]
    return [
        Share(split_names(text[label.end() : end]), _duty(label[1])) for label, end in zip(labels, ends, strict=True)
    ]


def _read_piece(text: str) -> list[Share]:
    verb = _first_verb(text)
    if verb is None:
        return [Share(split_names(text))] if text else []
    names, said = split_names(text[: verb.start()]), text[verb.start() :]
    said, rest = _cut_next(said)
    return [_share(names, said), *(_read_piece(rest) if rest else [])]


def _first_verb(text: str) -> re.Match[str] | None:
    """The first verb that follows a unit and is no part of its name."""
    key = keyed(text)
    for verb in _VERB.finditer(key):
        before = key[: verb.start()].rstrip(" ,")
        tasked = _TASKED.match(key, verb.start())
        meant = _WHO_IS_MEANT.search(key[: verb.end() + 2]) and not tasked
        if before and text[verb.start()].islower() and not meant and not _names_unit(before, verb[0]):
            return verb
    return None


def _names_unit(before: str, verb: str) -> bool:
    if _NEVER_NAMES.match(verb):
        return False
    return bool((_NAMED_BY_VERB if _ROLE_VERB.match(verb) else _NAMED_BY_WEAK).search(before))


def _cut_next(said: str) -> tuple[str, str]:
    """Cut off a further unit with a duty of its own: "chủ trì | B phối hợp"."""
    for mark in re.finditer(r"(?:,|\bvà\b)\s+", said):
        rest = said[mark.end() :]
        verb = _ROLE_VERB.search(keyed(rest))
        named = re.search(r"\bvới\s+[^,;]*$", said[: mark.start()])
        name = rest[: verb.start()] if verb else ""
        begins = name[:1].isupper() or name.startswith("các ")
        if begins and is_unit_start(name) and not named and not is_open_end(name):
            return said[: mark.start()], rest
    return said, ""


def _share(names: tuple[str, ...], said: str) -> Share:
    key = keyed(said)
    together = _WITH.search(key)
    rest = said[together.end() :] if together else ""
    if not together or not is_unit_start(rest):
        return Share(names, _duty(key))
    verb = _first_verb(rest)
    partners = split_names(rest[: verb.start()] if verb else rest)
    if _duty(key[: together.start()]) == "lead":
        return Share(names, "lead", partners)
    leads_with = bool(verb) and _duty(keyed(rest[verb.start() :] if verb else "")) == "lead"
    return Share(names, "lead" if leads_with else "work", partners, leads_with)


def _duty(key: str) -> Duty:
    if "chu tri" in key or re.match(r"(lam|la) dau moi|chiu trach nhiem", key):
        return "lead"
    return "help" if _HELP.match(key) else "work"
