"""Sitemaps 0.9 (https://www.sitemaps.org/protocol.html) with Google's image extension 1.1."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from feed_rules.common import Faults, at_most_once, doubles, is_absolute, is_w3c, parse, required

_SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_IMAGES = "{http://www.google.com/schemas/sitemap-image/1.1}"
_ORDER = [_SPACE + name for name in ("loc", "lastmod", "changefreq", "priority")] + [f"{_IMAGES}image"]
_CHANGES = frozenset(["always", "hourly", "daily", "weekly", "monthly", "yearly", "never"])


def sitemap_faults(data: bytes, own: str) -> list[str]:
    """Everything wrong with a sitemap whose own address is `own`."""
    root, faults = parse(data, f"{_SPACE}urlset")
    if root is None:
        return faults
    places = [entry.findtext(f"{_SPACE}loc") for entry in root]
    found = [fault for entry in root for fault in _entry(entry, f"{_SPACE}url", own)]
    return [*faults, *found, *_limits(data, len(places)), *doubles(places, "loc")]


def index_faults(data: bytes, own: str) -> list[str]:
    """Everything wrong with a sitemap index whose own address is `own`."""
    root, faults = parse(data, f"{_SPACE}sitemapindex")
    if root is None:
        return faults
    places = [entry.findtext(f"{_SPACE}loc") for entry in root]
    found = [fault for entry in root for fault in _entry(entry, f"{_SPACE}sitemap", own)]
    return [*faults, *found, *_limits(data, len(places)), *doubles(places, "loc")]


def _limits(data: bytes, count: int) -> Faults:
    if not 1 <= count <= 50_000:
        yield f"{count} entries"
    if len(data) > 52_428_800:
        yield "more than 50 MB"


def _entry(entry: ET.Element, wanted: str, own: str) -> Faults:
    if entry.tag != wanted:
        yield f"{entry.tag} is no {wanted}"
    yield from required(entry, f"{_SPACE}loc")
    yield from at_most_once(entry, f"{_IMAGES}image")
    tags = [child.tag for child in entry]
    allowed = _ORDER if wanted.endswith("}url") else _ORDER[:2]
    if not set(tags) <= set(allowed):
        yield f"elements that do not belong here: {set(tags) - set(allowed)}"
    elif tags != sorted(tags, key=_ORDER.index):
        yield "elements out of the order of the schema"
    place = entry.findtext(f"{_SPACE}loc", "")
    if not is_absolute(place) or len(place) >= 2048:
        yield "loc is no absolute address of fewer than 2,048 characters"
    elif not place.startswith(own.rpartition("/")[0] + "/"):
        yield "loc is not under the sitemap's own place"
    if entry.find(f"{_SPACE}lastmod") is not None and not is_w3c(entry.findtext(f"{_SPACE}lastmod")):
        yield "lastmod is no date of W3C"
    if entry.findtext(f"{_SPACE}changefreq", "daily") not in _CHANGES:
        yield "changefreq is none of the seven"
    yield from _image_faults(entry)


def _image_faults(entry: ET.Element) -> Faults:
    images = entry.findall(f"{_IMAGES}image")
    if len(images) > 1000:
        yield "more than 1,000 images"
    for image in images:
        if [child.tag for child in image] != [f"{_IMAGES}loc"] or not is_absolute(image.findtext(f"{_IMAGES}loc")):
            yield "image without one absolute loc"
