"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

from typing import Any

from cchc.exports import json_text
from cchc.feeds.entries import Channel, Enclosure, Entry

_VERSION = "https://jsonfeed.org/version/1.1"


def render_json_feed(feed: Channel) -> bytes:
    """The feed as feed.json."""
    document: dict[str, Any] = {
        "version": _VERSION, "title": feed.title, "home_page_url": feed.address,
        "feed_url": f"{feed.base_url}{feed.page}feed.json", "description": feed.description,
    }
    if feed.logo:
        document["icon"] = feed.logo
    document |= {
        "language": feed.language, "authors": [{"name": feed.publisher}],
        "items": [_item(entry, feed.language) for entry in feed.entries],
    }
    return json_text(document).encode()


def _item(entry: Entry, language: str) -> dict[str, Any]:
    """An item; its text is the summary, as in the other forms, or the title where there is none."""
    item: dict[str, Any] = {
        "id": entry.id, "url": entry.url, "title": entry.title, "content_text": entry.summary or entry.title,
        "date_published": entry.published.isoformat(), "date_modified": entry.updated.isoformat(),
    }
    if entry.picture:
        item["image"] = entry.picture.url
    if entry.author:
        item["authors"] = [{"name": entry.author}]
    tags = tuple(dict.fromkeys((*(topic.title for topic in entry.topics), *entry.tags)))
    if tags:
        item["tags"] = list(tags)
    if entry.language != language:
        item["language"] = entry.language
    if entry.files:
        item["attachments"] = [_attachment(file) for file in entry.files]
    return item


def _attachment(file: Enclosure) -> dict[str, Any]:
    found = {"url": file.url, "mime_type": file.type, "size_in_bytes": file.size}
    return {**found, "title": file.title} if file.title else found
