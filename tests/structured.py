"""What schema.org and search engines' guides ask of JSON-LD, as rules over parsed objects.

Sources: schema.org (NewsArticle, BreadcrumbList, WebSite, GovernmentOrganization), Google Search Central "Article" and
"Breadcrumb" structured data: required and recommended properties, absolute addresses, ISO 8601 times with an offset.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

NEEDED = {
    "NewsArticle": {"headline", "datePublished", "dateModified", "author", "publisher", "mainEntityOfPage", "url",
                    "inLanguage", "isPartOf", "description"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "GovernmentOrganization": {"name"},
    "Person": {"name"},
    "WebSite": {"name", "url"},
    "ImageObject": {"url"},
    "CollectionPage": {"name", "url", "isPartOf"},
    "AboutPage": {"name", "url", "isPartOf"},
    "WebPage": {"name", "url", "isPartOf"},
    "SearchAction": {"target", "query-input"},
    "EntryPoint": {"urlTemplate"},
}
KNOWN = NEEDED.keys() | {"Dataset", "DataDownload", "PropertyValue", "DataCatalog"}
ADDRESSES = {"url", "item", "mainEntityOfPage", "@id", "urlTemplate", "logo", "contentUrl"}
TIMES = {"datePublished", "dateModified", "expires"}
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00")
_DAY_OR_TIME = re.compile(rf"\d{{4}}-\d\d-\d\d|{_TIME.pattern}")
_SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def objects(html: str) -> list[dict[str, Any]]:
    """The JSON-LD objects of a page."""
    return [json.loads(text) for text in _SCRIPT.findall(html)]


def of_type(html: str, name: str) -> list[dict[str, Any]]:
    """Those of one type."""
    return [thing for thing in objects(html) if thing["@type"] == name]


def faults(thing: dict[str, Any]) -> Iterator[str]:
    """What breaks a rule in an object and in those inside it."""
    if thing.get("@context") != "https://schema.org":
        yield "context"
    yield from _faults(thing)


def _faults(thing: dict[str, Any]) -> Iterator[str]:
    name = thing.get("@type")
    if name is None:
        if set(thing) - {"@context"} != {"@id"}:
            yield f"no type: {thing}"
    elif name not in KNOWN:
        yield f"unknown type {name}"
    yield from (f"{name} without {key}" for key in NEEDED.get(str(name), set()) - thing.keys())
    yield from RULES.get(str(name), lambda _: [])(thing)
    for key, value in thing.items():
        yield from _value_faults(key, value)
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                yield from _faults(inner)


def _value_faults(key: str, value: Any) -> Iterator[str]:
    if value in ("", None, [], {}):
        yield f"{key} is empty"
    if key in ADDRESSES and isinstance(value, str) and not (urlsplit(value).scheme and urlsplit(value).netloc):
        yield f"{key} is not absolute: {value}"
    if key in TIMES and not _DAY_OR_TIME.fullmatch(value):
        yield f"{key} is no time: {value}"


def _article(thing: dict[str, Any]) -> Iterator[str]:
    if len(thing["headline"]) > 110:
        yield "headline too long"
    if not all(_TIME.fullmatch(thing[key]) for key in TIMES & thing.keys()):
        yield "a time without its offset"
    if thing["dateModified"] < thing["datePublished"]:
        yield "changed before it was published"


def _way(thing: dict[str, Any]) -> Iterator[str]:
    places = [item["position"] for item in thing["itemListElement"]]
    if places != list(range(1, len(places) + 1)) or len(places) < 2:
        yield f"positions {places}"


def _image(thing: dict[str, Any]) -> Iterator[str]:
    if ("width" in thing) != ("height" in thing):
        yield "half a size"


RULES = {"NewsArticle": _article, "BreadcrumbList": _way, "ImageObject": _image}
