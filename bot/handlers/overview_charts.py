"""The overview as pictures, with the same in words."""

from dataclasses import replace

from bot.acts.places import Place
from bot.acts.status_charts import (
    aim_of,
    draw_shares,
    draw_weeks,
    draw_work,
    least,
    shares_of,
    weeks_of,
    work_rows,
)
from bot.desk import Desk
from bot.rules.status_views import View
from bot.talk import Kept, Reply


def charts(desk: Desk, view: View, place: Place) -> Reply:
    """Which one?"""
    ways = {name: replace(view.place, show=name) for name in ("bdviec", "bdtuan", "bdhen")}
    parts = bool(place.units or place.people)
    return desk.say("status_charts", title=place.title, ways=ways, parts=parts, back=view.place)


def chart(desk: Desk, view: View, place: Place) -> Reply:
    if view.show == "bdhen":
        return _on_time(desk, view, place)
    if view.show == "bdtuan" or view.about == "pa":
        return _weeks(desk, view, place)
    return _work(desk, view, place)


def _work(desk: Desk, view: View, place: Place) -> Reply:
    rows = work_rows(desk, place)
    if not rows:
        return desk.say("status_charts_none", back=_menu(view))
    title = f"Việc đang mở và trễ hạn: {place.title}"
    picture = _picture(desk, draw_work(title, rows))
    return desk.say("chart_work", picture, title=title, rows=rows, back=_menu(view))


def _weeks(desk: Desk, view: View, place: Place) -> Reply:
    weeks = weeks_of(desk, place)
    title = f"Phản ánh từng tuần: {place.title}"
    picture = _picture(desk, draw_weeks(title, weeks))
    return desk.say("chart_weeks", picture, title=title, weeks=weeks, back=_menu(view))


def _on_time(desk: Desk, view: View, place: Place) -> Reply:
    shares, aim = shares_of(desk, place), aim_of(desk)
    target = least(aim) if aim else None
    title = f"Trả lời phản ánh đúng hạn: {place.title}"
    picture = _picture(desk, draw_shares(title, shares, target))
    return desk.say(
        "chart_on_time",
        picture,
        title=title,
        now=shares[-1],
        answered=sum(share.answered for share in shares),
        on_time=sum(share.on_time for share in shares),
        below=[share for share in shares if target and share.percent is not None and share.percent < target],
        target=target,
        aim=aim,
        back=_menu(view),
    )


def _picture(desk: Desk, png: bytes) -> tuple[Kept, ...]:
    return (Kept("photo", desk.tools.keep(png), "bieu-do.png", "image/png", len(png)),)


def _menu(view: View) -> View:
    return replace(view.place, show="bieudo")
