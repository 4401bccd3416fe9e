"""All pages of a site, in a fixed order; an address is never given twice."""

from __future__ import annotations

import re
from collections.abc import Iterable
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

_PAGE = re.compile(r"(?:[^:/?#]+/)*")  # the address of a page: neither a file nor outside the section


def build_pages(material: Material) -> tuple[Page, ...]:
    """Every page as a value."""
    pages: dict[str, Page] = {}
    for builder in BUILDERS:
        for page in builder(material):
            if page.output_path in pages:
                raise InternalError(f"Hai trang cùng địa chỉ {page.output_path}.")
            pages[page.output_path] = page
    return tuple(map(Metadata(material).complete, pages.values()))


def with_live_links(chrome: SiteChrome, pages: Iterable[Page]) -> SiteChrome:
    """The chrome without menu and footer entries of pages that this build does not have, such as "Giới thiệu"."""
    built = {page.output_path for page in pages}

    def live(links: Iterable[Link]) -> tuple[Link, ...]:
        return tuple(
            link for link in links if not _PAGE.fullmatch(link.url) or page_file(link.url) in built
        )

    return replace(chrome, menu=live(chrome.menu), footer_links=live(chrome.footer_links))
