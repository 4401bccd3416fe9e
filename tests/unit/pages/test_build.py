"""The chrome offers only what the build has."""

from __future__ import annotations

from cchc.pages.build import dead_links, with_live_links
from cchc.pages.parts import Head, Link, SiteChrome
from cchc.pages.views import NotFoundView, Page


def link(url: str) -> Link:
    return Link(title=url, url=url)


def test_menu_and_footer_keep_only_pages_that_are_built_and_addresses_elsewhere() -> None:
    chrome = SiteChrome(
        name="", agency="", parent_agency="", portal_name="", portal_url="", base_url="https://example.vn/", facts=(),
        menu=(link(""), link("bai-viet/"), link("gioi-thieu/"), link("bai-viet")), stylesheet="", internal=False,
        footer_links=(link("lien-he/"), link("https://example.org/x/"), link("mailto:a@example.vn"), link("/lien-he/"),
                      link("tep/a.pdf")),
    )
    view = NotFoundView(head=Head(title="", url=""), links=())
    pages = [Page(output_path=path, template="", view=view) for path in ("index.html", "bai-viet/index.html")]
    dead = dead_links(chrome, pages)
    assert [item.url for item in dead] == ["gioi-thieu/", "bai-viet", "lien-he/"]
    kept = with_live_links(chrome, dead)
    assert [item.url for item in kept.menu] == ["", "bai-viet/"]
    assert [item.url for item in kept.footer_links] == ["https://example.org/x/", "mailto:a@example.vn", "/lien-he/", "tep/a.pdf"]
