"""Work on a foreign file in a process of its own, bounded in time and memory."""

import os
import sys
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from bot.plans.opening import PlanRefused

if sys.platform != "win32":
    import resource

Result = TypeVar("Result")
SECONDS = 60
MEGABYTES = 1_500  # of address space; the work itself needs a tenth of it


def run_caged(job: Callable[[bytes], Result], data: bytes, seconds: float = SECONDS) -> Result:
    """What `job` (a function of a module) gives. Raises PlanRefused, also when it crashes or takes too long."""
    if not _can_spawn():
        return job(data)
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, job), daemon=True)
    process.start()
    theirs.close()
    try:
        ours.send_bytes(data)
        if not ours.poll(seconds):
            raise PlanRefused("Tệp quá phức tạp, đọc quá lâu nên đã dừng lại.")
        answer: Result | str = ours.recv()
    except (EOFError, OSError) as error:
        raise PlanRefused("Tệp bị hỏng hoặc quá lớn, không đọc được.") from error
    finally:
        process.kill()
        process.join()
        ours.close()
    if isinstance(answer, str):
        raise PlanRefused(answer)
    return answer


def _can_spawn() -> bool:
    """A new process runs the main script again, which a script typed at a prompt or piped in does not allow."""
    script = getattr(sys.modules["__main__"], "__file__", None)
    return script is None or Path(script).is_file()


def _work(parent: Connection, job: Callable[[bytes], object]) -> None:
    """A crash closes the pipe without an answer, which is all the other side needs to know."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        parent.send(job(parent.recv_bytes()))
    except PlanRefused as refused:
        parent.send(refused.reason)
