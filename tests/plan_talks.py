"""The clerk and a plan, as the talks about plans need them."""

from datetime import timedelta

from sqlmodel import select

from storage.occurrences import Occurrence
from storage.plans import Plan, Task, TaskEvent
from tests.talks import Town, document, plan_of

CLERK = "Bà Thư"
POOR = "Báo cáo rà soát hộ nghèo trên địa bàn|VH-XH|Trước ngày 10/12/2026|Báo cáo"
WORKS = "Lập danh sách công trình hư hỏng|Ban Tài chính xã|30/02/2026|Danh sách"
BRIDGE = "Sửa cầu ấp bốn trước mùa lũ|Ban Tài chính xã|Trước ngày 20/12/2026|Biên bản"
CLEANING = "Tổng vệ sinh nơi làm việc|Các cơ quan, đơn vị|Hàng tháng|Nhật ký"
DYKE = "Kiểm tra đê bao phía bắc|Phòng Kinh tế|18/12/2026|Biên bản"


async def send_plan(town: Town, *rows: str, name: str = "ke-hoach.txt", year: int = 2026) -> str:
    """What the clerk is told of a plan once it was read."""
    return await send_file(town, plan_of(*rows, year=year), name)


async def send_file(town: Town, data: bytes, name: str) -> str:
    town.line.files[name] = data
    await town.say(CLERK, files=(document(name, name),))
    before = len(town.heard(CLERK))
    await town.app.tick()
    await town.app.settle()
    return "\n".join(town.heard(CLERK)[before:])


async def save_plan(town: Town, *rows: str, name: str = "ke-hoach.txt") -> None:
    await send_plan(town, *rows, name=name)
    await town.tap(CLERK, "Lưu, theo dõi")


async def save_version(town: Town, *rows: str, name: str = "ban-moi.txt") -> str:
    """A new version, five minutes later, with the letters it makes delivered."""
    town.now += timedelta(minutes=5)
    await send_plan(town, *rows, name=name)
    told = await town.tap(CLERK, "Lưu thay đổi")
    await town.app.tick()
    await town.app.settle()
    return told


def labels(town: Town, who: str = CLERK) -> list[str]:
    """The choices under the newest letter."""
    return [choice.label for row in town.line.sent[who][-1].choices for choice in row]


def task_of(town: Town, content: str) -> Task:
    """The task whose content begins so, also a closed one."""
    with town.store.transaction() as session:
        found = [task for task in session.exec(select(Task)) if task.content.startswith(content)]
        assert len(found) == 1, [task.content for task in found]
        session.expunge_all()
        return found[0]


def dates_of(town: Town, content: str) -> list[tuple[str, str]]:
    """(due, state) of each occurrence, earliest first."""
    task = task_of(town, content)
    with town.store.transaction() as session:
        items = session.exec(select(Occurrence).where(Occurrence.task_id == task.id)).all()
        return sorted((item.due.isoformat(), item.state) for item in items)


def history_of(town: Town, content: str) -> list[tuple[str, str]]:
    """(what, words) of each event, oldest first."""
    task = task_of(town, content)
    with town.store.transaction() as session:
        events = session.exec(select(TaskEvent).where(TaskEvent.task_id == task.id)).all()
        return [(event.what, event.words) for event in sorted(events, key=lambda event: event.id)]


def rows_of(town: Town, plan_id: int = 1) -> list[dict[str, object]]:
    with town.store.transaction() as session:
        return list(session.get_one(Plan, plan_id).rows)
