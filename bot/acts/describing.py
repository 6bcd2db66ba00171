"""An office as its workbook says it: what `found` and `refound` read, written from what is kept."""

from collections.abc import Iterable, Iterator, Mapping

from bot.acts.addresses import kept_address
from bot.acts.clock_choice import chosen_by
from bot.acts.guiding import schedule_of
from bot.acts.periods import meaning_of
from bot.acts.reminders import own_ladders
from bot.acts.rhythm import rhythm_of
from bot.acts.seating import holder_of
from bot.desk import TOPICS, OfficeDay
from bot.plans.office.days import KINDS
from bot.plans.office.posts import ROLES
from bot.plans.office.words import YES_NO
from bot.rules.clock_rules import answer_titles
from bot.rules.ladders import kinds, ladder_for
from bot.rules.naming import VACANT, comparable
from bot.rules.report_said import kinds as period_kinds
from bot.rules.reporting import USUAL
from bot.rules.rhythm_said import say_rhythm
from bot.rules.sheet_changes import Line, Listing
from bot.rules.sorting import CATEGORIES, OWN_TOPIC
from storage.days import own_days
from storage.offices import alias_rows, routes_of, units_of
from storage.people import office_posts
from storage.procedures import procedures_of

_YES_NO = {value: word for word, value in YES_NO.items()}
_ROLES = {role: word for word, role in ROLES.items()}
_DAYS = {kind: word for word, kind in reversed(KINDS.items())}
_CLOCKS = {key: title for title, key in answer_titles().items()}


def workbook_of(day: OfficeDay) -> Mapping[str, Listing]:
    """Every sheet of the workbook by its title, as it would bring about this very office."""
    units = ("Tên đơn vị", "Tên gọi khác", "Ngoài cơ quan?", "Điện thoại", "Địa chỉ", "Thư điện tử")
    posts = ("Họ và tên", "Chức danh", "Đơn vị", "Vai trò", "Điện thoại", "Công khai?")
    return {
        "Cơ quan": Listing(("Mục", "Điền vào đây"), tuple(_items(day))),
        "Đơn vị": Listing(units, tuple(_units(day))),
        "Cán bộ": Listing(posts, tuple(_posts(day)), named_by=2),
        "Lĩnh vực": Listing(("Lĩnh vực", "Đơn vị xử lý", "Tên cơ quan dùng"), tuple(_topics(day))),
        "Ngày nghỉ": Listing(("Ngày", "Nghỉ hay làm việc", "Tên ngày", "Căn cứ"), tuple(_days(day))),
        "Kỳ báo cáo": Listing(("Kỳ và cách tính", "Căn cứ"), tuple(_periods(day))),
        "Thủ tục": Listing(("Thủ tục", "Hướng dẫn, đường dẫn"), tuple(_procedures(day))),
        "Mốc nhắc việc": Listing(("Loại việc", "Các bậc nhắc"), tuple(_ladders(day))),
    }


def _items(day: OfficeDay) -> Iterable[Line]:
    office, rhythm = day.office, rhythm_of(day.office)
    items = {
        "Tên cơ quan": office.name,
        "Mã cơ quan": office.code,
        "Địa chỉ": office.address,
        "Điện thoại": office.phone,
        "Thư điện tử": kept_address(office, "email"),
        "Trang thông tin điện tử": kept_address(office, "website"),
        "Lịch tiếp công dân": schedule_of(day),
        "Giờ nhắc việc buổi sáng": office.slot,
        "Nhịp báo cáo tuần": "" if rhythm == USUAL else say_rhythm(rhythm),
        "Giờ làm việc": "; ".join(f"{start}-{end}" for start, end in office.hours),
        "Thời hạn trả lời phản ánh": _CLOCKS.get(chosen_by(office).answer, ""),
    }
    return (Line(item, (item, value)) for item, value in items.items())


def _units(day: OfficeDay) -> Iterator[Line]:
    named = alias_rows(day.session, day.office.id)
    for unit in units_of(day.session, day.office.id):
        others = [one for one in named if one.unit_id == unit.id and one.alias != comparable(unit.name)]
        cells = (
            unit.name,
            "; ".join(one.written or one.alias for one in others),
            _YES_NO[unit.external],
            unit.phone,
            unit.address,
            unit.email,
        )
        yield Line(str(unit.id), cells)


def _posts(day: OfficeDay) -> Iterator[Line]:
    names = {unit.id: unit.name for unit in units_of(day.session, day.office.id)}
    for post in office_posts(day.session, day.office.id):
        holder = holder_of(day.session, post) or VACANT
        role = next(word for known, word in _ROLES.items() if known == post.role)
        cells = (holder, post.title, names.get(post.unit_id or 0, ""), role, post.phone, _YES_NO[post.published])
        yield Line(str(post.id), cells)


def _topics(day: OfficeDay) -> Iterator[Line]:
    names = {unit.id: unit.name for unit in units_of(day.session, day.office.id)}
    routes = routes_of(day.session, day.office.id)
    titles: Mapping[str, str] = day.office.profile.get(TOPICS, {})
    for code in dict.fromkeys((*CATEGORIES, *titles)):
        usual = CATEGORIES[code].title if code in CATEGORIES else OWN_TOPIC
        yield Line(code, (usual, names.get(routes.get(code, 0), ""), titles.get(code, "")))


def _days(day: OfficeDay) -> Iterator[Line]:
    """What is only expected is not said: it would become certain."""
    for one in own_days(day.session, day.office.id):
        if one.state == "official":
            word = next(word for kind, word in _DAYS.items() if kind == one.kind)
            yield Line(one.day.isoformat(), (f"{one.day:%d/%m/%Y}", word, one.name or word, one.source))


def _periods(day: OfficeDay) -> Iterator[Line]:
    meaning = meaning_of(day.office)
    if meaning.base:
        yield Line("base", (period_kinds()[meaning.base].title, ""))
    for one in meaning.own:
        yield Line(one["rule"], (one["rule"], one.get("source", "")))


def _procedures(day: OfficeDay) -> Iterable[Line]:
    rows = procedures_of(day.session, day.office.id)
    return (Line(row.topic, (row.topic, row.words)) for row in rows)


def _ladders(day: OfficeDay) -> Iterator[Line]:
    own = own_ladders(day.office)
    for kind in kinds().values():
        yield Line(kind.key, (kind.title, kind.say(ladder_for(kind.key, own)) if kind.key in own else ""))
