"""What templates may read. Every address is relative to the section root unless it says absolute.

Views are frozen and hold only text, numbers and other views, so that a page's fingerprint is a hash of its view. A
`body` is a Body until the page is rendered, then its HTML.
"""

from __future__ import annotations

from dataclasses import dataclass

from cchc.pages.coverage_views import AreaView, CoverageView, PlansView, TaskMark, TaskView
from cchc.pages.data_views import DataView
from cchc.pages.office_views import OutputsView
from cchc.pages.parts import Body, Card, File, Head, Link, LinkGroup, Note, Picture
from cchc.qr import Code


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
class PostView:
    """A post's own page. `state` is published, expired or withdrawn; a withdrawn post has no body.

    `code` is the QR code of its address for paper, in a published build; `social` its text for Zalo and Facebook,
    only in the internal edition.
    """

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
    byline: str
    source: str
    photo_credit: str
    picture: Picture | None
    body: Body | str
    audio: File | None
    attachments: tuple[File, ...]
    documents: tuple[str, ...]
    areas: tuple[Link, ...]
    tasks: tuple[Link, ...]
    tags: tuple[Link, ...]
    updates: tuple[Note, ...]
    related: tuple[Card, ...]
    newer: Link | None
    older: Link | None
    code: Code | None = None
    social: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """Posts of a topic, kind, unit, tag, year or month, in pages; `empty` says what would be here.

    `groups` lead on from the first page: a topic's contents and tasks in the plans; `months` part a year.
    """

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
    groups: tuple[LinkGroup, ...] = ()
    months: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexView:
    """A list of lists, such as all tags."""

    head: Head
    lead: str
    links: tuple[Link, ...]
    empty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingView:
    """A standing page such as "Giới thiệu"."""

    head: Head
    summary: str
    body: Body | str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An entry of a drop-down list."""

    value: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFilter:
    """A drop-down list of the search page; `name` is its parameter in the address."""

    name: str
    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """The search page; `ways` lead to the archives."""

    head: Head
    filters: tuple[SearchFilter, ...]
    ways: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlinesView:
    """The newest posts, for a page of the portal."""

    head: Head
    cards: tuple[Card, ...]


View = (
    HomeView | PostView | ListView | IndexView | CoverageView | PlansView | TaskView | AreaView | OutputsView
    | StandingView | DataView | SiteMapView | NotFoundView | RedirectView | HeadlinesView | SearchView
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as a value: rendering it is a function of these three and the chrome."""

    output_path: str
    template: str
    view: View
