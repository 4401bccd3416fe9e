"""What an importer knows beforehand: the newest plan's tables and conventions, else those of names.yaml."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from cchc.plan import Channel, Kind, Plan, Topic, Unit
from cchc.schedule import Continuous, Event

_STARTING = Path(__file__).with_name("names.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """How a column of the appendix is found: its usual name, whole names, or words within a name."""

    label: str
    exact: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of plans in general: columns, how names of units begin, what is no part of a name."""

    columns: Mapping[str, Column]
    unit_heads: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    read_as: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The office's numbers behind "Thường xuyên" (days) and "Ngay sau khi" (days, working or not).

    `every_known` and `within_known` say whether an earlier plan gives them.
    """

    every_days: int
    within: int
    working: bool = True
    every_known: bool = False
    within_known: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """Everything known before a plan is read; `previous` is the newest plan of the content folder."""

    words: Words
    limits: Limits
    conventions: str
    issuer: str | None
    units: tuple[Unit, ...]
    kinds: tuple[Kind, ...]
    channels: tuple[Channel, ...]
    fields: tuple[Topic, ...]
    previous: Plan | None = None


def gather_knowledge(previous: Plan | None) -> Knowledge:
    """Knowledge from the newest plan there is; without one, from names.yaml."""
    if previous is None:
        return starting_knowledge()
    start = starting_knowledge()
    return Knowledge(
        words=start.words, limits=_limits_of(previous, start.limits), conventions=previous.conventions,
        issuer=previous.issuer, units=previous.units, kinds=previous.kinds, channels=previous.channels,
        fields=previous.fields, previous=previous,
    )


@lru_cache(maxsize=1)
def starting_knowledge() -> Knowledge:
    """The words of names.yaml."""
    data: dict[str, Any] = yaml.safe_load(_STARTING.read_text(encoding="utf-8"))
    columns = {name: Column(label=item["label"], exact=tuple(item.get("exact", ())), words=tuple(item.get("words", ())))
               for name, item in data["columns"].items()}
    words = Words(
        columns=columns, unit_heads=tuple(data["unit_heads"]), before=tuple(data["before"]),
        after=tuple(data["after"]), read_as=data["read_as"],
    )
    conventions = data["conventions"]
    return Knowledge(
        words=words, conventions=conventions["text"], issuer=data["issuer"],
        limits=Limits(every_days=conventions["every_days"], within=conventions["within_working_days"]),
        units=tuple(Unit(**_entry(item)) for item in data["units"]),
        kinds=tuple(Kind(**_entry(item)) for item in data["kinds"]),
        channels=tuple(Channel(**_entry(item)) for item in data["channels"]),
        fields=tuple(Topic(**_entry(item)) for item in data["fields"]),
    )


def _entry(item: dict[str, Any]) -> dict[str, Any]:
    return {**item, "aliases": tuple(item.get("aliases", ()))}


def _limits_of(plan: Plan, start: Limits) -> Limits:
    """The numbers most tasks of `plan` use."""
    schedules = [task.schedule for task in plan.tasks]
    days = Counter(item.every_days for item in schedules if isinstance(item, Continuous)).most_common(1)
    within = Counter((item.within, item.working) for item in schedules if isinstance(item, Event)).most_common(1)
    count, working = within[0][0] if within else (start.within, start.working)
    return Limits(
        every_days=days[0][0] if days else start.every_days, every_known=bool(days), within=count, working=working,
        within_known=bool(within),
    )
