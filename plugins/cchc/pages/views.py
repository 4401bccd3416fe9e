"""What templates may read. Every address is relative to the section root unless it says absolute.

Views are frozen and hold only text, numbers and other views, so that a page's fingerprint is a hash of its view.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link: text and address; `count` where a number stands beside it."""

    title: str
    url: str
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteChrome:
    """What surrounds every page; `base_url` is absolute and ends with a slash, `stylesheet` is hashed."""

    name: str
    agency: str
    parent_agency: str
    portal_name: str
    portal_url: str
    base_url: str
    menu: tuple[Link, ...]
    footer_links: tuple[Link, ...]
    facts: tuple[str, ...]
    stylesheet: str
    internal: bool
    language: str = "vi"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Title and path of a page; `crumbs` lead from the section to its parent, `updated` is an ISO date or ""."""

    title: str
    url: str
    description: str = ""
    crumbs: tuple[Link, ...] = ()
    index: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image; `url` under the section root."""

    url: str
    alt: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A post in a list. `day` is dd/mm/yyyy, `day_iso` yyyy-mm-dd."""

    title: str
    url: str
    day: str
    day_iso: str
    summary: str
    topic: Link | None
    kind: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file to download; `type` as "PDF", `size` as "109 KB"."""

    title: str
    url: str
    type: str
    size: str
    number: str = ""
    day: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A dated public note."""

    day: str
    day_iso: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The section's first page."""

    head: Head
    lead: Card | None
    lead_picture: Picture | None
    latest: tuple[Card, ...]
    topics: tuple[Link, ...]
    result: str
    plan: Link | None
    marks: tuple[TaskMark, ...]
    documents: tuple[File, ...]
    index_results: tuple[Card, ...]
    starter: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskMark:
    """One of the plan's task marks on the home page: number, link, how many outputs."""

    number: int
    title: str
    url: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PostView:
    """A post's own page. `state` is published, expired or withdrawn; a withdrawn post has no body."""

    head: Head
    state: str
    notice: str
    lang: str
    topic: Link | None
    summary: str
    day: str
    day_iso: str
    kind: Link
    unit: Link | None
    author: str
    source: str
    photo_credit: str
    picture: Picture | None
    body: str
    attachments: tuple[File, ...]
    documents: tuple[str, ...]
    areas: tuple[Link, ...]
    tasks: tuple[Link, ...]
    tags: tuple[Link, ...]
    updates: tuple[Note, ...]
    related: tuple[Card, ...]
    newer: Link | None
    older: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """Posts of a topic, kind, unit, tag or year, in pages; `empty` says what would be here."""

    head: Head
    kicker: str
    lead: str
    cards: tuple[Card, ...]
    total: int
    number: int
    pages: int
    newer: str
    older: str
    empty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexView:
    """A list of lists, such as all tags."""

    head: Head
    lead: str
    links: tuple[Link, ...]
    empty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputLine:
    """An output in a list; `url` is "" without evidence, `external` when absolute, `note` such as "đã rút"."""

    title: str
    url: str
    external: bool
    day: str
    day_iso: str
    kind: str
    unit: str
    channels: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month of the plan: "Tháng 1/2024", short "1", and how many outputs it has."""

    name: str
    short: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """A task on a coverage page. The fields after `newest` are empty in the public edition."""

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
    documents: tuple[str, ...]
    downloads: tuple[Link, ...]
    months: tuple[str, ...]
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
class StandingView:
    """A standing page such as "Giới thiệu"."""

    head: Head
    summary: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A heading of the site map with its links and sub-branches."""

    link: Link
    links: tuple[Link, ...] = ()
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteMapView:
    """The site map as a tree."""

    head: Head
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundView:
    """404: where to go from here."""

    head: Head
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectView:
    """An old address: leads on to `target`."""

    head: Head
    target: str
    target_title: str


View = (
    HomeView | PostView | ListView | IndexView | CoverageView | TaskView | AreaView | StandingView
    | SiteMapView | NotFoundView | RedirectView
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as a value: rendering it is a function of these three and the chrome."""

    output_path: str
    template: str
    view: View
