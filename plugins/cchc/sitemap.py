"""sitemap.xml (sitemaps.org 0.9): every page that search engines may list."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable

from cchc.pages.views import Page, PostView

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def build_sitemap(pages: Iterable[Page], base_url: str) -> bytes:
    """The sitemap of `pages`, by address; posts give the day of their last public change."""
    root = ET.Element("urlset", {"xmlns": NAMESPACE})
    listed = [page for page in pages if page.view.head.index]
    for page in sorted(listed, key=lambda page: page.view.head.url):
        entry = ET.SubElement(root, "url")
        ET.SubElement(entry, "loc").text = base_url + page.view.head.url
        if isinstance(page.view, PostView):
            days = [page.view.day_iso, *(note.day_iso for note in page.view.updates)]
            ET.SubElement(entry, "lastmod").text = max(days)
    ET.indent(root, " ")
    body: bytes = ET.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + body + b"\n"
