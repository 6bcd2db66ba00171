"""Who may say what of whose: every command has its kind of row, and who stands outside of a row gets nowhere with it.

What was ever offered to somebody inside is tapped by everybody outside: whoever sees a command may type it.
"""

import asyncio
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Table, select
from sqlmodel import SQLModel

from bot.acts.founding import PostPlan
from bot.commands import COMMANDS
from bot.rules.states import Role
from tests.databases import hurry, opened
from tests.handlers.dossier_talks import bring
from tests.handlers.test_rights import TRACES
from tests.plans.dossier_files import code, line
from tests.talks import LAMP, OFFICE, Town, adopt, answered, photo

# The kind of row that a command speaks of; the rest speaks of the office as a whole or of the speaker alone.
OF_A_ROW: Mapping[str, str] = {
    "case": """
        pa nhan chuyen hoi traloi trinhtl tiendo khongcho ketthuc khongphai lienhe phanloai khongnhan huongdan
        chuyenngoai traloingoai nhanlai gop bogop ghidap phieu duyettl tratl xemtl xulylai giutraloi dangcongkhai
        suacongkhai khongcongkhai
    """,
    "own case": """
        vi_sao bosung danhgia chuahailong molai bosungtin theodoi tach boqua chodang giauten cungviec viecrieng
        nhanqua
    """,
    "duty": "v xong dang chuaxong ghichu giahan duyet nghiemthu nhacngay giaolai thugiao suagiao nhaclai",
    "dossier": "hs hsxong hschuaxong giaitrinh henlai thuxinloi daguithu hsgiao",
    "own": "thutin uutienkenh noitaikhoan gokenh",
}
KIND = {word: kind for kind, words in OF_A_ROW.items() for word in words.split()}
OF_ALL = """
    start cuatoi tracuu tiepdan riengtu lienket huy trogiup help guiphananh phananhmoi thutuc gapnguoi dongy khongdongy
    rutdongy dulieu_cua_toi taidulieu xoadulieu xoahet thoixoa hoso baohs thoibaohs kenh noikenh viec tinhhinh trehan
    chitieu solieu pakn nghi bangiao lich_ca_nhan gio sukien dathan tensukien bosukien tuan tin dstin tuandonvi
    phatsinh ykdonvi bophatsinh hosotre hososap xemhs luuhs bohs hsvang hsten kehoach ra_soat moi suachitieu lich
    thangnhac quy luukh bokh khackh xemlaikh bangkh xemkh tendv dong suadong dungdong theocha khonghandong bodong
    laydong dunghan suahan khonghan dongho ngoaicoquan gioihan luutru sangnam nhiptuan dinhmuctin tinchuaro guilaitin
    tindaden thuhong guilaithu bothu daxemloi guibc tudongbc mauxinloi dungmau bomau cbcongkhai hosothang
    khonglienlac ghinhan diachi danhsach nhatkyxoa chiso766 baocao xembc sobc tepbc suabc lambc congkhai congbo766
    tinrieng nhantin themtin botin chan chanvi channgay bochan phathanh thuhoi giao nhom luotxem nhatky matmay chiphi
    choduyet xemlai banlamviec giaymoi
"""
HEAD = PostPlan("Bà Đầu", "Trưởng phòng Văn hóa – Xã hội", Role.UNIT_HEAD, "VH-XH")
CANAL, LIST, OWNER, NUMBER = "Nạo vét kênh cấp 2", "lập danh sách riêng", "Trần Thị Bông", "0912345678"
SECRETS = (LAMP, CANAL, LIST, OWNER, NUMBER)
STRANGERS = ("Anh Văn", "Bà Đầu", "ông Bảy")
# Who stands outside of the rows of a kind, all of which are of Phòng Kinh tế or of bà Sáu.
OUTSIDE: Mapping[str, tuple[str, ...]] = {
    "case": ("Anh Văn", "Bà Đầu", "Quản Trị", "bà Sáu"),
    "own case": ("ông Bảy", "Chị Lan", "Ông Lãnh"),
    "duty": STRANGERS,
    "dossier": STRANGERS,
    "own": (*STRANGERS, "Ông Lãnh"),
}
# Who sees all duties and dossiers, and yet works on none.
ONLY_SEE: Mapping[str, tuple[str, ...]] = {"duty": ("Bà Thư", "Quản Trị"), "dossier": ("Quản Trị",)}


def test_every_command_speaks_of_a_kind_of_row_or_of_none() -> None:
    assert sorted([*KIND, *OF_ALL.split()]) == sorted(command.word for command in COMMANDS)


