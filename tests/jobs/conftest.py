"""A town for each test."""

from tests.towns import founded_file, town, town_store

__all__ = ["founded_file", "town", "town_store"]
