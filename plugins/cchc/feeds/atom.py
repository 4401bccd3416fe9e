"""Atom 1.0 (RFC 4287)."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from cchc.feeds.entries import Channel, Enclosure, Entry
from cchc.feeds.xml_text import ATOM, add, document
from cchc.urls import feed_urls


def render_atom(feed: Channel) -> bytes:
    """The feed as feed.atom."""
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": feed.language})
    add(root, "title", feed.title)
    add(root, "subtitle", feed.description)
    add(root, "id", feed.id)
    add(root, "updated", feed.updated.isoformat())
    add(ET.SubElement(root, "author"), "name", feed.publisher)
    if feed.logo:
        add(root, "logo", feed.logo)
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.address})
    own = feed.base_url + feed_urls(feed.page)[1]
    ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": own})
    for entry in feed.entries:
        _add_entry(root, entry, feed.language)
    return document(root)


def _add_entry(root: ET.Element, entry: Entry, language: str) -> None:
    item = ET.SubElement(root, "entry")
    if entry.language != language:
        item.set("xml:lang", entry.language)
    add(item, "title", entry.title)
    add(item, "id", entry.id)
    ET.SubElement(item, "link", {"rel": "alternate", "href": entry.url})
    for file in (*((entry.picture,) if entry.picture else ()), *entry.files):
        ET.SubElement(item, "link", _enclosure(file))
    add(item, "published", entry.published.isoformat())
    add(item, "updated", entry.updated.isoformat())
    if entry.author:
        add(ET.SubElement(item, "author"), "name", entry.author)
    if entry.summary:
        add(item, "summary", entry.summary)
    for topic in entry.topics:
        ET.SubElement(item, "category", {"term": topic.url.split("/")[1], "label": topic.title})


def _enclosure(file: Enclosure) -> dict[str, str]:
    found = {"rel": "enclosure", "type": file.type, "length": str(file.size), "href": file.url}
    return {**found, "title": file.title} if file.title else found
