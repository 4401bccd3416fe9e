"""A plan file being made: its values as in YAML, what is uncertain, and remarks, each by its place in the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from cchc.fields import KeyPath
from cchc.plan import Channel, Kind, Topic, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something a person must look at: what, in words ("nhiệm vụ 5, thời gian thực hiện"), and why."""

    what: str
    why: str


@dataclass(slots=True, kw_only=True)
class Draft:
    """Values of a plan file; doubts are written at the end of their line, remarks there too, comments above it.

    `kept_columns` are columns of the table that are kept as comments only.
    """

    values: dict[str, Any] = field(default_factory=dict)
    doubts: dict[KeyPath, list[Doubt]] = field(default_factory=dict)
    remarks: dict[KeyPath, str] = field(default_factory=dict)
    comments: dict[KeyPath, list[str]] = field(default_factory=dict)
    cell_count: int = 0
    kept_columns: tuple[str, ...] = ()
    doubtful_cells: set[tuple[int, str]] = field(default_factory=set)

    def doubt(self, place: KeyPath, what: str, *reasons: str) -> None:
        """Mark the value at `place`."""
        if reasons:
            self.doubts.setdefault(place, []).extend(Doubt(what=what, why=why) for why in reasons)

    def remark(self, place: KeyPath, *lines: str) -> None:
        """Put comment lines above the value at `place`."""
        self.comments.setdefault(place, []).extend(lines)


def entries(items: Sequence[Unit | Kind | Channel | Topic]) -> list[dict[str, Any]]:
    """A table of the plan file: units, kinds, channels or fields."""
    found: list[dict[str, Any]] = []
    for item in items:
        entry: dict[str, Any] = {"id": item.id, "name": item.name}
        if isinstance(item, Unit | Kind) and item.group:
            entry["group"] = item.group
        if item.aliases:
            entry["aliases"] = list(item.aliases)
        found.append(entry)
    return found
