"""The 766 index in chat: switched on, entered in one message or from a file, looked at, released to be published."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.acts.index766 import (
    WeekScore,
    asked_weekday,
    enter_points,
    followed_since,
    keep,
    last_scores,
    stop_following,
    this_monday,
    week_label,
    week_score,
)
from bot.acts.index766 import release as release_week
from bot.acts.index_paper import notice, said_change
from bot.desk import Desk
from bot.papers.charts import lines
from bot.rules.access import may_make_public
from bot.rules.days_said import flat
from bot.rules.index766 import groups, read_points, source, total
from bot.rules.numbers import read_number
from bot.rules.workdays import WEEKDAYS
from bot.talk import Kept, Reply
from storage.index_scores import IndexScore, score_of, score_with_id

LIFE = timedelta(hours=2)
FROM_FILE = " tep"  # what the choice under a file that was read ends with
_WEEKDAYS = {flat(name): number for number, name in enumerate(WEEKDAYS[:5])}


def index766(desk: Desk, words: str) -> Reply:
    """ "": the newest week · "bat", "tat", "nhap", "bieudo" · "xem 7": what the public would read · "thứ Ba": asked
    then · or the points themselves."""
    verb, _, rest = words.partition(" ")
    if verb == "bat":
        keep(desk.office, since=desk.today.isoformat())
        desk.session.add(desk.office)
        return _ask(desk)
    if followed_since(desk.office) is None:
        return desk.say("index_off", source=source(), groups=groups())
    if verb in ("tat", "nhap", "bieudo", "xem"):
        return _VERBS[verb](desk, rest)
    if flat(words) in _WEEKDAYS:
        keep(desk.office, weekday=_WEEKDAYS[flat(words)])
        desk.session.add(desk.office)
        return _newest(desk)
    return _read(desk, words.removesuffix(FROM_FILE), words.endswith(FROM_FILE)) if words else _newest(desk)


def points_said(desk: Desk, _data: dict[str, Any]) -> Reply:
    """Points in words, or the file of an export, which is read outside this transaction."""
    documents = [file for file in desk.heard.kept if file.kind == "document"]
    return receive(desk, documents[0]) if documents else _read(desk, desk.heard.text)


def receive(desk: Desk, file: Kept) -> Reply:
    if file.problem:
        desk.ask("index766", LIFE)
        return desk.say("index_unclear", problem="Tệp không tải được hoặc lớn hơn 20 MB.", groups=groups())
    desk.ask("index_file", LIFE, digest=file.digest, name=file.name)
    return desk.say("index_reading", name=file.name)


def still_reading(desk: Desk, data: dict[str, Any]) -> Reply:
    return desk.say("index_reading", name=data["name"])


def heard(desk: Desk) -> Reply | None:
    """Free words that are all six points, or a file whose name says 766; None: they are not."""
    if not desk.rights.oversees or followed_since(desk.office) is None:
        return None
    files = [file for file in desk.heard.kept if file.kind == "document" and "766" in file.name]
    if files:
        return receive(desk, files[0])
    try:
        points = read_points(desk.heard.text) if desk.heard.text.count(";") == len(groups()) - 1 else None
    except ValueError:
        return None
    return _entered(desk, points) if points else None


def release(desk: Desk, words: str) -> Reply:
    """ "7 2026-11-23": these points, shown that day, may be published; who said so stays with them."""
    number, _, shown_on = words.partition(" ")
    row = _row(desk, number)
    if row is None or not may_make_public(desk.rights):
        return desk.say("index_gone")
    if shown_on != desk.today.isoformat():
        return _preview(desk, number)
    found = week_score(desk, row)
    if row.released_at is None:
        release_week(desk, row, desk.person.id)
    return desk.say("index_released", attached=(notice(desk, found),), found=found)


def _row(desk: Desk, words: str) -> IndexScore | None:
    """The row of this number, as long as nobody has corrected it."""
    number = read_number(words)
    row = score_with_id(desk.session, desk.office.id, number) if number is not None else None
    newest = score_of(desk.session, desk.office.id, row.monday) if row else None
    return row if row and newest and newest.id == row.id else None


def _stop(desk: Desk, rest: str) -> Reply:
    if rest == "chac":
        stop_following(desk.office)
        desk.session.add(desk.office)
        return desk.say("index_off", source=source(), groups=groups())
    return desk.say("index_stop")


def _ask(desk: Desk, _rest: str = "") -> Reply:
    desk.ask("index766", LIFE)
    return desk.say("ask_index", label=week_label(this_monday(desk)), groups=groups())


def _read(desk: Desk, text: str, from_file: bool = False) -> Reply:
    known = score_of(desk.session, desk.office.id, this_monday(desk))
    try:
        points = read_points(text, known.points if known else None)
    except ValueError as unclear:
        desk.ask("index766", LIFE)
        return desk.say("index_unclear", problem=str(unclear), groups=groups())
    return _entered(desk, points, "tệp xuất" if from_file else "")


def _entered(desk: Desk, points: dict[str, float], source: str = "") -> Reply:
    desk.forget()
    found = enter_points(desk, desk.person.id, points, source)
    return _shown(desk, found, new=True)


def _newest(desk: Desk) -> Reply:
    rows = last_scores(desk)
    return _shown(desk, week_score(desk, rows[-1])) if rows else _shown(desk, None)


def _shown(desk: Desk, found: WeekScore | None, *, new: bool = False) -> Reply:
    monday = this_monday(desk)
    return desk.say(
        "index766",
        found=found,
        new=new,
        change=said_change,
        label=week_label(monday),
        is_this_week=bool(found and found.row.monday == monday),
        weekday=WEEKDAYS[asked_weekday(desk.office)],
        days={name: WEEKDAYS[number] for name, number in _WEEKDAYS.items()},
        releases=may_make_public(desk.rights),
        weeks=len(last_scores(desk)),
    )


def _chart(desk: Desk, _rest: str) -> Reply:
    rows = last_scores(desk)
    labels = [f"T{row.monday.isocalendar().week}" for row in rows]
    data = lines("Bộ chỉ số 766: tổng điểm theo tuần", labels, {"Tổng điểm": [total(row.points) for row in rows]})
    picture = Kept("photo", desk.tools.keep(data), "chi-so-766.png", "image/png", len(data))
    return desk.say("index_chart", attached=(picture,), weeks=[week_score(desk, row) for row in rows[-4:]])


def _preview(desk: Desk, rest: str) -> Reply:
    row = _row(desk, rest)
    if row is None:
        return desk.say("index_gone")
    found = week_score(desk, row)
    said = desk.say(
        "index_public",
        found=found,
        change=said_change,
        releases=may_make_public(desk.rights),
        as_of=row.at,
        mark=desk.today,
    )
    return replace(said, files=(notice(desk, found),))


_VERBS: dict[str, Callable[[Desk, str], Reply]] = {"tat": _stop, "nhap": _ask, "bieudo": _chart, "xem": _preview}
