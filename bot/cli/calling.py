"""How commands are called, told in Vietnamese: argparse itself speaks English."""

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

_SAID = (
    ("the following arguments are required: ", "còn thiếu "),
    ("unrecognized arguments: ", "không hiểu "),
    ("argument ", ""),
    ("invalid choice: ", "không có "),
    (r"\(choose from ", "(chọn một trong: "),
    (r"invalid \w+ value: ", "không đúng dạng: "),
    ("expected one argument", "cần một giá trị"),
)


class _Usage(argparse.HelpFormatter):
    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "Cách gõ: " if prefix is None else prefix)


class CommandParser(argparse.ArgumentParser):
    """Also makes the parsers of its commands: argparse gives those the class of the one above."""

    def __init__(self, *given: Any, **how: Any) -> None:
        super().__init__(*given, **{**how, "add_help": False, "formatter_class": _Usage})
        self._positionals.title, self._optionals.title = "cần nêu", "có thể thêm"
        self.add_argument("-h", "--help", action="help", help="xem cách gõ")

    def error(self, message: str) -> NoReturn:
        for english, words in _SAID:
            message = re.sub(english, words, message, count=1)
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {message}. Xem thêm: {self.prog} --help\n")


def command_parser(prog: str, description: str) -> argparse.ArgumentParser:
    return CommandParser(prog=prog, description=description)
