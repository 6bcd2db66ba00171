"""What is personal is sealed with keys that are elsewhere: known answers, other keys, and a change of the key."""

import base64
import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlmodel import select

from storage.audit import act_as, first_wrong, note_act, seal_anew
from storage.feedback import FeedbackEvent
from storage.files import FileShelf
from storage.keys import DataKey, Keys, SealedError
from storage.people import Person, account_at, meet
from storage.resealing import Sealing, reseal, sealing_of
from storage.store import Store
from tests.storage.rows import NOW, new_case, put, put_office

OLD, NEW = Keys.of(b"the old secret of 32 bytes or so"), Keys.of(b"the old secret of 32 bytes or so", [b"n" * 40])
NONCE = bytes(range(12))


def test_the_ciphers_are_those_of_their_standards() -> None:
    """NIST GCM, test case 15; RFC 5297, A.1."""
    key = bytes.fromhex("feffe9928665731c6d6a8f9467308308" * 2)
    plain = bytes.fromhex(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255"
    )
    sealed = AESGCM(key).encrypt(bytes.fromhex("cafebabefacedbaddecaf888"), plain, None)
    assert sealed[-16:].hex() == "b094dac5d93471bdec1a502270e3cc6c"
    siv = AESSIV(bytes.fromhex("fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"))
    about = [bytes.fromhex("101112131415161718191a1b1c1d1e1f2021222324252627")]
    assert siv.encrypt(bytes.fromhex("112233445566778899aabbccddee"), about).hex() == (
        "85632d07c6e8f37f950acd320a2ecc9340c02b9690c4dc04daef7f6afe5c"
    )


def test_a_text_and_a_file_are_sealed_as_they_always_were() -> None:
    """Whoever changes this can no longer read what offices have."""
    assert DataKey(b"n" * 40).id == "c83f4e68"
    assert NEW.sealed("0912 345 678", NONCE) == "enc1:c83f4e68vAAECAwQFBgcICQoL5aRckHUUXLIngg88Yujh3DHF3f6OdI2uZklwMw=="
    assert NEW.sealed_steadily("0912 345 678") == "enc1:c83f4e68sKDAIa_o4jtThQ19L4UYjqoCdiW_0fqjvpcqd5Q=="
    assert (
        base64.b64encode(NEW.sealed_file(b"photo", NONCE)).decode()
        == "AERPTkRPQzFjODNmNGU2OAABAgMEBQYHCAkKC6X1AtY6cVO7nEFOO180rB5RsiG1dw=="
    )


@given(st.text())
def test_what_is_sealed_opens_again_and_looks_otherwise_each_time(words: str) -> None:
    assert NEW.opened(NEW.sealed(words)) == words == NEW.opened(NEW.sealed_steadily(words))
    assert NEW.sealed_steadily(words) == NEW.sealed_steadily(words)
    assert not words or NEW.sealed(words) != NEW.sealed(words)
    assert NEW.opened_file(NEW.sealed_file(words.encode())) == words.encode()


def test_another_key_or_a_changed_letter_opens_nothing() -> None:
    sealed = NEW.sealed("0912 345 678")
    with pytest.raises(SealedError):
        OLD.opened(sealed)
    with pytest.raises(SealedError):
        Keys().opened(sealed)
    with pytest.raises(SealedError):
        NEW.opened(sealed[:-4] + ("AAAA" if sealed[-4:] != "AAAA" else "BBBB"))
    with pytest.raises(SealedError):
        NEW.opened_file(NEW.sealed_file(b"photo")[:-1])


def rows(store: Store) -> list[str]:
    with store.engine.connect() as connection:
        return [*connection.execute(text("SELECT name FROM person")).scalars()]


def test_a_change_of_the_key_seals_all_anew_and_everything_is_found_as_before(store: Store) -> None:
    url = store.url
    with store.transaction() as session:
        office = put_office(session)
    other = Store(url, OLD)
    with other.transaction() as session:
        person = meet(session, office, "line", "số nhà 5", NOW).person
        person.name = "Lê Thị Sáu"
        session.add(person)
        case = put(session, new_case(office, person.id, "TB-234567")).id
        put(session, FeedbackEvent(office_id=office, feedback_id=case, at=NOW, what="asked", words="Trụ số mấy?"))
        act_as(session, None, "", NOW)
        note_act(session, office, "invited")
    newer = Store(url, NEW)
    assert (sealing_of(other), sealing_of(newer), sealing_of(store)) == (
        Sealing.NEWEST,
        Sealing.OLDER,
        Sealing.OLDER,
    )
    before = rows(other)
    assert reseal(newer) > 3
    with newer.transaction() as session:
        seal_anew(session, [key.seal for key in NEW.ring], NEW.seal)
    assert sealing_of(newer) == Sealing.NEWEST
    assert rows(newer) != before
    alone = Store(url, Keys.of(b"n" * 40))
    with alone.transaction() as session:
        account = account_at(session, office, "line", "số nhà 5")
        assert account
        assert session.get_one(Person, account.person_id).name == "Lê Thị Sáu"
        assert session.exec(select(FeedbackEvent.words)).one() == "Trụ số mấy?"
        assert first_wrong(session, office, NEW.seal) is None
    with pytest.raises(Exception, match="only added to"), alone.engine.begin() as connection:
        connection.execute(text("UPDATE feedbackevent SET words = 'x'"))
    for one in (other, newer, alone):
        one.close()


def test_what_was_kept_before_there_were_keys_is_sealed_as_well(store: Store) -> None:
    plain = Store(store.url)
    with plain.transaction() as session:
        meet(session, put_office(session), "line", "số nhà 5", NOW).person.name = "Lê Thị Sáu"
    assert rows(plain) == ["Lê Thị Sáu"]
    assert sealing_of(store) == Sealing.NONE
    reseal(store)
    assert sealing_of(store) == Sealing.NEWEST
    assert rows(store)[0].startswith("enc1:")
    plain.close()


def test_files_on_the_shelf_are_sealed_and_sealed_anew_at_their_age(tmp_path: Path) -> None:
    before = FileShelf(tmp_path)
    digest = before.keep(b"a photo of a lamp")
    os.utime(before.path(digest), (9, 9))
    for keys in (OLD, NEW):
        shelf = FileShelf(tmp_path, keys)
        assert list(shelf.unsealed()) == [shelf.path(digest)]
        assert shelf.reseal() == 1
        assert list(shelf.unsealed()) == []
        assert shelf.read(digest) == b"a photo of a lamp"
        assert b"lamp" not in shelf.path(digest).read_bytes()
        assert shelf.path(digest).stat().st_mtime == 9
    assert shelf.read("0" * 64) is None
    with pytest.raises(SealedError):
        FileShelf(tmp_path, OLD).read(digest)
    fresh = NEW.sealed_file(b"x")
    assert shelf.path(shelf.keep(b"new")).read_bytes()[:16] == fresh[:16]
