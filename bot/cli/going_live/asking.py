"""What is asked at the terminal, each question with an answer that Enter gives."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from getpass import getpass

from bot.cli.environment import StopError
from bot.cli.terminal import out
from bot.rules.vietnamese import plain

_YES, _NO = ("c", "co", "y", "yes"), ("k", "khong", "n", "no")
STOPPED = "Dừng tại đây. Chạy lại dondoc init lúc nào cũng được: những gì đã ghi được giữ nguyên."


@dataclass(frozen=True)
class Asker:
    """`silent`: nobody is there to answer, so every answer is the usual one."""

    silent: bool = False

    def text(self, question: str, usual: str = "") -> str:
        if self.silent:
            return usual
        return _heard(f"{question}{f' [{usual}]' if usual else ''}: ") or usual

    def secret(self, question: str) -> str:
        """Not shown while it is typed or pasted; "" where nobody answers."""
        if self.silent:
            return ""
        return _heard(f"{question}: ", getpass)

    def agree(self, question: str, *, usual: bool) -> bool:
        while not self.silent:
            said = plain(_heard(f"{question} [{'C/k' if usual else 'c/K'}]: "))
            if not said:
                return usual
            if said in _YES or said in _NO:
                return said in _YES
            out.print("  Gõ c (có) hoặc k (không).")
        return usual

    def agreed(self, question: str) -> bool:
        return self.agree(question, usual=True)

    def choose(self, question: str, among: Sequence[str]) -> int:
        """Which of these, counted from 0; the first is the usual one, and a single one needs no question."""
        if len(among) == 1:
            return 0
        for number, one in enumerate(among, start=1):
            out.print(f"  {number}. {one}", markup=False)
        while not self.silent:
            said = _heard(f"{question} [1]: ") or "1"
            if said.isdecimal() and 0 < int(said) <= len(among):
                return int(said) - 1
            out.print(f"  Gõ một số từ 1 đến {len(among)}.")
        return 0


def _heard(prompt: str, read: Callable[[str], str] = input) -> str:
    try:
        return read(prompt).strip()
    except (EOFError, KeyboardInterrupt) as end:
        out.print()
        raise StopError(STOPPED) from end
