"""Links to the feeds that stand beside a page; `cchc.feeds` writes them."""

from __future__ import annotations

from cchc.pages.parts import Link
from cchc.urls import feed_urls


def feed_links(title: str, url: str) -> tuple[Link, ...]:
    """The feeds of the page at `url` (its address ends with a slash), named by its title."""
    rss, atom = feed_urls(url)
    return Link(title=f"Nguồn tin RSS: {title}", url=rss), Link(title=f"Nguồn tin Atom: {title}", url=atom)
