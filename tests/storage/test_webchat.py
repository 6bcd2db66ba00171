"""The web chat's own messages."""

from sqlmodel import delete

from storage.store import Store
from storage.webchat import WebMessage, put_web_message, web_messages
from tests.storage.rows import NOW, overlapping, put_office


def bubble(office: int, key: str, text: str = "Chào bác.", address: str = "visitor") -> WebMessage:
    return WebMessage(office_id=office, address=address, key=key, mine=False, text=text, at=NOW)


def write(store: Store, *messages: WebMessage) -> list[int]:
    with store.transaction() as session:
        return [put_web_message(session, each).id for each in messages]


def texts(store: Store, office: int, after: int = 0, limit: int = 200, address: str = "visitor") -> list[str]:
    with store.transaction() as session:
        return [each.text for each in web_messages(session, office, address, after, limit)]


def test_the_same_bubble_twice_is_the_first_one(store: Store, office: int) -> None:
    first, second = write(store, bubble(office, "answer:1", "một"), bubble(office, "answer:1", "hai"))
    assert first == second
    assert write(store, bubble(office, "answer:1", "ba")) == [first]
    assert texts(store, office) == ["một"]


def test_other_visitors_and_offices_may_use_the_same_key(store: Store, office: int) -> None:
    with store.transaction() as session:
        other = put_office(session, "HG")
    write(store, bubble(office, "1", "một"), bubble(office, "1", "hai", "somebody"), bubble(other, "1", "ba"))
    found = [texts(store, office), texts(store, office, address="somebody"), texts(store, other)]
    assert found == [["một"], ["hai"], ["ba"]]


def test_a_page_asks_for_what_came_after_the_last_it_has(store: Store, office: int) -> None:
    ids = write(store, *(bubble(office, f"{number}", f"tin {number}") for number in range(5)))
    assert texts(store, office, after=ids[2]) == ["tin 3", "tin 4"]
    assert texts(store, office, after=ids[4]) == []


def test_a_long_history_shows_its_newest_part_oldest_first(store: Store, office: int) -> None:
    write(store, *(bubble(office, f"{number}", f"tin {number}") for number in range(5)))
    assert texts(store, office, limit=2) == ["tin 3", "tin 4"]


def test_a_page_that_knew_bubbles_tidied_away_since_still_gets_the_new_ones(store: Store, office: int) -> None:
    ids = write(store, bubble(office, "1"), bubble(office, "2"))
    with store.transaction() as session:
        session.exec(delete(WebMessage))
    write(store, bubble(office, "3", "tin mới"))
    assert texts(store, office, after=ids[-1]) == ["tin mới"]


def test_choices_and_files_come_back_as_they_were_written(store: Store, office: int) -> None:
    message = bubble(office, "1")
    message.choices, message.files = [[["Đã xong", "/xong 42"]]], [{"digest": "ab", "name": "ảnh.jpg"}]
    write(store, message)
    with store.transaction() as session:
        (found,) = web_messages(session, office, "visitor", 0)
        assert (found.choices, found.files) == ([[["Đã xong", "/xong 42"]]], [{"digest": "ab", "name": "ảnh.jpg"}])


def test_a_bubble_sent_twice_at_the_same_moment_is_kept_once(store: Store, office: int) -> None:
    first, second = overlapping(
        store,
        lambda session: put_web_message(session, bubble(office, "1", "một")).id,
        lambda session: put_web_message(session, bubble(office, "1", "hai")).id,
    )
    assert first == second
    assert texts(store, office) == ["một"]
