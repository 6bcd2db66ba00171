"""A dossier goes to another official."""

from bot.acts.dossiers.steps import note_step, set_reminder
from bot.acts.dossiers.whose import holder_of
from bot.desk import Desk
from bot.rules.states import Role
from storage.dossiers import Dossier
from storage.people import Post, office_posts

MOST = 16


def posts_for(desk: Desk, dossier: Dossier) -> list[tuple[Post, str]]:
    """Those of its unit (who sees the whole office: of every unit), each with who it is."""
    rights = desk.rights
    anywhere = bool(rights.roles & {Role.CLERK, Role.LEAD})
    units = rights.units | {dossier.unit_id}
    found = [
        post
        for post in office_posts(desk.session, desk.office.id)
        if post.unit_id is not None and post.id != dossier.post_id and (anywhere or post.unit_id in units)
    ]
    found.sort(key=lambda post: post.unit_id != dossier.unit_id)
    return [(post, " – ".join(filter(None, (holder_of(desk, post), post.title)))) for post in found[:MOST]]


def give(desk: Desk, dossier: Dossier, post: Post) -> None:
    """It is theirs from now on; they hear of it in office hours."""
    dossier.post_id, dossier.unit_id = post.id, post.unit_id
    set_reminder(desk, dossier)
    note_step(desk, dossier, "given", desk.person.id, holder_of(desk, post))
    if post.person_id and post.person_id != desk.person.id:
        said = desk.say("dossier_given_told", dossier=dossier, who=desk.person.name)
        desk.tell_all([post.person_id], f"dossier:{dossier.id}:given:{post.id}:{desk.today}", said, "được giao hồ sơ")
