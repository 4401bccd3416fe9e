"""Views of the office's working sheet, only in the internal edition ("Theo dõi, đôn đốc thực hiện Kế hoạch").

`classes` are the marks by which the sheet's filters show or hide a row: "f-s-<status>", "f-u-<rank of a unit>",
"f-a-<letter>" and "f-m-<month>", each from a filter's options.
"""

from __future__ import annotations

from dataclasses import dataclass

from cchc.pages.parts import Head, Link, Note, OutputLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with the page of its outputs ("" when there is none); `word` stands where no number does."""

    count: int
    url: str = ""
    word: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Heading of a column: `name` is read out, `short` is shown."""

    name: str
    short: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """A row of a matrix; `url` of its heading."""

    title: str
    url: str
    cells: tuple[Figure, ...]
    classes: str = ""
    empty: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """A table of figures; the last column holds the rows' totals. `note` explains it in a sentence."""

    id: str
    title: str
    caption: str
    corner: str
    columns: tuple[Column, ...]
    rows: tuple[MatrixRow, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterOption:
    """A choice of a filter: `token` as "s-overdue", the same as in the rows' classes."""

    token: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A drop-down above the sheet."""

    id: str
    title: str
    options: tuple[FilterOption, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseView:
    """What is due or late in a unit, and the message to send."""

    lines: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit's work; a group (`group`) answers for none alone, so it has no figure of its own."""

    name: str
    url: str
    group: bool
    leads: tuple[Link, ...]
    supports: tuple[Link, ...]
    contributed: Figure
    chase: ChaseView | None
    classes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """A line of the register: "3.12" and the output."""

    number: str
    output: OutputLine
    classes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceGroup:
    """Register of a task; `rows` may be only its newest, `all` leads to every one of them."""

    number: int
    title: str
    rows: tuple[EvidenceRow, ...]
    total: int
    all: Link
    classes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeView:
    """What only the office sees of a plan's coverage."""

    completion: str
    channels: tuple[Link, ...]
    counts: tuple[Link, ...]
    filters: tuple[Filter, ...]
    kinds: Matrix
    months: Matrix
    areas: Matrix
    units: tuple[UnitRow, ...]
    unplanned: tuple[EvidenceRow, ...]
    unplanned_all: Link
    evidence: tuple[EvidenceGroup, ...]
    amendments: tuple[Note, ...]
    task_classes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputsView:
    """The outputs behind a figure, or the further outputs of a task, in pages."""

    head: Head
    kicker: Link
    lead: str
    rows: tuple[EvidenceRow, ...]
    total: int
    number: int
    pages: int
    newer: str
    older: str
    as_of: str
    starter: str
    office: bool
