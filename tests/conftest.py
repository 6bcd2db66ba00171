"""What several tests stand on."""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The real plans and samples that lie beside the checkout."""
    if not SHARED.is_dir():
        reason = "the folder with the real plans is not beside this checkout"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    return SHARED
