"""Who may say what of whose: every command has its kind of row, and who stands outside of a row gets nowhere with it.

Whatever is offered to somebody is tapped by everybody who may not: whoever sees a command may type it.
"""

import asyncio
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.acts.founding import PostPlan
from bot.commands import COMMANDS, WORDS
from bot.rules.states import Role
from bot.talk import ChannelError, Kept
from tests.databases import hurry, opened
from tests.handlers.dossier_talks import bring, csv, send
from tests.handlers.test_confirming import ADVERT, POINTS, with_second_phone
from tests.handlers.walking import Offer, Walk
from tests.plans.dossier_files import code, line
from tests.talks import LAMP, OFFICE, Town, adopt, answered, approve, code_in, document, photo, plan_of

# The kind of row that a command speaks of; the rest speaks of the office as a whole or of the speaker alone.
OF_A_ROW: Mapping[str, str] = {
    "case": """
        pa nhan chuyen hoi traloi trinhtl tiendo khongcho ketthuc khongphai lienhe phanloai khongnhan huongdan
        chuyenngoai traloingoai nhanlai gop bogop ghidap phieu duyettl tratl xemtl xulylai giutraloi dangcongkhai
        suacongkhai khongcongkhai
    """,
    "own case": """
        vi_sao bosung danhgia chuahailong molai bosungtin theodoi tach boqua chodang giauten cungviec viecrieng
        nhanqua tracuu
    """,
    "duty": "v xong dang chuaxong ghichu giahan duyet nghiemthu nhacngay giaolai thugiao suagiao nhaclai",
    "dossier": "hs hsxong hschuaxong giaitrinh henlai thuxinloi daguithu hsgiao",
    "due list": "xemhs luuhs bohs hsvang hsten",
    "own": "thutin uutienkenh noitaikhoan gokenh tuan xoahet thoixoa thoibaohs",
}
SHOWS = {"case": "pa", "own case": "tracuu", "duty": "v", "dossier": "hs"}
KIND = {word: kind for kind, words in OF_A_ROW.items() for word in words.split()}
SHOWN_BY = {word: SHOWS[kind] for word, kind in KIND.items() if kind in SHOWS}
OF_ALL = """
    start cuatoi tiepdan riengtu lienket huy trogiup help guiphananh phananhmoi thutuc gapnguoi dongy khongdongy
    rutdongy dulieu_cua_toi taidulieu xoadulieu hoso baohs kenh noikenh viec tinhhinh trehan
    chitieu solieu pakn nghi bangiao lich_ca_nhan gio sukien dathan tensukien bosukien tin dstin tuandonvi
    phatsinh ykdonvi bophatsinh hosotre hososap kehoach ra_soat moi suachitieu lich
    thangnhac quy luukh bokh khackh xemlaikh bangkh xemkh tendv dong suadong dungdong theocha khonghandong bodong
    laydong dunghan suahan khonghan dongho ngoaicoquan gioihan luutru sangnam nhiptuan dinhmuctin tinchuaro guilaitin
    tindaden thuhong guilaithu bothu daxemloi guibc tudongbc mauxinloi dungmau bomau cbcongkhai hosothang
    khonglienlac ghinhan diachi danhsach nhatkyxoa chiso766 baocao xembc sobc tepbc suabc lambc congkhai congbo766
    tinrieng nhantin themtin botin chan chanvi channgay bochan phathanh thuhoi giao nhom luotxem nhatky matmay chiphi
    choduyet xemlai banlamviec giaymoi
"""
HEAD = PostPlan("Bà Đầu", "Trưởng phòng Văn hóa – Xã hội", Role.UNIT_HEAD, "VH-XH")
PLAN = replace(OFFICE, posts=(*OFFICE.posts, HEAD))
ROLES = {post.holder: post.role for post in PLAN.posts} | {"bà Sáu": Role.CITIZEN, "ông Bảy": Role.CITIZEN}
CANAL, LIST, OWNER, NUMBER = "Nạo vét kênh cấp 2", "lập danh sách riêng", "Trần Thị Bông", "0912345678"
UNSORTED = "Cái lồ ồ ngoài bãi Gò Mun lại xì ra đầy lối đi"
CONDUCT = "Cán bộ một cửa hách dịch, quát mắng người già, thái độ rất tệ"
CITIZENS = (LAMP, UNSORTED, CONDUCT, NUMBER)
# What is never shown to whom: a citizen's words, a unit's work, an applicant's name.
HIDDEN: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(ROLES, ()),
    **dict.fromkeys(("Anh Văn", "Bà Đầu", "ông Bảy"), (*CITIZENS, CANAL, LIST, OWNER)),
    "Quản Trị": (*CITIZENS, OWNER),
    "bà Sáu": (CANAL, LIST, OWNER),
    **dict.fromkeys(("Chị Lan", "Ông Trưởng"), (UNSORTED, CONDUCT)),
}
UNIT, SORTERS = ("Chị Lan", "Ông Trưởng"), ("Bà Thư", "Ông Lãnh")
# Who works on the rows of a kind, as far as their role lets them.
INSIDE: Mapping[str, tuple[str, ...]] = {
    "duty": (*UNIT, "Ông Lãnh"),
    "dossier": (*UNIT, *SORTERS),
    "due list": ("Bà Thư", "Quản Trị"),
}
# To have others reminded, or oneself, is to work on nothing: who sees the duty may.
REMINDING = {"nhaclai": ("Bà Thư", "Quản Trị"), "nhacngay": ("Bà Thư",)}


