"""The terminal's commands run within the test's own process."""

import pytest


@pytest.fixture(autouse=True)
def _own_logging(restored_logging: None) -> None:
    """A command that starts the log does so for itself alone."""
