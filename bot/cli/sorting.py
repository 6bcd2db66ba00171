"""sort: what the rules make of messages, one JSON object per line."""

import json
from typing import TextIO

from bot.cli.terminal import err
from bot.rules.routing import DEFAULT_ROUTES
from bot.rules.sorting import Sorter


def sort_lines(messages: TextIO, out: TextIO) -> int:
    """Add kind, category, unit, confidence, why and auto to each object; 1 where a line is no message."""
    sorter = Sorter()
    for number, line in enumerate(messages, 1):
        if not line.strip():
            continue
        try:
            message = json.loads(line)
            text = message["text"]
        except (ValueError, KeyError, TypeError):
            err.print(f"Dòng {number}: không phải đối tượng JSON có “text”.", markup=False)
            return 1
        found = sorter.sort(str(text))
        added = {
            "kind": found.kind,
            "category": found.category,
            "unit": DEFAULT_ROUTES.get(found.category or ""),
            "confidence": round(found.confidence, 3),
            "why": "; ".join(found.why),
            "auto": found.auto,
        }
        out.write(json.dumps(message | added, ensure_ascii=False) + "\n")
    return 0
