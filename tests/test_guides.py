"""The users' guides tell what the product does: their stories are played, word for word."""

import re
import shutil
from pathlib import Path

import pytest

from bot.commands import WORDS
from bot.serve import site
from pictures.cards import FOLDER, READERS, card
from pictures.office import open_commune
from pictures.stage import Stage
from pictures.stories import STORIES
from tests.playing import Record, open_plain

ROOT = Path(__file__).resolve().parents[1]
PAGES = "\n".join(path.read_text("utf-8") for path in (ROOT / "bot" / "web" / "pages").glob("*.html"))
LARGEST = 80 * 1024  # bytes of a picture: a guide is read on telephones
NOT_SAID = re.compile(
    r"(?:dondoc|make|python|https?:|\.env|DONDOC_)|.*\.\w{2,5}$"
)  # what is typed elsewhere than in a chat


def told(guide: str) -> str:
    """The guide without its card."""
    return (FOLDER / f"{guide}.md").read_text("utf-8").partition("<!-- phiếu nhớ")[0]


def samples(guide: str) -> list[str]:
    found = re.findall(r"`([^`]+)`", told(guide))
    return [one for one in found if not NOT_SAID.match(one)]


def pictures(guide: str) -> list[str]:
    return re.findall(r"hinh/([\w-]+)\.png", told(guide))


def said_alike(words: str) -> str:
    """One-time codes are new each time."""
    return re.sub(r"\b\d{6}\b", "123456", words)


@pytest.mark.parametrize("guide", STORIES)
async def test_a_guides_story_can_be_lived_as_it_is_told(guide: str, migrated_file: Path, tmp_path: Path) -> None:
    shutil.copyfile(migrated_file, tmp_path / "dondoc.sqlite")
    commune, record = await open_commune(tmp_path), Record()
    app = site(commune.house)
    await STORIES[guide](Stage(commune, lambda token, _wide: open_plain(app, token, record)))
    await record.look()
    await commune.house.stop()
    said = {said_alike(words) for words in record.said}
    assert [one for one in samples(guide) if said_alike(one) not in said and one.lstrip("/") not in WORDS] == []
    labels = set(re.findall(r"\*\*([^*]+)\*\*", told(guide)))
    assert {
        one for one in labels if not any(name.startswith(one) for name in record.offered) and one not in PAGES
    } == set()
    assert sorted(pictures(guide)) == sorted(record.pictures)


@pytest.mark.parametrize("guide", STORIES)
def test_a_guide_names_only_what_its_readers_may_say_and_all_of_it(guide: str) -> None:
    words = {one.split()[0].lstrip("/") for one in samples(guide) if one.startswith("/")}
    assert [word for word in words if not WORDS[word].roles & set(READERS[guide])] == []
    assert card(guide) in (FOLDER / f"{guide}.md").read_text("utf-8"), "the card is old: python -m pictures cards"


def test_every_picture_of_the_guides_is_there_is_small_and_is_shown() -> None:
    there = {path.stem: path.stat().st_size for path in (FOLDER / "hinh").glob("*.png")}
    shown = [name for guide in STORIES for name in pictures(guide)]
    assert set(shown) == set(there)
    assert {name for name, size in there.items() if size > LARGEST} == set()
