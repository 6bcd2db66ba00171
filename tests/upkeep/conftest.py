"""The town, for what keeps it well."""

from tests.towns import founded_file, town, town_store

__all__ = ["founded_file", "town", "town_store"]
