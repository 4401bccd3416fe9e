"""Views of the pages about plans; the public edition leaves the office's fields empty."""

from __future__ import annotations

from dataclasses import dataclass

from cchc.pages.parts import Card, Head, Link, Note, OutputLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month of the plan: "Tháng 1/2024", short "1", and how many outputs it has."""

    name: str
    short: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """A task on a coverage page. The fields after `outputs` are empty in the public edition."""

    number: int
    title: str
    url: str
    lead: str
    support: str
    schedule: str
    expected: str
    count: int
    progress: str
    months: tuple[Month, ...]
    kinds: tuple[str, ...]
    newest: OutputLine | None
    outputs: tuple[OutputLine, ...] = ()
    status: str = ""
    label: str = ""
    shape: str = ""
    missing: tuple[str, ...] = ()
    late: int = 0
    gaps: tuple[str, ...] = ()
    longest_gap: str = ""
    age: str = ""
    explanations: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRow:
    """A content area on a coverage page."""

    letter: str
    title: str
    url: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit's work on the internal coverage page."""

    name: str
    url: str
    leads: tuple[Link, ...]
    supports: tuple[Link, ...]
    outputs: int
    due: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageView:
    """The coverage page of a plan in either edition; `internal` has statuses, the public one has none."""

    head: Head
    internal: bool
    plan_title: str
    summary: str
    as_of: str
    starter: str
    conventions: str
    tasks: tuple[TaskRow, ...]
    areas: tuple[AreaRow, ...]
    documents: tuple[Link, ...]
    downloads: tuple[Link, ...]
    completion: str = ""
    channels: tuple[str, ...] = ()
    counts: tuple[Link, ...] = ()
    units: tuple[UnitRow, ...] = ()
    unplanned: tuple[OutputLine, ...] = ()
    amendments: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskView:
    """A task's own page."""

    head: Head
    internal: bool
    plan: Link
    row: TaskRow
    text: str
    lead_text: str
    support_text: str
    products_text: str
    areas: tuple[Link, ...]
    units: tuple[Link, ...]
    as_of: str
    starter: str
    previous: Link | None
    following: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaView:
    """A content area's own page."""

    head: Head
    plan: Link
    letter: str
    text: str
    tasks: tuple[Link, ...]
    topics: tuple[Link, ...]
    cards: tuple[Card, ...]
    outputs: tuple[OutputLine, ...]
    as_of: str
    starter: str
    empty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskMark:
    """One of the plan's task marks on the home page: number, link, how many outputs."""

    number: int
    title: str
    url: str
    count: int
