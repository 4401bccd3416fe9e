"""RSS 2.0.11 (https://www.rssboard.org/rss-specification) and what the RSS Advisory Board's profile asks for."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from feed_rules.common import (
    LANGUAGE,
    MEDIA_TYPE,
    Faults,
    at_most_once,
    doubles,
    is_absolute,
    is_rfc822,
    parse,
    required,
)

_ATOM_LINK = "{http://www.w3.org/2005/Atom}link"
_CHANNEL = frozenset([
    "title", "link", "description", "language", "copyright", "managingEditor", "webMaster", "pubDate", "lastBuildDate",
    "category", "generator", "docs", "cloud", "ttl", "image", "rating", "textInput", "skipHours", "skipDays", "item",
])
_ITEM = frozenset([
    "title", "link", "description", "author", "category", "comments", "enclosure", "guid", "pubDate", "source",
])


def rss_faults(data: bytes) -> list[str]:
    """Everything wrong with an RSS 2.0 document."""
    root, faults = parse(data, "rss")
    return [*faults, *_rss(root)] if root is not None else faults


def _rss(root: ET.Element) -> Faults:
    if root.get("version") != "2.0":
        yield "version is not 2.0"
    channels = root.findall("channel")
    if len(channels) != 1:
        yield f"{len(channels)} channels"
        return
    yield from _channel(channels[0])


def _channel(channel: ET.Element) -> Faults:
    yield from required(channel, "title", "link", "description")
    yield from at_most_once(channel, "item", "category")
    yield from _unknown(channel, _CHANNEL)
    if not is_absolute(channel.findtext("link")):
        yield "channel link is not absolute"
    if not LANGUAGE.fullmatch(channel.findtext("language", "vi")):
        yield "language is no tag of RFC 5646"
    for name in ("pubDate", "lastBuildDate"):
        if channel.find(name) is not None and not is_rfc822(channel.findtext(name)):
            yield f"{name} of the channel is no date of RFC 822"
    if not re.fullmatch(r"[1-9]\d*", channel.findtext("ttl", "60")):
        yield "ttl is no number of minutes"
    yield from _own_link(channel)
    image = channel.find("image")
    if image is not None:
        yield from _image(image, channel)
    items = channel.findall("item")
    for item in items:
        yield from _item(item)
    yield from doubles((item.findtext("guid") for item in items if item.find("guid") is not None), "guid")


def _own_link(channel: ET.Element) -> Faults:
    """The profile: a feed names its own address."""
    own = [link for link in channel.findall(_ATOM_LINK) if link.get("rel") == "self"]
    if len(own) != 1 or not is_absolute(own[0].get("href")) or own[0].get("type") != "application/rss+xml":
        yield "no atom:link to itself"


def _image(image: ET.Element, channel: ET.Element) -> Faults:
    yield from required(image, "url", "title", "link")
    if not is_absolute(image.findtext("url")) or not re.search(r"\.(?:gif|jpe?g|png)$", image.findtext("url", "")):
        yield "image is no GIF, JPEG or PNG at an absolute address"
    for name in ("title", "link"):
        if image.findtext(name) != channel.findtext(name):
            yield f"{name} of the image is not the channel's"


def _item(item: ET.Element) -> Faults:
    yield from at_most_once(item, "category")
    yield from _unknown(item, _ITEM)
    if not (item.findtext("title") or item.findtext("description")):
        yield "item has neither title nor description"
    if item.find("link") is not None and not is_absolute(item.findtext("link")):
        yield "link of an item is not absolute"
    if item.find("pubDate") is not None and not is_rfc822(item.findtext("pubDate")):
        yield "pubDate of an item is no date of RFC 822"
    if item.find("author") is not None and "@" not in item.findtext("author", ""):
        yield "author is no e-mail address"
    yield from _texts(item)
    guid, enclosure = item.find("guid"), item.find("enclosure")
    if guid is None or not guid.text:
        yield "item has no guid"
    elif guid.get("isPermaLink", "true") == "true" and not is_absolute(guid.text):
        yield "guid is said to be an address and is none"
    if enclosure is not None:
        yield from _enclosure(enclosure)


def _texts(item: ET.Element) -> Faults:
    """Portals put titles and descriptions into their pages as they are."""
    for category in item.findall("category"):
        if not category.text:
            yield "category is empty"
    for name in ("title", "description"):
        if re.search(r"<[A-Za-z/!?]", item.findtext(name, "")):
            yield f"{name} would be read as HTML"


def _enclosure(enclosure: ET.Element) -> Faults:
    if not is_absolute(enclosure.get("url")):
        yield "enclosure has no absolute url"
    if not re.fullmatch(r"[1-9]\d*", enclosure.get("length", "")):
        yield "enclosure has no length in bytes"
    if not MEDIA_TYPE.fullmatch(enclosure.get("type", "")):
        yield "enclosure has no media type"


def _unknown(parent: ET.Element, known: frozenset[str]) -> Faults:
    """Elements of RSS itself have no namespace."""
    for child in parent:
        if not child.tag.startswith("{") and child.tag not in known:
            yield f"{child.tag} is no element of {parent.tag}"