async def live(town: Town) -> None:
    """Cases in every state, duties of a plan and by order, dossiers, days that pass."""
    town.seat(*(post.holder for post in (*OFFICE.posts, HEAD)))
    town.line.files["p1"] = b"\xff\xd8\xff a photo"
    town.line.files["result"] = b"\xff\xd8\xff another"
    await adopt(town, f"{CANAL}|Phòng Kinh tế|25/11/2026|Biên bản")
    await town.say("bà Sáu", f"{LAMP}. Gọi {NUMBER}", files=(photo(),))
    await answered(town)
    await town.say("bà Sáu", f"{LAMP}, đường ấp 3 cũng vậy. Gọi {NUMBER}")
    await town.tap("Chị Lan", "Trả lời")
    await town.say("Chị Lan", "Tổ điện đã thay bóng", files=(photo("result"),))
    await town.say("bà Sáu", f"{LAMP}, nay đến ngã ba ấp 5. Gọi {NUMBER}")
    await town.say("Ông Lãnh", f"giao Chị Lan {LIST} trước 27/11")
    await bring(town, [line(code("261110"), "19/11/2026", received="10/11/2026", applicant=OWNER)])
    for who in ("Chị Lan", "Ông Trưởng", "Ông Lãnh", "Bà Thư"):
        for words in ("/viec", "/pakn", "/trehan", "/hosotre", "/choduyet", "/tin Sáng nay ra quân dọn kênh", "/kenh"):
            await town.say(who, words)
    await town.until(town.now + timedelta(days=4))
    for who in (*STRANGERS, "Quản Trị"):
        await town.say(who, "/start")
    town.strangers = True


def commands(town: Town) -> dict[str, list[str]]:
    """Every choice that anybody was ever offered, by the kind of its row."""
    parcels = (parcel for sent in town.line.sent.values() for parcel in sent)
    found: dict[str, list[str]] = {kind: [] for kind in OF_A_ROW}
    for command in sorted({choice.command for parcel in parcels for row in parcel.choices for choice in row}):
        kind = KIND.get(command.split()[0].removeprefix("/"))
        if kind:
            found[kind].append(command)
    return found


def rows(town: Town) -> dict[str, list[tuple[object, ...]]]:
    """Everything that is kept, but that somebody spoke and what they were answered."""
    tables: list[Table] = [one for one in SQLModel.metadata.sorted_tables if one.name not in TRACES]
    with town.store.transaction() as session:
        return {
            one.name: [tuple(row) for row in session.execute(select(one).order_by(*one.primary_key))] for one in tables
        }


@pytest.fixture(scope="module")
def town(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("relations")
    shutil.copyfile(migrated_file, folder / "town.db")
    with opened(f"sqlite:///{folder}/town.db") as store:
        town = Town(hurry(store), folder, plan=replace(OFFICE, posts=(*OFFICE.posts, HEAD)))
        asyncio.run(live(town))
        yield town


def every(town: Town, kind: str) -> list[str]:
    """Of each command two that were offered, and one with a number or a code that was offered with another."""
    offered = commands(town)[kind]
    marks = sorted({mark for command in offered for mark in re.findall(r" (\d+|XT-\w{6})\b", command)[:1]})
    words = [word for word, known in KIND.items() if known == kind]
    shown = [command for word in words for command in [one for one in offered if one.split()[0] == f"/{word}"][:2]]
    return [*shown, *(f"/{word} {mark} 1" for word in words for mark in marks[:1] or ("1", "2", "3"))]


@pytest.mark.parametrize("kind", OF_A_ROW)
async def test_who_stands_outside_of_a_row_sees_and_changes_nothing_of_it(town: Town, kind: str) -> None:
    tried = every(town, kind)
    before = rows(town)
    for who in OUTSIDE[kind]:
        for command in tried:
            told = await town.say(who, command)
            assert not [secret for secret in SECRETS if secret in told], (who, command, told)
        assert [name for name, kept in rows(town).items() if kept != before[name]] == [], who


@pytest.mark.parametrize("kind", ONLY_SEE)
async def test_who_oversees_the_office_changes_nothing_of_the_work_of_a_unit(town: Town, kind: str) -> None:
    before = rows(town)
    for who in ONLY_SEE[kind]:
        for command in every(town, kind):
            if not command.startswith("/nhac"):  # to remind others, or oneself, is to work on nothing
                await town.say(who, command)
        assert [name for name, kept in rows(town).items() if kept != before[name]] == [], who
