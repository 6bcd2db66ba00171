"""The sheet "Cán bộ": who holds which post, in which unit, with which role."""

from bot.plans.office.plan import PostPlan
from bot.plans.office.tables import Row, Table
from bot.plans.office.units import UnitNames
from bot.plans.office.words import YES_NO, choice, need, read_phone, read_text, take
from bot.rules.naming import VACANT, comparable
from bot.rules.states import Role

ROLES = {
    "Cán bộ": Role.OFFICIAL,
    "Lãnh đạo đơn vị": Role.UNIT_HEAD,
    "Văn thư": Role.CLERK,
    "Lãnh đạo": Role.LEAD,
    "Quản trị": Role.ADMIN,
}
_IN_A_UNIT = {Role.OFFICIAL: "Cán bộ", Role.UNIT_HEAD: "Lãnh đạo đơn vị"}


def read_posts(table: Table, names: UnitNames, problems: list[str]) -> list[PostPlan]:
    before = len(problems)
    posts: list[PostPlan] = []
    seen: set[tuple[str, ...]] = set()
    for row in table.rows:
        post = _post(row, names, problems)
        key = (comparable(post.holder), comparable(post.title), post.unit)
        if key in seen and post.holder:
            problems.append(f"{row.at('holder')}: “{post.holder}, {post.title}” có hai dòng.")
        seen.add(key)
        posts.append(post)
    if len(problems) == before and not table.missing:
        _check_roles(table, {post.role for post in posts}, problems)
    return posts


def _post(row: Row, names: UnitNames, problems: list[str]) -> PostPlan:
    holder = need(row, "holder", read_text, "họ tên", problems)
    if holder and comparable(holder) == comparable(VACANT):
        holder = ""
    title = need(row, "title", read_text, "chức danh", problems)
    unit = take(row, "unit", names.read, problems)
    role = need(row, "role", choice(ROLES, "vai trò"), "vai trò", problems)
    if role in _IN_A_UNIT and not row.text("unit"):
        problems.append(f"{row.at('unit')}: vai trò “{_IN_A_UNIT[role]}” phải thuộc một đơn vị.")
    published = take(row, "published", choice(YES_NO, "lựa chọn"), problems)
    phone = take(row, "phone", read_phone, problems) if published else None  # of others none is kept
    return PostPlan(holder or "", title or "", role or Role.OFFICIAL, unit or "", phone or "", published)


def _check_roles(table: Table, roles: set[Role], problems: list[str]) -> None:
    """Somebody must decide, and somebody must sort what nobody else may."""
    if Role.LEAD not in roles:
        problems.append(f"{table.title}: chưa có ai giữ vai trò “Lãnh đạo”, hãy chọn ở cột “Vai trò”.")
    if not roles & {Role.CLERK, Role.ADMIN}:
        problems.append(f"{table.title}: chưa có ai giữ vai trò “Văn thư” hoặc “Quản trị”, hãy chọn ở cột “Vai trò”.")
