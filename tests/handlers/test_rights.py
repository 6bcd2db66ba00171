"""Who may say what: every role and every command, and every command about a case by whose case it is."""

from collections.abc import Mapping

import pytest
from sqlalchemy import Table, func, select
from sqlmodel import SQLModel

from bot.commands import COMMANDS
from bot.rules.states import Case, Role
from tests.talks import LAMP, MENDED, Town, case_of, code_in, photo

WHO = {
    Role.CITIZEN: "bà Sáu",
    Role.OFFICIAL: "Chị Lan",
    Role.UNIT_HEAD: "Ông Trưởng",
    Role.CLERK: "Bà Thư",
    Role.LEAD: "Ông Lãnh",
    Role.ADMIN: "Quản Trị",
}
STAFF = frozenset(set(Role) - {Role.CITIZEN})
# Written down a second time on purpose: whoever gives a right away must do it in two places.
MAY: Mapping[frozenset[Role], str] = {
    frozenset(Role): """
        start cuatoi tracuu tiepdan riengtu lienket huy trogiup help vi_sao guiphananh bosung danhgia chuahailong molai
        bosungtin phananhmoi thutuc gapnguoi theodoi tach boqua chodang giauten dongy khongdongy rutdongy
        dulieu_cua_toi taidulieu xoadulieu xoahet thoixoa cungviec viecrieng hoso baohs thoibaohs
        kenh uutienkenh noikenh noitaikhoan gokenh nhanqua
    """,
    STAFF: """
        viec tinhhinh trehan chitieu solieu pakn nghi bangiao lich_ca_nhan gio sukien dathan v xong dang chuaxong
        ghichu giahan tensukien bosukien nhaclai tuan lienhe pa nhan chuyen hoi traloi trinhtl tiendo khongcho ketthuc
        khongphai
        tin dstin thutin tuandonvi phatsinh ykdonvi bophatsinh
        hosotre hososap hs hsxong hschuaxong giaitrinh henlai thuxinloi daguithu hsgiao xemhs luuhs bohs hsvang hsten
    """,
    frozenset({Role.CLERK, Role.ADMIN}): """
        kehoach ra_soat moi suachitieu lich thangnhac quy luukh bokh khackh xemlaikh bangkh xemkh tendv dong suadong
        dungdong theocha khonghandong bodong laydong dunghan suahan khonghan dongho ngoaicoquan gioihan luutru sangnam
        nhiptuan dinhmuctin tinchuaro guilaitin tindaden thuhong guilaithu bothu daxemloi
        giaymoi guibc tudongbc mauxinloi dungmau bomau cbcongkhai
    """,
    frozenset({Role.CLERK, Role.LEAD, Role.ADMIN}): """
        hosothang khonglienlac ghinhan phieu ghidap phanloai khongnhan huongdan diachi chuyenngoai traloingoai danhsach
        nhanlai gop bogop nhatkyxoa chiso766 baocao xembc sobc tepbc suabc lambc
    """,
    frozenset({Role.CLERK, Role.LEAD}): """
        congkhai congbo766 dangcongkhai suacongkhai khongcongkhai tinrieng nhantin themtin botin chan chanvi channgay
        bochan phathanh thuhoi
    """,
    frozenset({Role.UNIT_HEAD, Role.LEAD}): "giao duyet nghiemthu thugiao suagiao giaolai",
    frozenset({Role.UNIT_HEAD, Role.CLERK, Role.LEAD, Role.ADMIN}): "nhom banlamviec",
    frozenset({Role.UNIT_HEAD, Role.CLERK, Role.LEAD}): "nhacngay",
    frozenset({Role.LEAD, Role.ADMIN}): "luotxem nhatky matmay chiphi",
    frozenset({Role.LEAD}): "choduyet xemlai duyettl tratl xemtl xulylai giutraloi",
}
ALLOWED = {word: roles for roles, words in MAY.items() for word in words.split()}
# What an attempt leaves behind: that it was heard, and the sentence it was refused with.
TRACES = {"seen", "letter", "account", "draft"}


def test_every_command_has_its_line_in_the_table() -> None:
    assert {command.word: command.roles for command in COMMANDS} == ALLOWED


