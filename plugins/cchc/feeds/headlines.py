"""ma-nhung/tin-moi.json: the newest headlines for scripts of the portal."""

from __future__ import annotations

from collections.abc import Iterator

from cchc.exports import json_text
from cchc.pages.embed import NEWEST
from cchc.pages.material import Material
from cchc.post import Post
from cchc.urls import post_url

SCHEMA = "cchc.headlines/1"


def build_headlines(material: Material) -> Iterator[tuple[str, bytes]]:
    """(output path, bytes): every address absolute, days yyyy-mm-dd, `field` and `image` null when absent."""
    chrome = material.chrome
    document = {
        "schema": SCHEMA, "title": chrome.name, "agency": chrome.agency, "home": chrome.base_url,
        "items": [_item(material, post) for post in material.site.listed[:NEWEST]],
    }
    yield "ma-nhung/tin-moi.json", json_text(document).encode()


def _item(material: Material, post: Post) -> dict[str, object]:
    base, topics = material.chrome.base_url, material.topic_links(post)
    return {
        "title": post.title, "url": base + post_url(post.year, post.slug), "date": post.date.date().isoformat(),
        "field": topics[0].title if topics else None, "image": base + post.image.file if post.image else None,
    }
