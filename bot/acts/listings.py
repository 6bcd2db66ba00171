"""Lists for everybody: as they would be now, and as somebody released them."""

from collections import Counter
from dataclasses import replace
from hashlib import sha256
from itertools import chain

from bot.acts.addresses import addresses_of
from bot.acts.register import public_cases
from bot.acts.summing import current
from bot.desk import OfficeDay
from bot.rules.addresses import PARTS
from bot.rules.figures import Cell, Table
from bot.rules.listings import DIRECTORY, LATE, PublicList, read_list, told_publicly
from bot.rules.sorting import CONDUCT, PAKN
from bot.rules.states import Role
from messages.words import cut, plain_day
from storage.dossiers import open_dossiers
from storage.feedback import open_feedback
from storage.listings import Listing, newest_listing, released_listing
from storage.occurrences import open_duties
from storage.offices import units_of
from storage.people import Person, Post, office_posts

HIDDEN = "late_hidden"  # where Office.profile keeps the tasks that the late list leaves out
_ORDER = (Role.LEAD, Role.UNIT_HEAD, Role.CLERK, Role.OFFICIAL, Role.ADMIN)
_WORDS, _RESULTS = 160, 500  # characters of a duty; cases in the list of results


def list_now(day: OfficeDay, kind: str) -> PublicList:
    """The list of this kind as it would be read today."""
    return _MADE[kind](day)


# --- of whom ---


def holder_of(day: OfficeDay, post: Post) -> str:
    if post.holder_name or post.person_id is None:
        return post.holder_name
    return day.session.get_one(Person, post.person_id).name


def directory(day: OfficeDay) -> PublicList:
    """Who was said to be told to everybody, the lead first."""
    units = {unit.id: unit.name for unit in units_of(day.session, day.office.id)}
    posts = [post for post in office_posts(day.session, day.office.id) if post.published and holder_of(day, post)]
    posts.sort(key=lambda post: (_ORDER.index(Role(post.role)), post.unit_id or 0, post.id))
    rows = tuple((holder_of(day, post), post.title, units.get(post.unit_id or 0, ""), post.phone) for post in posts)
    table = Table("Lãnh đạo, cán bộ một cửa", ("Họ và tên", "Chức vụ", "Đơn vị", "Điện thoại"), rows)
    return PublicList(DIRECTORY, day.today, (table,), tuple((post.id, holder_of(day, post)) for post in posts))


def _contacts(day: OfficeDay) -> PublicList:
    told = addresses_of(day)
    rows: list[tuple[Cell, ...]] = [(label, told.parts[part]) for part, label in PARTS.items() if told.parts[part]]
    rows += [*told.doors, ("Giờ làm việc", told.hours)]
    rows += [("Lịch tiếp công dân", told.schedule)] if told.schedule else []
    return PublicList("lienhe", day.today, (Table("Địa chỉ tiếp nhận", ("Nơi tiếp nhận", "Địa chỉ"), tuple(rows)),))


# --- of what ---


def late_list(day: OfficeDay) -> PublicList:
    """Counts by unit, and the duties by name: nobody who sent a case or handed in a dossier is in it."""
    units = {unit.id: unit.name for unit in units_of(day.session, day.office.id) if not unit.external}
    tasks: dict[str, list[tuple[Cell, ...]]] = {name: [] for name in units.values()}  # the longest late first
    duties: Counter[int] = Counter()
    for item, task in current(open_duties(day.session, day.office.id), day.here):
        words = _told(day, task.id, task.content)
        if words and task.unit_id in units and item.is_late(day.here):
            duties[task.unit_id] += 1
            content = f"{words} ({item.label})" if item.label else words
            late = day.calendar.workdays_between(item.due, day.today)
            tasks[units[task.unit_id]].append((units[task.unit_id], content, plain_day(item.due), late))
    counts = (duties, _late_dossiers(day), _late_cases(day))
    rows: list[tuple[Cell, ...]] = []
    for number, name in units.items():
        late_here = [one[number] for one in counts]
        if any(late_here):
            rows.append((name, *late_here))
    return PublicList(
        LATE,
        day.today,
        (
            Table("Số việc trễ hạn theo đơn vị", ("Đơn vị", "Nhiệm vụ", "Hồ sơ", "Phản ánh, kiến nghị"), tuple(rows)),
            Table(
                "Nhiệm vụ trễ hạn", ("Đơn vị", "Nhiệm vụ", "Hạn", "Trễ (ngày làm việc)"), tuple(chain(*tasks.values()))
            ),
        ),
    )


