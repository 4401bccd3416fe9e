"""RSS 2.0, the form that Vietnamese state sites must offer (Thông tư 39/2017/TT-BTTTT) and portals' modules read.

https://www.rssboard.org/rss-specification; one enclosure an item, as the RSS Advisory Board's profile advises.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from email.utils import format_datetime

from cchc.asset_file import extension
from cchc.feeds.entries import Channel, Entry, for_rss
from cchc.feeds.xml_text import ATOM, add, document
from cchc.urls import feed_urls

_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_TTL = 60  # minutes a reader may keep a feed before it asks again
_LOGO_TYPES = frozenset({"gif", "jpg", "jpeg", "png"})


def render_rss(feed: Channel) -> bytes:
    """The feed as rss.xml."""
    rss = ET.Element("rss", {"version": "2.0", "xmlns:atom": ATOM, "xmlns:dc": _DUBLIN_CORE})
    channel = ET.SubElement(rss, "channel")
    add(channel, "title", for_rss(feed.title))
    add(channel, "link", feed.address)
    add(channel, "description", for_rss(feed.description))
    add(channel, "language", feed.language)
    add(channel, "lastBuildDate", format_datetime(feed.updated))
    add(channel, "ttl", str(_TTL))
    own = feed.base_url + feed_urls(feed.page)[0]
    ET.SubElement(channel, "atom:link", {"rel": "self", "type": "application/rss+xml", "href": own})
    if extension(feed.logo) in _LOGO_TYPES:
        image = ET.SubElement(channel, "image")
        add(image, "url", feed.logo)
        add(image, "title", for_rss(feed.title))
        add(image, "link", feed.address)
    for entry in feed.entries:
        _add_item(channel, entry, feed.language)
    return document(rss)


def _add_item(channel: ET.Element, entry: Entry, language: str) -> None:
    item = ET.SubElement(channel, "item")
    add(item, "title", for_rss(entry.title))
    add(item, "link", entry.url)
    add(item, "description", for_rss(entry.summary))
    if entry.author:
        add(item, "dc:creator", for_rss(entry.author))
    for topic in entry.topics:
        add(item, "category", for_rss(topic.title))
    files = [entry.picture, *entry.files] if entry.picture else entry.files
    for file in files[:1]:
        ET.SubElement(item, "enclosure", {"url": file.url, "length": str(file.size), "type": file.type})
    add(item, "guid", entry.id, isPermaLink="false")
    add(item, "pubDate", format_datetime(entry.published))
    if entry.language != language:
        add(item, "dc:language", entry.language)
