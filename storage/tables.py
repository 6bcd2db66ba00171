"""Every table in one import, for the migrations and for comparing them with the models."""

from storage import (
    days,
    drafts,
    feedback,
    files,
    inbox,
    invites,
    letters,
    nudges,
    occurrences,
    offices,
    people,
    plans,
    webchat,
    weeks,
)

MODULES = (
    days,
    drafts,
    feedback,
    files,
    inbox,
    invites,
    letters,
    nudges,
    occurrences,
    offices,
    people,
    plans,
    webchat,
    weeks,
)
