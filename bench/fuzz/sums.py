"""What was done, kept after every piece: a run that was stopped goes on where it was."""

import json
from pathlib import Path
from typing import Any

Figures = dict[str, Any]


class Sums:
    """By part ("telegram", "templates") and piece; without a file they last as long as the run."""

    def __init__(self, file: Path | None) -> None:
        self.file = file
        self.kept: dict[str, dict[str, Figures]] = json.loads(file.read_text()) if file and file.exists() else {}

    def has(self, part: str, piece: str) -> bool:
        return piece in self.kept.get(part, {})

    def put(self, part: str, piece: str, figures: Figures) -> None:
        self.kept.setdefault(part, {})[piece] = figures
        if self.file:
            new = self.file.with_suffix(".new")
            new.write_text(json.dumps(self.kept, ensure_ascii=False))
            new.replace(self.file)

    def wrong(self, part: str) -> list[str]:
        return [f"{piece}: {line}" for piece, figures in self.kept.get(part, {}).items() for line in figures["wrong"]]

    def line(self, part: str) -> str:
        """All pieces of a part together."""
        pieces = self.kept.get(part, {})
        counted = {name for figures in pieces.values() for name in figures} - {"wrong", "seconds"}
        sums = {name: sum(figures.get(name, 0) for figures in pieces.values()) for name in sorted(counted)}
        told = ", ".join(f"{value:,} {name}" for name, value in sums.items())
        seconds = sum(figures["seconds"] for figures in pieces.values())
        return f"{part}: {len(pieces)} pieces, {told}, {len(self.wrong(part))} wrong, {seconds:.0f} s"
