"""Atom 1.0 (RFC 4287); sections in brackets."""

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
    is_rfc3339,
    parse,
    required,
)

_SPACE = "{http://www.w3.org/2005/Atom}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SEVERAL = tuple(_SPACE + name for name in ("author", "category", "contributor", "link", "entry"))
_TEXTS = ("title", "subtitle", "summary", "rights")
_FEED = frozenset([
    "author", "category", "contributor", "generator", "icon", "id", "link", "logo", "rights", "subtitle", "title",
    "updated", "entry",
])
_ENTRY = frozenset([
    "author", "category", "content", "contributor", "id", "link", "published", "rights", "source", "summary", "title",
    "updated",
])


def atom_faults(data: bytes) -> list[str]:
    """Everything wrong with an Atom feed document."""
    root, faults = parse(data, f"{_SPACE}feed")
    return [*faults, *_feed(root)] if root is not None else faults


def _feed(feed: ET.Element) -> Faults:
    entries = feed.findall(f"{_SPACE}entry")
    yield from _common(feed, _FEED)
    if not LANGUAGE.fullmatch(feed.get(_LANG, "")):
        yield "feed has no language"
    if len([link for link in feed.findall(f"{_SPACE}link") if link.get("rel") == "self"]) != 1:
        yield "feed has no link to itself [4.1.1]"
    if feed.find(f"{_SPACE}author") is None and any(item.find(f"{_SPACE}author") is None for item in entries):
        yield "entry without author in a feed without one [4.1.1]"
    for entry in entries:
        yield from _common(entry, _ENTRY)
        if entry.find(f"{_SPACE}content") is None and not _alternates(entry):
            yield "entry has neither content nor an alternate link [4.1.2]"
        if entry.find(f"{_SPACE}published") is not None and not is_rfc3339(entry.findtext(f"{_SPACE}published")):
            yield "published is no date of RFC 3339 [3.3]"
    yield from doubles((entry.findtext(f"{_SPACE}id") for entry in entries), "id")
    times = [entry.findtext(f"{_SPACE}updated", "") for entry in entries]
    if times and feed.findtext(f"{_SPACE}updated") != max(times):
        yield "feed is not as old as its newest entry"


def _common(part: ET.Element, known: frozenset[str]) -> Faults:
    """What feeds and entries share."""
    yield from required(part, *(f"{_SPACE}{name}" for name in ("id", "title", "updated")))
    yield from at_most_once(part, *_SEVERAL)
    for child in part:
        if child.tag.removeprefix(_SPACE) not in known:
            yield f"{child.tag} is no element of {part.tag}"
    if not re.match(r"[a-z][a-z0-9+.-]*:", part.findtext(f"{_SPACE}id", "")):
        yield "id is no IRI [4.2.6]"
    if not is_rfc3339(part.findtext(f"{_SPACE}updated")):
        yield "updated is no date of RFC 3339 [3.3]"
    if not LANGUAGE.fullmatch(part.get(_LANG, "vi")):
        yield "xml:lang is no tag of RFC 5646"
    yield from _texts(part)
    alternates = (f"{link.get('type')} {link.get('hreflang')}" for link in _alternates(part))
    yield from doubles(alternates, "alternate link [4.1.1, 4.1.2]")
    for link in part.findall(f"{_SPACE}link"):
        yield from _link(link)


def _texts(part: ET.Element) -> Faults:
    for name in _TEXTS:
        found = part.find(_SPACE + name)
        if found is not None and found.get("type", "text") not in {"text", "html", "xhtml"}:
            yield f"{name} has no type of text [3.1.1]"
    for person in (*part.findall(f"{_SPACE}author"), *part.findall(f"{_SPACE}contributor")):
        yield from required(person, f"{_SPACE}name")
    for category in part.findall(f"{_SPACE}category"):
        if not category.get("term"):
            yield "category has no term [4.2.2]"


def _alternates(part: ET.Element) -> list[ET.Element]:
    return [link for link in part.findall(f"{_SPACE}link") if link.get("rel", "alternate") == "alternate"]


def _link(link: ET.Element) -> Faults:
    if not is_absolute(link.get("href")):
        yield "link has no absolute href [4.2.7]"
    if not MEDIA_TYPE.fullmatch(link.get("type", "text/html")):
        yield "type of a link is no media type [4.2.7.3]"
    if not re.fullmatch(r"[1-9]\d*", link.get("length", "1")):
        yield "length of a link is no number of bytes [4.2.7.6]"
    if link.get("rel") == "enclosure" and not (link.get("type") and link.get("length")):
        yield "enclosure without type or length [4.2.7.2]"
