"""The newest headlines for the portal's own pages: a page to be framed, and a piece of HTML to be included (SSI)."""

from __future__ import annotations

from collections.abc import Iterator

from cchc.pages.material import Material
from cchc.pages.parts import Head
from cchc.pages.views import HeadlinesView, Page

FRAME, PIECE = "ma-nhung/tin-moi.html", "ma-nhung/tin-moi.inc"
NEWEST = 6


def build_embed_pages(material: Material) -> Iterator[Page]:
    """Both; out of search engines and the sitemap, since they repeat the home page."""
    cards = tuple(material.cards[post.source] for post in material.site.listed[:NEWEST])
    for path, template in ((FRAME, "headlines.html"), (PIECE, "headlines-piece.html")):
        head = Head(title=f"Tin mới: {material.chrome.name}", url=path, index=False)
        yield Page(output_path=path, template=template, view=HeadlinesView(head=head, cards=cards))
