"""Officials send the news they wrote or shared; the week's list; how many are wanted."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot.acts.held import Held
from bot.acts.news import news_week, quota, same_news, set_quota, told_news
from bot.desk import Desk
from bot.rules.news import EXAMPLE, News, read_news, read_quota
from bot.rules.numbers import read_number
from bot.talk import Kept, Reply
from storage.drafts import waiting_draft
from storage.news import NewsItem, news_item
from storage.people import Person

PICTURES = frozenset({"photo", "video"})
JUST_SENT = "vuagui"


def send_news(desk: Desk, words: str) -> Reply:
    """ "": ask for it · a link, a photo with its caption, or the words themselves · "vuagui": what was just sent."""
    draft = waiting_draft(desk.session, desk.office.id, desk.heard.channel, desk.heard.address, desk.now)
    if words == JUST_SENT and draft and draft.topic == "insist":
        return _take(desk, replace(Held.read(draft.data), sent_as=""))
    held = Held(desk.heard.text.partition(" ")[2] if words else "", desk.heard.kept)
    if not held.text and not held.kept:
        desk.ask("news", **held.data())
        return desk.say("ask_news", problem="")
    return _take(desk, held)


def news_said(desk: Desk, data: dict[str, Any]) -> Reply:
    return _take(desk, Held.read(data).with_more(desk.heard))


def _take(desk: Desk, held: Held) -> Reply:
    """A photo waits for its caption; a file that cannot be kept is said so."""
    photos = [file for file in held.kept if file.kind in PICTURES and not file.problem]
    try:
        news = read_news(held.text, [file.digest for file in photos])
    except ValueError as lacking:
        kept = Held("" if not photos else held.text, tuple(photos))
        desk.ask("news", **kept.data())
        lost = any(file.problem or file.kind not in PICTURES for file in held.kept)
        return desk.say("ask_news", problem="Tệp này không nhận được, chỉ nhận ảnh." if lost else str(lacking))
    desk.forget()
    known = same_news(desk, news)
    if known:
        return desk.say("news_known", item=known, who=desk.session.get_one(Person, known.person_id).name)
    return _keep(desk, news, photos)


def _keep(desk: Desk, news: News, photos: list[Kept]) -> Reply:
    item = NewsItem(
        office_id=desk.office.id,
        person_id=desk.person.id,
        kind=news.kind,
        link=news.link,
        words=news.words,
        files=[vars(file) for file in photos],
        at=desk.now,
    )
    desk.session.add(item)
    desk.session.flush()
    sent = len(news_week(desk, desk.today).sent_by(desk.person.id))
    return desk.say("news_kept", item=item, sent=sent, wanted=quota(desk.office))


def take_back(desk: Desk, words: str) -> Reply:
    """ "17": one's own, on the day on which it was sent."""
    number = read_number(words)
    item = news_item(desk.session, desk.office.id, number) if number is not None else None
    mine = item is not None and item.person_id == desk.person.id
    if item is None or not mine or desk.hours.local(item.at).date() != desk.today:
        return desk.say("news_stays", mine=mine)
    item.taken_back_at = desk.now
    desk.session.add(item)
    desk.session.flush()
    return list_news(desk, "")


def list_news(desk: Desk, words: str) -> Reply:
    """ "": this week's · "2026-11-16": of the week of that day. All of it for who sees the whole office."""
    try:
        on = date.fromisoformat(words) if words else desk.today
    except ValueError:
        on = desk.today
    return told_news(desk, news_week(desk, min(on, desk.today)), None if desk.rights.oversees else desk.person.id)


def choose_quota(desk: Desk, words: str) -> Reply:
    """ "": as it is now · or a sentence: "mỗi cán bộ ít nhất 1 tin, bài/tuần", "không"."""
    problem = ""
    if words:
        try:
            set_quota(desk, read_quota(words))
        except ValueError as unclear:
            problem = str(unclear)
    changed = bool(words) and not problem
    return desk.say("news_quota", wanted=quota(desk.office), changed=changed, problem=problem, example=EXAMPLE)