def test_every_command_speaks_of_a_kind_of_row_or_of_none() -> None:
    assert sorted([*KIND, *OF_ALL.split()]) == sorted(command.word for command in COMMANDS)


async def live(town: Town) -> None:
    """Whatever an office has: cases in every state, duties by plan and by order, dossiers, days that pass."""
    town.seat(*(post.holder for post in PLAN.posts))
    await with_second_phone(town)
    for ref in ("p1", "result"):
        town.line.files[ref] = b"\xff\xd8\xff a photo of " + ref.encode()
    await work(town)
    await cases(town)
    town.line.refuse["người bán"] = ChannelError("Bad Request: chat not found", permanent=True)
    await town.say("người bán", ADVERT)
    await town.until(town.now + timedelta(days=11))
    for who in ROLES:
        await town.say(who, "/start")
    town.strangers = True


async def work(town: Town) -> None:
    await town.say("Bà Thư", "/ngoaicoquan Điện lực khu vực; 1900 1006")
    doubts = ("Tổng kết năm|Phòng Kinh tế|quý IV|Báo cáo", "Sơ kết|Phòng Kinh tế|sau khi có hướng dẫn của tỉnh|Báo cáo")
    await adopt(town, f"{CANAL}|Phòng Kinh tế|25/11/2026|Biên bản", *doubts)
    await town.say("Ông Lãnh", f"giao Chị Lan {LIST} trước 27/11")
    await town.say("Bà Thư", "/chiso766 bat")
    await town.say("Bà Thư", POINTS)
    dossier = line(code("261110"), "19/11/2026", received="10/11/2026", applicant=OWNER)
    await bring(town, [dossier])
    await send(town, csv([dossier, line(code("261111"), "30/11/2026", applicant=OWNER)]), "moi.csv")
    rows = ("Sửa chợ|Ban Quản lý chợ|khi có vốn|Biên bản", "Sơ kết|Phòng Kinh tế|hằng quý|Tin")
    town.line.files["next"] = plan_of(*rows, year=2027)
    await town.say("Bà Thư", files=(document("next", "ke-hoach-2027.txt"),))
    await town.app.tick()
    await town.say("ông Bảy", code("261110"))
    for who in (*UNIT, *SORTERS):
        await town.say(who, "/tin Sáng nay ra quân dọn kênh")