def rows(town: Town) -> dict[str, list[tuple[object, ...]]]:
    """Everything that is kept, but the traces."""
    tables: list[Table] = [table for table in SQLModel.metadata.sorted_tables if table.name not in TRACES]
    with town.store.transaction() as session:
        return {
            table.name: [tuple(row) for row in session.connection().execute(select(table).order_by(*table.primary_key))]
            for table in tables
        }


@pytest.mark.parametrize("role", list(Role))
async def test_what_a_role_may_not_say_is_refused_and_changes_nothing(town: Town, role: Role) -> None:
    town.seat(*WHO.values())
    await town.say(WHO[role], "/start")
    before = rows(town)
    for word, roles in ALLOWED.items():
        if role not in roles:
            told = await town.say(WHO[role], f"/{word} 1")
            assert "Lệnh này" in told, word
    assert rows(town) == before


@pytest.mark.parametrize("role", list(Role))
async def test_what_a_role_may_say_is_not_refused(town: Town, role: Role) -> None:
    town.seat(*WHO.values())
    await town.say(WHO[role], "/start")
    for word, roles in ALLOWED.items():
        if role in roles and word != "lienket":
            assert "Lệnh này" not in await town.say(WHO[role], f"/{word} zz"), word


# One case of Phòng Kinh tế, reported by bà Sáu. Who sees it, and what each may do with it.
INSIDE = ("Chị Lan", "Ông Trưởng", "Bà Thư", "Ông Lãnh")
OUTSIDE = ("Anh Văn", "Quản Trị", "ông Bảy")


async def reported(town: Town) -> str:
    town.seat("Chị Lan", "Ông Trưởng", "Bà Thư", "Ông Lãnh", "Anh Văn", "Quản Trị")
    town.line.files["p1"] = b"\xff\xd8\xff a photo"
    return code_in(await town.say("bà Sáu", LAMP))


def count_events(town: Town) -> int:
    with town.store.transaction() as session:
        return session.connection().execute(select(func.count()).select_from(table("feedbackevent"))).scalar_one()


def table(name: str) -> Table:
    return SQLModel.metadata.tables[name]


@pytest.mark.parametrize("who", INSIDE)
async def test_those_inside_see_the_case(town: Town, who: str) -> None:
    code = await reported(town)
    assert LAMP in await town.say(who, f"/pa {case_of(town, code).id}")


@pytest.mark.parametrize("who", [*OUTSIDE, "bà Sáu"])
async def test_no_command_about_a_case_lets_an_outsider_see_or_change_it(town: Town, who: str) -> None:
    code = await reported(town)
    case = case_of(town, code)
    await town.tap("Chị Lan", "Trả lời")
    await town.say("Chị Lan", MENDED, files=(photo(),))
    await town.tap("Ông Lãnh", "Duyệt")
    seen, before = town.choice("Ông Lãnh", "Gửi ngay").split(" ")[-2], count_events(town)
    words = "pa nhan chuyen hoi traloi trinhtl phanloai khongnhan duyettl tratl xemtl xulylai giutraloi"
    words += " congkhai tiendo khongcho ketthuc khongphai chuyenngoai traloingoai nhanlai gop bogop"
    for word in words.split():
        for rest in ("", f" {seen}", f" {seen} gui", " 1", " rac-moi-truong", " khac"):
            told = await town.say(who, f"/{word} {case.id}{rest}")
            assert LAMP not in told, word
            assert MENDED not in told, word
            await town.say(who, "/huy")
    assert count_events(town) == before
    assert case_of(town, code).state == Case.AWAITING_APPROVAL


@pytest.mark.parametrize("who", ["ông Bảy", "Chị Lan", "Bà Thư", "Ông Lãnh"])
async def test_only_its_citizen_follows_adds_rates_and_reopens(town: Town, who: str) -> None:
    code = await reported(town)
    before = count_events(town)
    for word in ("tracuu", "bosung", "danhgia", "chuahailong", "molai", "vi_sao"):
        told = await town.say(who, f"/{word} {code} 1")
        assert LAMP not in told, word
        await town.say(who, "/huy")
    assert count_events(town) == before
