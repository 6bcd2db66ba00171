"""Letters are turned one by one, from tables, into what Unicode says of the whole text."""

from itertools import filterfalse
from unicodedata import combining, normalize

from hypothesis import example, given
from hypothesis import strategies as st

from bot.rules.person_names import bare_text, low_text
from bot.rules.vietnamese import nfc, plain, spelled

TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.text("ăâđêôơưÁẬỡ ŉßΣσςİ가éá̱")


@given(TEXTS)
@example("ĐƯỜNG Hoà Bình, “tổ 5”…")
def test_a_text_without_accents_is_as_unicode_takes_them_off(text: str) -> None:
    low = nfc(text).casefold().replace("đ", "d")
    assert plain(text) == "".join(filterfalse(combining, normalize("NFD", low)))


@given(TEXTS)
@example("ΑΣ ΟΔΟΣ")
def test_letters_are_lowered_in_their_places(text: str) -> None:
    assert low_text(text) == "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    assert bare_text(text) == "".join(normalize("NFD", c)[0].lower()[:1].replace("đ", "d") or c for c in text)


def test_either_place_of_a_tone_mark_is_spelled_as_names_and_lessons_were_stored() -> None:
    old = "văn hóa, thủy lợi, khỏe"
    assert spelled("Văn hoá, THUỶ lợi, khoẻ") == spelled(old) == old
