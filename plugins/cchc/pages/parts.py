"""What several views are made of. Every address is relative to the section root unless it says absolute."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link: text and address; `count` where a number stands beside it, `lang` where the text is not the section's."""

    title: str
    url: str
    count: int | None = None
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Who answers for the section; what is not confirmed is ""."""

    unit: str = ""
    person: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A line of the service box: what one can do, where, and what to know (address, hours, telephone)."""

    title: str
    url: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The portal around the section; the fragments are the portal's own HTML, "" where ours stands.

    `logo` is a file of the theme ("theme/…"), `measuring` goes into every page's head, `rating_url` is the
    portal's own address that takes readers' answers.
    """

    contact: Contact = Contact()
    services: tuple[Service, ...] = ()
    links: tuple[Link, ...] = ()
    logo: str = ""
    header: str = ""
    footer: str = ""
    measuring: str = ""
    rating_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteChrome:
    """What surrounds every page; `base_url` is absolute and ends with a slash.

    `stylesheet`, `sheet` (the internal edition's, else ""), `script` and `search_script` are hashed paths.
    `publish` says whether search, social cards and image variants are part of the build.
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
    script: str = ""
    search_script: str = ""
    publish: bool = False
    frame: Frame = Frame()
    language: str = "vi"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareImage:
    """The picture that stands for a page when it is shared; pixels, 0 where the size is not known."""

    url: str
    alt: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What a post says of itself to machines; times are ISO 8601 with their offset, `expires` may be ""."""

    published: str
    modified: str
    author: str
    source: str
    section: str
    tags: tuple[str, ...]
    lang: str
    expires: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Title and path of a page; `crumbs` lead from the section to its parent, `day` is that of its content (ISO).

    `structured` are JSON-LD objects as text; those that follow from the view come when it is rendered.
    `image` is the picture that stands for the page when it is shared, `feeds` its own feeds (.xml or .atom).
    """

    title: str
    url: str
    description: str = ""
    crumbs: tuple[Link, ...] = ()
    index: bool = True
    day: str = ""
    article: Article | None = None
    structured: tuple[str, ...] = ()
    image: ShareImage | None = None
    feeds: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A WebP variant of a picture, `width` pixels wide."""

    url: str
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image; `url` under the section root, its size in pixels as it is shown (0 where it cannot be read).

    `sources` are its smaller variants, narrowest first; `sizes` says how wide it is shown, for the browser to choose.
    """

    url: str
    alt: str
    caption: str = ""
    credit: str = ""
    width: int = 0
    height: int = 0
    sources: tuple[Source, ...] = ()
    sizes: str = "(min-width: 48rem) 40rem, calc(100vw - 2rem)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A written body, whose safe HTML is fetched and completed only when its page is rendered (pages.bodies).

    `digest` is the sha256 of that HTML, `key` its place in the store, `source` the file it was made of. Link number n
    stands in it as `<token>-<n>` and leads to `addresses[n]` ("": nowhere); `pictures` are by path under the section
    root. The first image is loaded at once when it is the `lead`.
    """

    source: str = field(repr=False)
    key: str = field(repr=False)
    digest: str
    token: str
    addresses: tuple[str, ...] = ()
    pictures: tuple[tuple[str, Picture], ...] = ()
    lead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A post in a list. `day` is dd/mm/yyyy, `day_iso` yyyy-mm-dd; `note` such as "bài khởi tạo".

    `lang` is the language of title and summary where it is not the section's, else "".
    """

    title: str
    url: str
    day: str
    day_iso: str
    summary: str
    topic: Link | None
    kind: Link
    note: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file to download; `type` as "PDF", `size` as "109 KB", `sha256` of the published bytes in hex."""

    title: str
    url: str
    type: str
    size: str
    number: str = ""
    day: str = ""
    kind: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkGroup:
    """Links under a heading; `id` is the heading's."""

    id: str
    title: str
    links: tuple[Link, ...]


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
