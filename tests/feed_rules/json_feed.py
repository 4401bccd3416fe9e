"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from typing import Any

from feed_rules.common import LANGUAGE, MEDIA_TYPE, Faults, doubles, is_absolute, is_rfc3339

_FEED = frozenset([
    "version", "title", "home_page_url", "feed_url", "description", "user_comment", "next_url", "icon", "favicon",
    "authors", "language", "expired", "hubs", "items",
])
_ITEM = frozenset([
    "id", "url", "external_url", "title", "content_html", "content_text", "summary", "image", "banner_image",
    "date_published", "date_modified", "authors", "tags", "language", "attachments",
])
_ATTACHMENT = frozenset(["url", "mime_type", "title", "size_in_bytes", "duration_in_seconds"])


def json_feed_faults(data: bytes) -> list[str]:
    """Everything wrong with a JSON Feed document."""
    try:
        feed = json.loads(data.decode("utf-8"))
    except ValueError as error:
        return [f"not JSON in UTF-8: {error}"]
    return list(_feed(feed)) if isinstance(feed, dict) else ["not an object"]


def _feed(feed: dict[str, Any]) -> Faults:
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        yield "version is not 1.1"
    if not _text(feed.get("title")):
        yield "feed has no title"
    yield from _addresses(feed, "home_page_url", "feed_url", "next_url", "icon", "favicon")
    yield from _common(feed, _FEED, "feed")
    items = feed.get("items")
    if not isinstance(items, list):
        yield "feed has no items"
        return
    for item in items:
        yield from _item(item)
    yield from doubles((item.get("id") for item in items), "id")


def _item(item: dict[str, Any]) -> Faults:
    if not _text(item.get("id")):
        yield "item has no id"
    if not any(isinstance(item.get(key), str) for key in ("content_html", "content_text")):
        yield "item has no content"
    yield from _addresses(item, "url", "external_url", "image", "banner_image")
    yield from _common(item, _ITEM, "item")
    for key in ("date_published", "date_modified"):
        if key in item and not is_rfc3339(item[key]):
            yield f"{key} is no date of RFC 3339"
    if not all(_text(tag) for tag in item.get("tags", [])):
        yield "tag is no text"
    for attachment in item.get("attachments", []):
        yield from _addresses(attachment, "url")
        yield from _unknown(attachment, _ATTACHMENT, "attachment")
        if "url" not in attachment or not MEDIA_TYPE.fullmatch(attachment.get("mime_type", "")):
            yield "attachment has no url or media type"
        if not isinstance(attachment.get("size_in_bytes", 1), int):
            yield "size of an attachment is no number"


def _common(part: dict[str, Any], known: frozenset[str], name: str) -> Faults:
    yield from _unknown(part, known, name)
    if not LANGUAGE.fullmatch(part.get("language", "vi")):
        yield "language is no tag of RFC 5646"
    for author in part.get("authors", [{"name": "x"}]):
        if not any(author.get(key) for key in ("name", "url", "avatar")):
            yield "author has neither name, url nor avatar"


def _addresses(part: dict[str, Any], *keys: str) -> Faults:
    for key in keys:
        if key in part and not is_absolute(part[key]):
            yield f"{key} is not absolute"


def _unknown(part: dict[str, Any], known: frozenset[str], name: str) -> Faults:
    """Extensions begin with an underscore."""
    for key in part:
        if key not in known and not key.startswith("_"):
            yield f"{key} is no key of {name}"


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
