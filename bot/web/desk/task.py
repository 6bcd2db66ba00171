"""One duty: what the plan says, what happened, who was reminded, and what the visitor may do about it."""

from bot.acts.reminded import reminded_of
from bot.handlers.duties import seen_duty, show
from bot.web.desk.buttons import buttons_of
from bot.web.desk.histories import OF_TASKS, history_of
from bot.web.desk.looks import files_of
from bot.web.desk.visit import Page, Visit, not_here
from storage.files import attached_to_task
from storage.offices import unit_named
from storage.people import Person, Post
from storage.plans import task_events


def show_task(visit: Visit) -> Page:
    desk = visit.desk
    found = seen_duty(desk, str(visit.place["number"]))
    if found is None:
        raise not_here()
    item, task = found
    events = [one for one in task_events(desk.session, task.id) if one.occurrence_id in (None, item.id)]
    post = desk.session.get(Post, task.post_id) if task.post_id else None
    values = {
        "item": item,
        "task": task,
        "unit": unit_named(desk.session, desk.office.id, task.unit_id),
        "post": post,
        "holder": desk.session.get_one(Person, post.person_id).name if post and post.person_id else "",
        "is_late": item.is_late(desk.here),
        "history": history_of(desk, events, OF_TASKS),
        "told": reminded_of(desk, "occurrence", item.id, events),
        "files": files_of(visit, attached_to_task(desk.session, [one.id for one in events])),
        "buttons": buttons_of(show(desk, found)),
    }
    return Page("desk_task.html", "viec", f"NV-{item.id}", values)
