"""A document that was read becomes what it is: a plan, a list of dossiers, a form; nothing counts before a yes."""

from bot.acts.dossiers.apologising import KIND, sample_letter
from bot.acts.dossiers.previewing import preview as preview_list
from bot.acts.dossiers.whose import brings_plans
from bot.acts.previewing import preview
from bot.acts.versions import carry_over, predecessor
from bot.desk import OfficeDay
from bot.plans.documents import Document, Form, Unsure
from bot.plans.reader import PlanDocument, to_record
from bot.rules.apology import TITLES
from bot.rules.dossier_list import ReadList
from bot.rules.dossier_list import to_record as dossier_record
from bot.talk import Reply
from storage.due_lists import DueList
from storage.own_forms import OwnForm
from storage.plans import Plan


def take_in(day: OfficeDay, plan: Plan, found: Document) -> tuple[Reply, str]:
    """What its sender is told, and why. `plan` is what waited; where the file is something else, it goes."""
    if isinstance(found, Unsure) and brings_plans(day, plan.sent_by):
        fill(day, plan, found.plan)
        due_list = _add_list(day, plan, found.due_list)
        return day.say("file_which", name=plan.source_name, due_list=due_list.id, plan=plan.id), "chưa rõ tệp gì"
    if isinstance(found, ReadList | Unsure):
        due_list = _add_list(day, plan, found if isinstance(found, ReadList) else found.due_list)
        day.session.delete(plan)
        return preview_list(day, due_list), "danh sách hồ sơ đã đọc"
    if not brings_plans(day, plan.sent_by):
        day.session.delete(plan)
        return day.say("due_list_only", name=plan.source_name), "không phải danh sách hồ sơ"
    if isinstance(found, Form):
        day.session.delete(plan)
        return _add_form(day, plan, found), "mẫu thư đã đọc"
    fill(day, plan, found)
    return preview(day, plan), "kế hoạch đã đọc"


def _add_list(day: OfficeDay, plan: Plan, found: ReadList) -> DueList:
    due_list = DueList(
        office_id=day.office.id,
        source_name=plan.source_name,
        digest=plan.digest,
        sent_by=plan.sent_by,
        sent_at=day.now,
        rows=[dossier_record(row) for row in found.rows],
        problems=list(found.problems),
        remarks=list(found.remarks),
    )
    day.session.add(due_list)
    day.session.flush()
    return due_list


def _add_form(day: OfficeDay, plan: Plan, found: Form) -> Reply:
    form = OwnForm(
        office_id=day.office.id,
        kind=KIND,
        name=plan.source_name,
        digest=plan.digest,
        sent_by=plan.sent_by,
        sent_at=day.now,
    )
    day.session.add(form)
    day.session.flush()
    fields = [TITLES[field] for field in found.fields]
    missing = [title for field, title in TITLES.items() if field in ("code", "new_due") and field not in found.fields]
    sample = sample_letter(day, form)
    return day.say("apology_form_read", attached=(sample,), form=form, fields=fields, missing=missing)


def fill(day: OfficeDay, plan: Plan, found: PlanDocument) -> None:
    """Keep what was read, and which plan in force it is a new version of."""
    plan.title, plan.number, plan.year, plan.issued_on = found.title, found.number, found.year, found.issued
    plan.rows = [to_record(row) for row in found.rows]
    plan.warnings = list(found.warnings)
    plan.read_at = day.now
    day.session.add(plan)
    day.session.flush()
    old = predecessor(day, plan)
    if old is not None:
        plan.replaces_id = old.id
        carry_over(day, plan, old)
        day.session.add(plan)
        day.session.flush()
