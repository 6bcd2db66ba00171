"""What cannot be undone is done by a second tap: not without having been asked, not twice, not long after."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from bot.commands import WORDS
from bot.talk import ChannelError
from storage.dead_letters import dead_letters
from storage.feedback import FeedbackEvent
from storage.people import Account, account_at, office_posts
from tests.handlers import test_rights
from tests.talks import LAMP, MENDED, Town, answered, document, photo, plan_of

ADVERT = "Cho vay nhanh 5-50 triệu, chỉ cần CCCD, giải ngân 15 phút, LH 0912 345 678"
POINTS = "18; 19; 11; 8; 17; 20"
MADE_ANEW = {"invite", "auditentry", "audithead"}  # to a post that is free a new invitation may be written at any time
LATER, NEXT_DAY = timedelta(minutes=31), timedelta(days=1)


@dataclass(frozen=True)
class Act:
    """`who` asks by `first`, taps `second`; the question holds for `life`. `get_ready`: what must be there before."""

    who: str
    first: str
    second: str
    life: timedelta = LATER
    get_ready: Callable[[Town], Awaitable[None]] | None = None


async def with_case(town: Town) -> None:
    town.line.files["p1"] = b"\xff\xd8\xff a photo"
    await town.say("bà Sáu", LAMP, files=(photo(),))


async def with_answer(town: Town) -> None:
    await with_case(town)
    await answered(town)


async def with_draft(town: Town) -> None:
    await with_case(town)
    town.line.files["result"] = b"\xff\xd8\xff a photo of the result"
    await town.tap("Chị Lan", "Trả lời")
    await town.say("Chị Lan", MENDED, files=(photo("result"),))


async def with_advert(town: Town) -> None:
    await town.say("người bán", ADVERT)


async def with_letter_that_nobody_took(town: Town) -> None:
    town.line.refuse["Chị Lan"] = ChannelError("Bad Request: chat not found", permanent=True)
    await with_case(town)


async def with_plan(town: Town) -> None:
    town.line.files["plan"] = plan_of("Nạo vét kênh|Phòng Kinh tế|25/12/2026|Biên bản")
    await town.say("Bà Thư", files=(document("plan", "ke-hoach.txt"),))
    await town.app.tick()


async def with_points(town: Town) -> None:
    await town.say("Bà Thư", "/chiso766 bat")
    await town.say("Bà Thư", POINTS)


async def with_second_phone(town: Town) -> None:
    with town.store.transaction() as session:
        account = account_at(session, town.office_id, "line", "Chị Lan")
        assert account
        session.add(Account(**{**account.model_dump(exclude={"id"}), "address": "máy ở nhà"}))


def post_of(town: Town, holder: str) -> int:
    with town.store.transaction() as session:
        return next(post.id for post in office_posts(session, town.office_id) if post.holder_name == holder)


async def with_directory(town: Town) -> None:
    with town.store.transaction() as session:
        for post in office_posts(session, town.office_id):
            post.published = True
            session.add(post)


def rows(town: Town) -> dict[str, list[tuple[object, ...]]]:
    """What is kept, but that somebody spoke, who was unknown before."""
    return {name: kept for name, kept in test_rights.rows(town).items() if name not in ("spoken", "person", "consent")}


# Command of the second tap -> the act. "{lan}", "{home}": the post of chị Lan, her account at home;
# "{seen}", "{dead}": the newest draft of an answer, the first letter that nobody took.
ACTS: Mapping[str, Act] = {
    "matmay": Act("Quản Trị", "/matmay {lan}", "Ngắt ngay"),
    "moi": Act("Quản Trị", "/moi {lan}", "Người khác"),
    "gokenh": Act("Chị Lan", "/gokenh {home}", "Gỡ", get_ready=with_second_phone),
    "xoahet": Act("bà Sáu", "/xoadulieu", "Rút phản ánh, xóa ngay", get_ready=with_case),
    "dangcongkhai": Act("Bà Thư", "/congkhai 1", "Công khai", NEXT_DAY, with_answer),
    "duyettl": Act("Ông Lãnh", "/duyettl 1 {seen}", "Gửi ngay", get_ready=with_draft),
    "botin": Act("Bà Thư", "/botin 1", "Bỏ hẳn", get_ready=with_advert),
    "bothu": Act("Quản Trị", "/bothu {dead}", "Bỏ hẳn", get_ready=with_letter_that_nobody_took),
    "luutru": Act("Quản Trị", "/luutru tệp 6 tháng", "Rút ngắn"),
    "luukh": Act("Bà Thư", "/luukh 1", "Lưu", NEXT_DAY, with_plan),
    "congbo766": Act("Bà Thư", "/congbo766 1", "Duyệt công bố", NEXT_DAY, with_points),
    "phathanh": Act("Bà Thư", "/danhsach canbo", "Công khai", NEXT_DAY, with_directory),
}


async def ready(town: Town, act: Act) -> str:
    """What is said first."""
    town.seat("Quản Trị", "Chị Lan", "Bà Thư", "Ông Lãnh", "Ông Trưởng")
    if act.get_ready:
        await act.get_ready(town)
    with town.store.transaction() as session:
        home = account_at(session, town.office_id, "line", "máy ở nhà")
        dead, seen = dead_letters(session, town.office_id), seen_in(session)
    numbers = {"home": home.id if home else 0, "dead": dead[0].id if dead else 0, "seen": seen}
    return act.first.format(lan=post_of(town, "Chị Lan"), **numbers)


def seen_in(session: Session) -> int:
    """The newest draft of an answer."""
    drafts = select(FeedbackEvent.id).where(FeedbackEvent.what == "drafted")
    return max(session.exec(drafts), default=0)


@pytest.mark.parametrize("word", ACTS)
async def test_it_is_done_by_a_second_tap_in_time_and_once(town: Town, word: str) -> None:
    act = ACTS[word]
    first = await ready(town, act)
    asked = rows(town)
    await town.say(act.who, first)
    command = town.choice(act.who, act.second)
    assert command.startswith(f"/{word} ")
    assert rows(town) == asked, "asking has changed something"

    town.now += act.life
    kept = rows(town)
    await town.say(act.who, command)
    assert rows(town) == kept, "done too late"

    await town.say(act.who, "/huy")
    await town.say(act.who, first)
    command = town.choice(act.who, act.second)
    await town.say(act.who, command)
    done = rows(town)
    assert done != kept, "not done"

    await town.say(act.who, command)
    again = rows(town)
    assert {name for name in done if done[name] != again[name]} <= MADE_ANEW, "done twice"


@pytest.mark.parametrize("word", [word for word, act in ACTS.items() if act.life == LATER])
async def test_words_and_whoever_types_the_command_are_asked(town: Town, word: str) -> None:
    act = ACTS[word]
    first = await ready(town, act)
    await town.say(act.who, first)
    command, kept = town.choice(act.who, act.second), rows(town)
    asked = await town.say(act.who, "ừ, làm đi")
    assert town.choice(act.who, act.second) == command
    assert rows(town) == kept
    await town.say(act.who, "/huy")
    assert await town.say(act.who, command) == asked
    assert rows(town) == kept


def test_every_such_command_is_there() -> None:
    assert set(ACTS) <= set(WORDS)
