"""Sorting citizens' messages: what kind, which topic, how sure, and where and how often."""

from bot.rules.sorting.categories import CATEGORIES, CONDUCT, OWN_TOPIC, Category, own_code, tree_of
from bot.rules.sorting.hints import is_many, is_repeat, place_of
from bot.rules.sorting.matters import Matter, matters, split_matters
from bot.rules.sorting.sorter import GUARDED, KIND_NAMES, PAKN, Sorted, Sorter
from bot.rules.sorting.teaching import Lesson, Taught

__all__ = [
    "CATEGORIES",
    "CONDUCT",
    "GUARDED",
    "KIND_NAMES",
    "OWN_TOPIC",
    "PAKN",
    "Category",
    "Lesson",
    "Matter",
    "Sorted",
    "Sorter",
    "Taught",
    "is_many",
    "is_repeat",
    "matters",
    "own_code",
    "place_of",
    "split_matters",
    "tree_of",
]
