"""Sorting citizens' messages: what kind, which topic, how sure, and where and how often."""

from bot.rules.sorting.categories import CATEGORIES, CONDUCT, Category
from bot.rules.sorting.hints import is_many, is_repeat, place_of
from bot.rules.sorting.matters import Matter, matters, split_matters
from bot.rules.sorting.sorter import GUARDED, KIND_NAMES, PAKN, Sorted, Sorter
from bot.rules.sorting.teaching import Lesson

__all__ = [
    "CATEGORIES",
    "CONDUCT",
    "GUARDED",
    "KIND_NAMES",
    "PAKN",
    "Category",
    "Lesson",
    "Matter",
    "Sorted",
    "Sorter",
    "is_many",
    "is_repeat",
    "matters",
    "place_of",
    "split_matters",
]
