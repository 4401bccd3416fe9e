"""View of the page about the section's open data."""

from __future__ import annotations

from dataclasses import dataclass

from cchc.pages.parts import File, Head, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRow:
    """A column: its key in JSON, its title in the CSV, what it holds."""

    key: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanData:
    """A plan's page and the files of its results."""

    plan: Link
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataView:
    """The page about open data; `day` is that of the newest change of a post, "" when there is none."""

    head: Head
    lead: str
    agency: str
    total: int
    day: str
    day_iso: str
    files: tuple[File, ...]
    plans: tuple[PlanData, ...]
    feeds: tuple[File, ...]
    columns: tuple[ColumnRow, ...]
