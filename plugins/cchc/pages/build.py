"""All pages of a site, in a fixed order; an address is never given twice."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from cchc.errors import InternalError
from cchc.pages.coverage_pages import build_coverage_pages
from cchc.pages.embed import build_embed_pages
from cchc.pages.front_pages import build_front_pages
from cchc.pages.list_pages import build_list_pages
from cchc.pages.material import Material
from cchc.pages.metadata import Metadata
from cchc.pages.parts import Link, SiteChrome
from cchc.pages.post_pages import build_post_pages, build_redirect_pages, build_standing_pages
from cchc.pages.search_page import build_search_page
from cchc.pages.views import Page
from cchc.urls import page_file

BUILDERS = (
    build_front_pages, build_post_pages, build_standing_pages, build_list_pages, build_coverage_pages,
    build_embed_pages, build_search_page, build_redirect_pages,
)

# The address of a page, its last slash forgotten or not: neither a file nor outside the section
_PAGE = re.compile(r"(?:[^:/?#]+/)*(?:[^:/?#.]+)?")


def build_pages(material: Material) -> tuple[Page, ...]:
    """Every page as a value."""
    pages: dict[str, Page] = {}
    for builder in BUILDERS:
        for page in builder(material):
            if page.output_path in pages:
                raise InternalError(f"Hai trang cùng địa chỉ {page.output_path}.")
            pages[page.output_path] = page
    return tuple(map(Metadata(material).complete, pages.values()))


def dead_links(chrome: SiteChrome, pages: Iterable[Page]) -> tuple[Link, ...]:
    """Menu and footer entries of pages that this build does not have, such as "Giới thiệu" or a misspelt address."""
    built = {page.output_path for page in pages}
    entries = dict.fromkeys((*chrome.menu, *chrome.footer_links))
    return tuple(link for link in entries if _PAGE.fullmatch(link.url) and page_file(link.url) not in built)


def with_live_links(chrome: SiteChrome, dead: Collection[Link]) -> SiteChrome:
    """The chrome without the entries that lead nowhere."""
    menu, footer = (tuple(link for link in links if link not in dead) for links in (chrome.menu, chrome.footer_links))
    return replace(chrome, menu=menu, footer_links=footer)
