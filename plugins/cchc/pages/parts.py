"""What several views are made of. Every address is relative to the section root unless it says absolute."""

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
    """What surrounds every page; `base_url` is absolute and ends with a slash.

    `stylesheet` and `sheet` (the internal edition's, else "") are hashed.
    """

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
    sheet: str = ""
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
    """A post in a list. `day` is dd/mm/yyyy, `day_iso` yyyy-mm-dd; `note` such as "bài khởi tạo"."""

    title: str
    url: str
    day: str
    day_iso: str
    summary: str
    topic: Link | None
    kind: Link
    note: str = ""


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
class OutputLine:
    """An output in a list; `url` is "" without evidence, `external` when absolute, `note` such as "đã rút".

    `number` is the document's own; `facts` are the log's figures and remarks, only in the internal edition.
    """

    title: str
    url: str
    external: bool
    day: str
    day_iso: str
    kind: str
    unit: str
    channels: str
    note: str = ""
    number: str = ""
    facts: str = ""
