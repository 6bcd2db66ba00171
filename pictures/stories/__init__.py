"""What each guide tells, played from the first word to the last."""

from pictures.stage import Stories
from pictures.stories import admin, citizen, clerk, lead, official

STORIES: Stories = {
    "nguoi-dan": citizen.story,
    "can-bo": official.story,
    "lanh-dao": lead.story,
    "van-thu": clerk.story,
    "quan-tri": admin.story,
}
