"""Files on the shelf are whole or not there, and belong to the event they came with."""

import hashlib
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.talk import Kept
from storage.feedback import FeedbackEvent
from storage.files import FileShelf, attach, attached_to_feedback, attached_to_task
from storage.plans import TaskEvent
from storage.store import Store
from tests.storage.rows import NOW, at_once, new_case, put, put_task

PHOTO = Kept(kind="photo", digest="aa" * 32, name="ảnh.jpg", mime="image/jpeg", size=3)
PAPER = Kept(kind="document", digest="bb" * 32, name="công văn.pdf", mime="application/pdf", size=4)
LOST = Kept(kind="document", digest="", name="phim.mp4", mime="video/mp4", size=90_000_000, problem="too_big")

# A child whose file may grow to 4096 bytes: at the next one the kernel kills it, in the middle of the write.
DIES_WRITING = """
import resource, signal, sys
from pathlib import Path
from storage.files import FileShelf
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
FileShelf(Path(sys.argv[1])).keep(b"x" * 10_000)
"""
LARGE = b"x" * 10_000


def files(shelf: Path) -> list[Path]:
    return sorted(path for path in shelf.rglob("*") if path.is_file())


def test_bytes_lie_under_their_digest(tmp_path: Path) -> None:
    shelf = FileShelf(tmp_path)
    digest = shelf.keep(b"abc")
    assert digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert shelf.path(digest) == tmp_path / "ba" / digest
    assert shelf.path(digest).read_bytes() == b"abc"


def test_the_same_bytes_twice_are_written_once_and_are_young_again(tmp_path: Path) -> None:
    shelf = FileShelf(tmp_path)
    path = shelf.path(shelf.keep(b"abc"))
    before = path.stat().st_ino
    os.utime(path, (0, 0))
    assert shelf.keep(b"abc") == path.name
    assert path.stat().st_ino == before
    assert path.stat().st_mtime > 0


def test_from_a_borrowed_shelf_nothing_is_taken(tmp_path: Path) -> None:
    digest = FileShelf(tmp_path).keep(b"abc")
    FileShelf(tmp_path, borrowed=True).drop([digest])
    assert FileShelf(tmp_path).path(digest).exists()
    FileShelf(tmp_path).drop([digest])
    assert not FileShelf(tmp_path).path(digest).exists()


def test_a_file_that_the_disk_does_not_let_go_keeps_no_other(tmp_path: Path) -> None:
    shelf = FileShelf(tmp_path)
    stuck, other = shelf.keep(b"one"), shelf.keep(b"two")
    shelf.path(stuck).unlink()
    shelf.path(stuck).mkdir()
    shelf.drop([stuck, other])
    assert files(tmp_path) == []


def test_only_the_service_itself_can_read_what_citizens_sent(tmp_path: Path) -> None:
    shelf = FileShelf(tmp_path)
    assert shelf.path(shelf.keep(b"abc")).stat().st_mode & 0o777 == 0o600


@settings(max_examples=25)
@given(contents=st.lists(st.binary(max_size=64), max_size=6))
def test_every_file_reads_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, contents: list[bytes]
) -> None:
    root = tmp_path_factory.mktemp("shelf")
    shelf = FileShelf(root)
    digests = [shelf.keep(content) for content in contents]
    assert [shelf.path(digest).read_bytes() for digest in digests] == contents
    assert len(files(root)) == len(set(contents))


def test_a_crash_in_the_middle_leaves_no_half_file_under_the_name(tmp_path: Path) -> None:
    shelf = FileShelf(tmp_path)
    died = subprocess.run([sys.executable, "-c", DIES_WRITING, str(tmp_path)], check=False)
    assert died.returncode == -signal.SIGXFSZ
    half = files(tmp_path)
    assert [path.suffix for path in half] == [".part"]
    path = shelf.path(shelf.keep(LARGE))
    assert path.read_bytes() == LARGE
    assert files(tmp_path) == sorted([path, *half])


def test_a_disk_that_is_full_leaves_nothing_at_all(tmp_path: Path) -> None:
    """Python turns the kernel's signal into an error, as a full disk does."""
    shelf = FileShelf(tmp_path)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(OSError, match="File too large"):
            shelf.keep(LARGE)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert files(tmp_path) == []


def test_threads_that_keep_the_same_bytes_at_once_keep_one_whole_file(tmp_path: Path) -> None:
    shelf = FileShelf(tmp_path)
    data = os.urandom(500_000)
    outcomes = at_once(*[lambda: shelf.keep(data)] * 8)
    assert outcomes == [hashlib.sha256(data).hexdigest()] * 8
    (only,) = files(tmp_path)
    assert only.read_bytes() == data


def test_files_belong_to_the_event_they_came_with(store: Store, office: int, an: int) -> None:
    with store.transaction() as session:
        case = put(session, new_case(office, an, "TB-1"))
        first, second, third = (
            put(session, FeedbackEvent(office_id=office, feedback_id=case.id, at=NOW, what="said")).id for _ in range(3)
        )
        done = put(session, TaskEvent(office_id=office, task_id=put_task(session, office).id, at=NOW, what="done")).id
        attach(session, office, (PHOTO, PAPER), feedback_event_id=first)
        attach(session, office, (PAPER,), feedback_event_id=second)
        attach(session, office, (PHOTO,), task_event_id=done)
    with store.transaction() as session:
        assert attached_to_feedback(session, [first]) == (PHOTO, PAPER)
        assert attached_to_feedback(session, [first, second]) == (PHOTO, PAPER, PAPER)
        assert attached_to_feedback(session, [third]) == ()
        assert attached_to_feedback(session, []) == ()
        assert attached_to_task(session, [done]) == (PHOTO,)


def test_a_file_that_could_not_be_kept_is_not_attached(store: Store, office: int, an: int) -> None:
    with store.transaction() as session:
        case = put(session, new_case(office, an, "TB-1"))
        event = put(session, FeedbackEvent(office_id=office, feedback_id=case.id, at=NOW, what="said")).id
        attach(session, office, (LOST, PAPER), feedback_event_id=event)
        assert attached_to_feedback(session, [event]) == (PAPER,)
