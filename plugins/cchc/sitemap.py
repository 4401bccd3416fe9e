"""sitemap.xml (sitemaps.org 0.9 with Google's image extension 1.1): every page that search engines may list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from xml.sax.saxutils import escape

from cchc.pages.coverage_views import AreaView, TaskView
from cchc.pages.office_views import OutputsView
from cchc.pages.parts import Body
from cchc.pages.views import HomeView, ListView, Page, PostView, View
from cchc.post import Post
from cchc.urls import post_url

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGES = "http://www.google.com/schemas/sitemap-image/1.1"
MOST_URLS = 50_000
MOST_BYTES = 50 * 1024 * 1024
_MOST_IMAGES = 1000  # of a page
_OPEN = f'<urlset xmlns="{NAMESPACE}" xmlns:image="{IMAGES}">\n'
_CLOSE = "</urlset>\n"
_PROLOGUE = '<?xml version="1.0" encoding="utf-8"?>\n'
_Entry = tuple[str, str]  # its text, the day of its last change or ""


def build_sitemaps(
    pages: Iterable[Page], posts: Iterable[Post], base_url: str, *, most_urls: int = MOST_URLS,
    most_bytes: int = MOST_BYTES,
) -> dict[str, bytes]:
    """The files of the sitemap by path; beyond the limits of one, sitemap.xml is the index of sitemap-1.xml and so on.

    `posts` are those that stand in lists; they give the last change of their own pages.
    """
    days = {post_url(post.year, post.slug): post.changed.date().isoformat() for post in posts}
    listed = sorted((page for page in pages if page.view.head.index), key=lambda page: page.view.head.url)
    parts = list(_parts((_entry(page, days, base_url) for page in listed), most_urls, most_bytes))
    if len(parts) < 2:
        return {"sitemap.xml": _file(_OPEN, (text for part in parts for text, _ in part), _CLOSE)}
    named = {f"sitemap-{number}.xml": part for number, part in enumerate(parts, 1)}
    index = (
        f"<sitemap><loc>{escape(base_url + name)}</loc>{_last_change(max(day for _, day in part))}</sitemap>\n"
        for name, part in named.items()
    )
    files = {name: _file(_OPEN, (text for text, _ in part), _CLOSE) for name, part in named.items()}
    return {"sitemap.xml": _file(f'<sitemapindex xmlns="{NAMESPACE}">\n', index, "</sitemapindex>\n"), **files}


def _parts(entries: Iterable[_Entry], most_urls: int, most_bytes: int) -> Iterator[list[_Entry]]:
    """Entries in their order, cut where a file would hold too many or grow too long."""
    frame = len((_PROLOGUE + _OPEN + _CLOSE).encode())
    part: list[_Entry] = []
    size = frame
    for entry in entries:
        length = len(entry[0].encode())
        if part and (len(part) == most_urls or size + length > most_bytes):
            yield part
            part, size = [], frame
        part.append(entry)
        size += length
    if part:
        yield part


def _entry(page: Page, days: Mapping[str, str], base_url: str) -> _Entry:
    view = page.view
    own = base_url + view.head.url
    day = days.get(view.head.url, "") or _newest(view)
    images = islice(dict.fromkeys(_images(view, base_url)), _MOST_IMAGES) if isinstance(view, PostView) else ()
    pictures = "".join(f"<image:image><image:loc>{escape(url)}</image:loc></image:image>" for url in images)
    return f"<url><loc>{escape(own)}</loc>{_last_change(day)}{pictures}</url>\n", day


def _last_change(day: str) -> str:
    return f"<lastmod>{day}</lastmod>" if day else ""


def _newest(view: View) -> str:
    """The day of the newest thing a list shows; "" for pages that change in other ways or bear no date.

    The pages of a plan as a whole give none: their figures are those of the day of the build.
    """
    days: list[str] = []
    match view:
        case ListView():
            days = [card.day_iso for card in view.cards]
        case HomeView():
            days = [card.day_iso for card in (*((view.lead,) if view.lead else ()), *view.latest)]
        case TaskView():
            days = [row.output.day_iso for row in view.outputs]
        case OutputsView():
            days = [row.output.day_iso for row in view.rows]
        case AreaView():
            days = [*(row.output.day_iso for row in view.outputs), *(card.day_iso for card in view.cards)]
    return max(days, default="")


def _images(view: PostView, base_url: str) -> Iterator[str]:
    """Pictures of a post that are files of the section: the lead image, then those of its text."""
    if view.picture:
        yield base_url + view.picture.url
    if isinstance(view.body, Body):
        yield from (base_url + file for file, _ in view.body.pictures)


def _file(start: str, entries: Iterable[str], end: str) -> bytes:
    return "".join((_PROLOGUE, start, *entries, end)).encode()
