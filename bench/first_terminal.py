"""A shell on a terminal of its own, in which somebody reads and types."""

import fcntl
import os
import pty
import select
import struct
import termios
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import monotonic, perf_counter

Answer = str | Callable[[str], str | None]  # given what was shown, what is typed; None: nothing
PATIENCE = 300.0
_DONE = "@@"


class Shell:
    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self._shown = ""
        self._process, self._terminal = pty.fork()
        if self._process == 0:
            os.chdir(folder)
            os.execvpe("bash", ["bash", "--noprofile", "--norc"], {**environment, "PS1": "", "TERM": "xterm"})
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 80, 0, 0))
        self._type("stty -echo; bind 'set enable-bracketed-paste off'")

    def __enter__(self) -> "Shell":
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._terminal)
        os.waitpid(self._process, 0)

    def do(self, line: str, talk: Sequence[tuple[str, Answer]], *, lasts: bool = False) -> float:
        """Give a command, answer what it asks, wait until it ends well (`lasts`: end it); the seconds it took."""
        begun = perf_counter()
        self._type(f"{line}; echo {_DONE}$?{_DONE}")
        for words, answer in talk:
            shown = self._until(words)
            said = answer if isinstance(answer, str) else answer(shown)
            if said is not None:
                self._type(said)
        if lasts:
            os.write(self._terminal, b"\x03")
        self._until(f"{_DONE}0{_DONE}")
        return perf_counter() - begun

    def _type(self, words: str) -> None:
        os.write(self._terminal, f"{words}\n".encode())

    def _until(self, words: str) -> str:
        end = monotonic() + PATIENCE
        while words not in self._shown:
            if monotonic() > end or f"{_DONE}1{_DONE}" in self._shown or not self._read(1.0):
                raise RuntimeError(f"did not come: {words}\n{self._shown}")
        before, _, self._shown = self._shown.partition(words)
        return before

    def _read(self, seconds: float) -> bool:
        """False once the shell is gone."""
        if not select.select([self._terminal], [], [], seconds)[0]:
            return True
        try:
            read = os.read(self._terminal, 65536)
        except OSError:
            return False
        self._shown += read.decode("utf-8", "replace")
        return bool(read)
