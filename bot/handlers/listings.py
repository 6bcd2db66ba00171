"""Lists to give to everybody: as text, as papers, and on the public page once somebody releases them."""

from bot.acts.addresses import addresses_of
from bot.acts.addresses import notice as address_notice
from bot.acts.listings import asked_mark, hide_task, late_tasks, list_now, release, released_list, withdraw
from bot.desk import Desk
from bot.papers.kinds import DOCX, XLSX
from bot.rules.access import may_make_public
from bot.rules.figures import Table
from bot.rules.listings import DIRECTORY, KINDS, LATE, PublicList
from bot.rules.numbers import read_number
from bot.talk import Kept, Reply
from messages.words import plain_day
from storage.listings import released_kinds

SHOWN = 30  # rows as text; all of them are in the papers
LEFT_OUT = "an"  # asks which tasks the late list shall leave out


def show_lists(desk: Desk, words: str) -> Reply:
    """ "": which there are · "canbo": this one · "trehan an 12": the late list without task 12."""
    key, _, rest = words.partition(" ")
    if key not in KINDS:
        return desk.say("public_lists", kinds=KINDS.values(), released=released_kinds(desk.session, desk.office.id))
    verb, _, number = rest.partition(" ")
    if key == LATE and verb == LEFT_OUT:
        return _leave_out(desk, read_number(number))
    return _show(desk, list_now(desk, key))


def _show(desk: Desk, found: PublicList, *, changed: bool = False) -> Reply:
    released = released_list(desk, found.kind)
    return desk.say(
        "public_list",
        attached=_papers(desk, found),
        kind=KINDS[found.kind],
        found=found,
        mark=asked_mark(desk, found),
        parts=[(table.title, _lines(table)) for table in found.tables],
        most=SHOWN,
        released=released,
        same=released is not None and released.mark == found.mark,
        may_release=may_make_public(desk.rights),
        changed=changed,
        site=desk.tools.site,
        is_directory=found.kind == DIRECTORY,
        is_late_list=found.kind == LATE,
    )


def _lines(table: Table) -> list[str]:
    """Rows as people copy them: "Phòng Kinh tế – Nhiệm vụ: 2 – Hồ sơ: 0"."""
    told = (zip(table.header, row, strict=True) for row in table.rows)
    return [
        " – ".join(f"{head}: {cell}" if isinstance(cell, int) else str(cell) for head, cell in row if cell != "")
        for row in told
    ]


def _papers(desk: Desk, found: PublicList) -> tuple[Kept, ...]:
    from bot.papers.listings import list_notice
    from bot.papers.sheets import write_xlsx

    if found.is_empty:
        return ()
    kind, name = KINDS[found.kind], addresses_of(desk).name
    sheet = desk.paper(f"{kind.title}.xlsx", XLSX, write_xlsx(found.tables))
    if kind.key == "lienhe":
        return address_notice(desk), sheet
    data = list_notice(name, kind.about, plain_day(found.as_of), found.tables, desk.today.year)
    return desk.paper(f"{kind.title}.docx", DOCX, data), sheet


def _leave_out(desk: Desk, number: int | None) -> Reply:
    tasks = late_tasks(desk)
    if number is not None and number in dict(tasks) and may_make_public(desk.rights):
        hide_task(desk, number)
        tasks = late_tasks(desk)
    return desk.say("late_left_out", tasks=tasks[:8], total=len(tasks))


def release_list(desk: Desk, words: str) -> Reply:
    """ "canbo 1a2b3c4d": this list, as it stood when it was shown."""
    key, _, mark = words.partition(" ")
    if key not in KINDS or not KINDS[key].released:
        return show_lists(desk, "")
    found = list_now(desk, key)
    if asked_mark(desk, found) != mark or found.is_empty:
        return _show(desk, found, changed=True)
    release(desk, found, desk.person.id)
    return desk.say("list_released", kind=KINDS[key], site=desk.tools.site)


def withdraw_list(desk: Desk, words: str) -> Reply:
    """ "canbo": nobody reads it on the page any more."""
    if words not in KINDS or not withdraw(desk, words):
        return show_lists(desk, "")
    return desk.say("list_withdrawn", kind=KINDS[words])