def _told(day: OfficeDay, task_id: int, content: str) -> str | None:
    if task_id in day.office.profile.get(HIDDEN, []):
        return None
    words = told_publicly(content)
    return cut(words, _WORDS) if words else None


def hide_task(day: OfficeDay, task_id: int) -> None:
    """The late list tells nothing of this task any more."""
    hidden = {*day.office.profile.get(HIDDEN, []), task_id}
    day.office.profile = {**day.office.profile, HIDDEN: sorted(hidden)}
    day.session.add(day.office)


def late_tasks(day: OfficeDay) -> list[tuple[int, str]]:
    """The tasks that the late list names, for a person to leave some out."""
    late = [one for one in current(open_duties(day.session, day.office.id), day.here) if one[0].is_late(day.here)]
    named = {task.id: words for _, task in late if (words := _told(day, task.id, task.content))}
    return list(named.items())


def _late_dossiers(day: OfficeDay) -> Counter[int]:
    found = open_dossiers(day.session, day.office.id)
    return Counter(one.unit_id for one in found if one.unit_id and one.is_late(day.here))


def _late_cases(day: OfficeDay) -> Counter[int]:
    """Without what was said of officials, and without what is no phản ánh, kiến nghị."""
    found = open_feedback(day.session, day.office.id)
    late = (one for one in found if one.kind in PAKN and one.category != CONDUCT and one.is_late(day.today))
    return Counter(one.unit_id for one in late if one.unit_id)


def _results(day: OfficeDay) -> PublicList:
    header = ("Mã", "Lĩnh vực, khu vực", "Đơn vị giải quyết", "Nhận – trả lời", "Đúng hạn", "Kết quả")
    rows = tuple(
        (
            case.row.code,
            case.title,
            case.unit,
            f"{plain_day(case.received)} – {plain_day(case.answered)}",
            "Có" if case.on_time else "Không",
            case.row.result,
        )
        for case in public_cases(day)[:_RESULTS]
    )
    return PublicList("pakn", day.today, (Table("Kết quả đã công khai", header, rows),))


_MADE = {"lienhe": _contacts, DIRECTORY: directory, LATE: late_list, "pakn": _results}


# --- released ---


def released_list(day: OfficeDay, kind: str) -> PublicList | None:
    """What everybody reads. Of the directory nobody who is no longer to be told of, or whose post another holds."""
    row = released_listing(day.session, day.office.id, kind)
    if row is None:
        return None
    found = read_list(kind, row.content)
    return _still_told(day, found) if kind == DIRECTORY else found


def _still_told(day: OfficeDay, found: PublicList) -> PublicList:
    told = {(number, name) for number, name in directory(day).posts}
    kept = [place for place, post in enumerate(found.posts) if post in told]
    rows = tuple(found.tables[0].rows[place] for place in kept)
    return replace(
        found, tables=(replace(found.tables[0], rows=rows),), posts=tuple(found.posts[place] for place in kept)
    )


def release(day: OfficeDay, shown: PublicList, person_id: int) -> None:
    row = Listing(
        office_id=day.office.id,
        kind=shown.kind,
        content=shown.content(),
        released_at=day.now,
        released_by=person_id,
    )
    day.session.add(row)
    day.session.flush()


def asked_mark(day: OfficeDay, shown: PublicList) -> str:
    """Names what was shown to be confirmed: on another day, or after another decision, it is shown again."""
    last = newest_listing(day.session, day.office.id, shown.kind)
    told = (shown.mark, day.today, last.id if last else 0, last.withdrawn_at if last else None)
    return sha256(repr(told).encode()).hexdigest()[:8]


def withdraw(day: OfficeDay, kind: str) -> bool:
    """Say whether there was anything to withdraw."""
    row = released_listing(day.session, day.office.id, kind)
    if row is None:
        return False
    row.withdrawn_at = day.now
    day.session.add(row)
    return True
