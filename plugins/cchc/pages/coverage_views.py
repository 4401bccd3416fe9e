"""Views of the pages about plans; the public edition leaves the office's fields empty."""

from __future__ import annotations

from dataclasses import dataclass

from cchc.pages.office_views import EvidenceRow, OfficeView
from cchc.pages.parts import Card, Head, Link, Note, OutputLine
from cchc.pages.timeline_views import Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month of the plan: "Tháng 1/2024", short "1", and how many outputs it has."""

    name: str
    short: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """A task on a coverage page; `outputs` its newest. The fields after them are empty in the public edition."""

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
class DocumentRow:
    """A document: its fullest name, where the plan names it ("" when only posts do), and posts that explain it."""

    title: str
    where: str
    posts: tuple[Link, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageView:
    """The coverage page of a plan in either edition; `office` only in the internal one."""

    head: Head
    internal: bool
    plan_title: str
    period: str
    summary: str
    as_of: str
    closed: bool
    starter: str
    conventions: str
    tasks: tuple[TaskRow, ...]
    areas: tuple[AreaRow, ...]
    documents: tuple[DocumentRow, ...]
    further_documents: tuple[DocumentRow, ...]
    downloads: tuple[Link, ...]
    office: OfficeView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskView:
    """A task's own page: `outputs` are its newest, `older` the address of the next page of them or ""."""

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
    timeline: Timeline
    outputs: tuple[EvidenceRow, ...]
    pages: int
    older: str
    as_of: str
    starter: str
    previous: Link | None
    following: Link | None
    continues: Link | None
    continued_by: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskMark:
    """One of the plan's task marks on the home page: number, link, how many outputs."""

    number: int
    title: str
    url: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """A plan in the index of plans."""

    title: str
    url: str
    period: str
    summary: str
    state: str
    starter: str
    marks: tuple[TaskMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlansView:
    """The index of plans, the newest first."""

    head: Head
    lead: str
    plans: tuple[PlanRow, ...]
    downloads: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaView:
    """A content area's own page: `cards` are its newest posts, `outputs` the first page of all it has."""

    head: Head
    plan: Link
    letter: str
    text: str
    tasks: tuple[Link, ...]
    topics: tuple[Link, ...]
    cards: tuple[Card, ...]
    outputs: tuple[EvidenceRow, ...]
    total: int
    pages: int
    older: str
    as_of: str
    starter: str
    empty: str
