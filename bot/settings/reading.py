"""Texts of settings read into values; what is odd is added to the problems, in Vietnamese."""

from collections.abc import Mapping
from urllib.parse import urlsplit


class SettingsError(ValueError):
    """`problems`: one Vietnamese sentence per missing or odd setting."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def url_of(name: str, value: str, problems: list[str]) -> str:
    if value and (urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).netloc):
        problems.append(f"{name}: phải là địa chỉ http:// hoặc https://.")
    return value


def one_of(name: str, values: Mapping[str, str], allowed: tuple[str, ...], problems: list[str]) -> str:
    """The value, the first allowed one where none is given."""
    value = values[name] or allowed[0]
    if value not in allowed:
        problems.append(f"{name}: {value!r} không dùng được, chọn một trong: {', '.join(dict.fromkeys(allowed))}.")
    return value


def stripped(given: Mapping[str, str], names: tuple[str, ...], problems: list[str]) -> dict[str, str]:
    """The text of each name ("" where not given); any other DONDOC_ name is a problem."""
    unknown = sorted(name for name in given if name.startswith("DONDOC_") and name not in names)
    problems += [f"{name}: không có thiết lập này, hãy xem lại chính tả." for name in unknown]
    return {name: given.get(name, "").strip() for name in names}
