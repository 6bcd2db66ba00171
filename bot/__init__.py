"""Đôn Đốc, a chat bot that keeps an office to its plan and its citizens answered."""

import sys
from typing import Any, cast

# httpx has a command line of its own, which it does without: its libraries are a twentieth of a server's memory.
sys.modules.setdefault("httpx._main", cast(Any, None))
