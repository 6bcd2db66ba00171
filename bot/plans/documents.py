"""What a document is, by what stands in it: a list of dossiers, a form with fields, or (all else) a plan."""

from dataclasses import dataclass

from bot.plans.dossiers.reader import read_due_list
from bot.plans.forms import read_form
from bot.plans.opening import PlanRefused
from bot.plans.reader import PlanDocument, read_plan
from bot.rules.apology import Field
from bot.rules.dossier_list import ReadList


@dataclass(frozen=True)
class Form:
    """A letter with fields to be filled."""

    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Unsure:
    """It may be either."""

    due_list: ReadList
    plan: PlanDocument


Document = PlanDocument | ReadList | Form | Unsure


def read_document(name: str, data: bytes) -> Document:
    """Raises PlanRefused, with a sentence for who sent it."""
    due_list = read_due_list(name, data)
    if due_list is not None and due_list.is_sure:
        return due_list
    fields = read_form(name, data)
    if fields is not None:
        return Form(fields)
    try:
        plan = read_plan(name, data)
        _refuse_empty(plan)
    except PlanRefused:
        if due_list is not None:
            return due_list
        raise
    return Unsure(due_list, plan) if due_list is not None else plan


def _refuse_empty(found: PlanDocument) -> None:
    if not found.rows:
        raise PlanRefused("Không tìm thấy bảng nhiệm vụ nào trong tệp.")
