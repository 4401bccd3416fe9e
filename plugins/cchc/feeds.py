"""Atom (RFC 4287) and RSS 2.0 feeds of the newest posts; ids are stable, times come from the content."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from datetime import UTC, datetime, time
from email.utils import format_datetime
from urllib.parse import urlsplit

from cchc.pages.material import Material
from cchc.post import Post
from cchc.text import VIETNAM
from cchc.urls import post_url

ATOM = "http://www.w3.org/2005/Atom"
_LIMIT = 30


def build_feeds(material: Material) -> dict[str, bytes]:
    """feed.atom and rss.xml by output path."""
    posts = material.site.listed[:_LIMIT]
    return {"feed.atom": _atom(material, posts), "rss.xml": _rss(material, posts)}


def _updated(post: Post) -> datetime:
    """Last public change: its date, or the day of its newest change note."""
    changes = [datetime.combine(item.date, time(), VIETNAM) for item in post.updates]
    return max([post.date, *changes])


def _newest(material: Material, posts: Iterable[Post]) -> datetime:
    """Time of a feed: its newest entry, else the start of the newest plan; never the build's clock."""
    plan = material.site.newest_plan
    start = datetime.combine(plan.period.start, time(), VIETNAM) if plan else datetime(2000, 1, 1, tzinfo=UTC)
    return max((_updated(post) for post in posts), default=start)


def _id(material: Material, post: Post | None) -> str:
    """A tag URI (RFC 4151) that survives a change of title, date or host path."""
    host = urlsplit(material.chrome.base_url).hostname or "localhost"
    path = post_url(post.year, post.slug) if post else ""
    return f"tag:{host},2024:cchc/{path}"


def _atom(material: Material, posts: tuple[Post, ...]) -> bytes:
    chrome = material.chrome
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": chrome.language})
    _text(feed, "title", chrome.name)
    _text(feed, "subtitle", chrome.agency)
    _text(feed, "id", _id(material, None))
    _text(feed, "updated", _newest(material, posts).isoformat())
    _text(ET.SubElement(feed, "author"), "name", chrome.agency)
    ET.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": chrome.base_url})
    ET.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{chrome.base_url}feed.atom"})
    for post in posts:
        entry = ET.SubElement(feed, "entry")
        if post.lang != chrome.language:
            entry.set("xml:lang", post.lang)
        _text(entry, "title", post.title)
        _text(entry, "id", _id(material, post))
        ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": _address(material, post)})
        _text(entry, "published", post.date.isoformat())
        _text(entry, "updated", _updated(post).isoformat())
        _text(entry, "summary", material.summary(post))
        for topic in material.topic_links(post):
            ET.SubElement(entry, "category", {"term": topic.url.split("/")[1], "label": topic.title})
    return _document(feed)


def _rss(material: Material, posts: tuple[Post, ...]) -> bytes:
    chrome = material.chrome
    rss = ET.Element("rss", {"version": "2.0", "xmlns:atom": ATOM})
    channel = ET.SubElement(rss, "channel")
    _text(channel, "title", chrome.name)
    _text(channel, "link", chrome.base_url)
    _text(channel, "description", f"{chrome.name}, {chrome.agency}")
    _text(channel, "language", chrome.language)
    _text(channel, "lastBuildDate", format_datetime(_newest(material, posts)))
    ET.SubElement(channel, "atom:link", {
        "rel": "self", "type": "application/rss+xml", "href": f"{chrome.base_url}rss.xml",
    })
    for post in posts:
        item = ET.SubElement(channel, "item")
        _text(item, "title", post.title)
        _text(item, "link", _address(material, post))
        _text(item, "description", material.summary(post))
        for topic in material.topic_links(post):
            _text(item, "category", topic.title)
        ET.SubElement(item, "guid", {"isPermaLink": "false"}).text = _id(material, post)
        _text(item, "pubDate", format_datetime(post.date))
    return _document(rss)


def _address(material: Material, post: Post) -> str:
    return material.chrome.base_url + post_url(post.year, post.slug)


def _text(parent: ET.Element, name: str, value: str) -> None:
    ET.SubElement(parent, name).text = value


def _document(root: ET.Element) -> bytes:
    ET.indent(root, " ")
    body: bytes = ET.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + body + b"\n"