async def cases(town: Town) -> None:
    """Reopened, waiting for the lead, just come, unsorted, about an official."""
    first = code_in(await town.say("bà Sáu", f"{LAMP}. Gọi {NUMBER}", files=(photo(),)))
    await answered(town)
    await town.say("bà Sáu", f"/danhgia {first} 1")
    await town.say("bà Sáu", f"/chuahailong {first} chua_lam")
    for place in ("đường ấp 3", "đường ấp 7", "cầu Bà Hai"):
        await town.say("bà Sáu", f"{LAMP}, {place} cũng vậy. Gọi {NUMBER}")
        await town.say("bà Sáu", "/huy")
        await town.tap("Chị Lan", "Trả lời")
        await town.say("Chị Lan", "Tổ điện đã thay bóng", files=(photo("result"),))
    await approve(town)
    town.agree("chị Chín")
    await town.say("chị Chín", LAMP)
    await town.say("bà Sáu", f"Rác đổ tràn ở bến đò, hôi quá. Còn {LAMP[:1].lower()}{LAMP[1:]}. Gọi {NUMBER}")
    for words in (f"{LAMP}, nay đến ngã ba ấp 5. Gọi {NUMBER}", UNSORTED, "/guiphananh", CONDUCT, "/guiphananh"):
        await town.say("bà Sáu", words)
        await town.say("bà Sáu", "/huy")


@pytest.fixture(scope="module")
def walk(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    folder = tmp_path_factory.mktemp("relations")
    shutil.copyfile(migrated_file, folder / "town.db")
    with opened(f"sqlite:///{folder}/town.db") as store:
        town = Town(hurry(store), folder, plan=PLAN)
        asyncio.run(live(town))
        picture = town.shop.shelf.keep(town.line.files["result"])
        file = sqlite3.connect(folder / "town.db", check_same_thread=False)
        walk = Walk(town, file, Kept("photo", picture, "anh.jpg", "image/jpeg", 30), HIDDEN, SHOWN_BY)
        begin(walk)
        walk.go()
        type_the_rest(walk)
        yield walk
        walk.close()


def begin(walk: Walk) -> None:
    """With what the days brought, and with all that each may say."""
    sent = walk.town.line.sent.items()
    walk.offer((who, one.command) for who, all_ in sent for parcel in all_ for row in parcel.choices for one in row)
    with closing(walk.keep()) as start:
        for who, role in ROLES.items():
            for command in COMMANDS:
                if command.help and role in command.roles and command.word != "huy":
                    walk.put(start)
                    walk.offer(walk.done(who, f"/{command.word}"))


def type_the_rest(walk: Walk) -> None:
    """What is offered only after days of waiting, by paper or in other cases, as whoever heard of it may type it."""
    start = next(iter(walk.found.values())).state
    mine = next(one.mark for one in walk.found.values() if one.word == "tracuu")
    walk.put(start)
    for word in sorted(set(WORDS) - {one.word for one in walk.found.values()}):
        mark = mine if KIND.get(word) == "own case" else "1"
        walk.offer(("bà Sáu", f"/{word} {mark}{rest}") for rest in ("", " 1", " co"))


def outside(one: Offer) -> list[str]:
    """Who may not: for want of the role, or standing outside of the row."""
    inside = inside_of(one)
    return [who for who, role in ROLES.items() if role not in WORDS[one.word].roles or who not in inside]


def inside_of(one: Offer) -> tuple[str, ...]:
    kind = KIND.get(one.word)
    if kind is None:
        return tuple(ROLES)
    if kind == "own" or (kind == "own case" and not one.mark.isdigit()):
        return (one.who,)
    if kind in ("case", "own case"):
        return (*UNIT, *SORTERS) if unit_of(one) == "Phòng Kinh tế" else SORTERS
    return (*INSIDE[kind], *REMINDING.get(one.word, ()))


def unit_of(one: Offer) -> str:
    asked = "SELECT unit.name FROM feedback JOIN unit ON unit.id = feedback.unit_id WHERE feedback.id = ?"
    found = one.state.execute(asked, (one.mark,)).fetchone()
    return str(found[0]) if found else ""


@pytest.mark.parametrize("kind", [*OF_A_ROW, None])
def test_who_may_not_sees_and_changes_nothing_by_whatever_was_offered_to_others(walk: Walk, kind: str | None) -> None:
    for one in [offer for offer in walk.found.values() if KIND.get(offer.word) == kind]:
        walk.put(one.state)
        for tried in walk.attempts(outside(one), one.command):
            assert not tried.changed, (one.command, tried)
            assert not [words for words in HIDDEN[tried.who] if words in tried.told], (one.command, tried)


def test_every_command_was_tried(walk: Walk) -> None:
    assert {one.word for one in walk.found.values()} == set(WORDS)


def test_nobody_reads_by_what_they_are_offered_what_is_not_theirs(walk: Walk) -> None:
    assert walk.leaks == []
