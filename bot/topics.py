"""Who goes on with a conversation that waits for words."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.desk import Desk
from bot.handlers import (
    adding,
    answering,
    approving,
    blocking,
    calendar,
    case_extension,
    case_progress,
    case_sorting,
    casework,
    clocks,
    consenting,
    contacts,
    dates,
    events,
    extension,
    giving,
    intake,
    joining,
    ladders,
    leave,
    periods,
    plan_rows,
    progress,
    publishing,
    rating,
    review,
    reviewing,
    signing,
    tracking,
    waiting,
    weekly,
)
from bot.talk import Reply

# The draft's topic, who goes on, and what of its data the handler wants ("": all).
TOPICS: Mapping[str, tuple[Callable[[Desk, Any], Reply], str]] = {
    "product": (progress.product_said, "duty"),
    "note": (progress.note_said, "duty"),
    "giving": (giving.answered, "text"),
    "given_change": (giving.change_said, "duty"),
    "leave": (leave.leave_said, ""),
    "returned": (signing.why_returned, "event"),
    "extension": (extension.more_time_said, "duty"),
    "deadline": (review.deadline_said, "task"),
    "row": (plan_rows.field_said, ""),
    "refusal": (case_sorting.refusal_said, "case"),
    "question": (casework.question_said, "case"),
    "case_extension": (case_extension.more_time_said, "case"),
    "silent_end": (waiting.end_reason_said, "case"),
    "case_progress": (case_progress.progress_said, "case"),
    "block": (blocking.block_said, ""),
    "look": (contacts.look_reason_said, "case"),
    "answer": (answering.answer_said, ""),
    "answer_anyway": (answering.anyway_said, ""),
    "draft_back": (approving.why_back, ""),
    "publication": (publishing.changed, ""),
    "withhold": (publishing.left_out_because, "case"),
    "stands": (reviewing.stands_said, "case"),
    "more": (adding.more_said, ""),
    "supplement": (tracking.supplement_said, "code"),
    "unhappy": (rating.unhappy_said, "code"),
    "thanks": (rating.thanks_said, "code"),
    "reopening": (rating.reopening_said, "code"),
    "week_words": (weekly.week_words_said, "report"),
    "calendar": (calendar.change_said, ""),
    "ladder": (ladders.ladder_said, ""),
    "clocks": (clocks.clocks_said, ""),
    "periods": (periods.period_said, ""),
    "event": (events.event_said, "ref"),
    "date": (dates.date_said, "ref"),
    "event_name": (events.name_said, "event"),
    "link": (lambda desk, _: joining.link_code_said(desk), ""),
    "words": (intake.words_said, ""),
    "person_asked": (intake.person_asked, ""),
    "which": (adding.left_undecided, ""),
    "consent": (consenting.consent_said, ""),
}
# After these, a known phrase such as "tình hình" means the command and not an answer.
LOOSE = frozenset(
    {
        *("more", "insist", "week_words", "event", "date", "calendar", "ladder", "periods", "clocks"),
        *("which", "thanks", "consent"),
    }
)
