"""An office may word messages itself; what it got wrong is told to who keeps the server, and stops no answer."""

from dataclasses import replace
from pathlib import Path

from bot.app import Kit, branch_of
from bot.samples.common import COMMON
from bot.samples.filling import samples
from messages import filled, problems_in, render
from tests.talks import Town
from tests.towns import founded_file, town, town_store

__all__ = ["founded_file", "town", "town_store"]


def put(folder: Path, name: str, words: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.j2").write_text(words, encoding="utf-8")
    return folder


async def test_an_office_is_heard_in_its_own_words(town: Town, tmp_path: Path) -> None:
    folder = put(tmp_path / "XT", "apology", "Xin thứ lỗi, {{ office.name }} đang trục trặc.")
    branch = town.shop.office(town.office_id)
    assert isinstance(branch.tools, Kit)
    own = branch_of(replace(branch.tools, texts=folder), town.shop.shelf, branch.channels)
    shop = replace(town.shop, office=lambda _office_id: own)
    with town.store.transaction() as session:
        said = shop.day(session, town.office_id, town.now).say("apology").text
        assert said == "Xin thứ lỗi, UBND xã Thử đang trục trặc."
        assert town.shop.day(session, town.office_id, town.now).say("apology").text != said


def test_a_wording_that_cannot_be_filled_gives_way_to_ours(tmp_path: Path) -> None:
    ours = render("unsaid").text
    for number, words in enumerate(("{{ nothing }}", "{% if %}", "{{ 1 / 0 }}", "{{ ''.__class__.__mro__[1] }}")):
        assert render("unsaid", put(tmp_path / str(number), "unsaid", words)).text == ours


def test_what_is_wrong_with_a_wording_is_said_beforehand(tmp_path: Path) -> None:
    put(tmp_path / "XT", "apology", "Xin lỗi {{ who }}")
    put(tmp_path / "XT", "unsaid", "{% if %}")
    put(tmp_path / "XT", "hello", "Chào")
    found = dict(problems_in(tmp_path / "XT"))
    assert found["apology"] == "dùng giá trị không có: who."
    assert found["unsaid"].startswith("dòng 1: viết sai")
    assert found["hello"] == "không có lời nhắn nào tên này."


def test_ours_are_filled_as_jinja_itself_would_fill_them(tmp_path: Path) -> None:
    """An office's folder is left to Jinja, with what stands in none of its files."""
    for one in samples():
        values = {**COMMON, **one.values, "who": "<b>Lan</b> & 'em' \"út\""}
        assert filled(one.name, None, values) == filled(one.name, tmp_path, values), one.name
