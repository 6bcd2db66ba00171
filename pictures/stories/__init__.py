"""What each guide tells, played from the first word to the last."""

from pictures.stage import Stories
from pictures.stories import citizen, official

STORIES: Stories = {"nguoi-dan": citizen.story, "can-bo": official.story}
