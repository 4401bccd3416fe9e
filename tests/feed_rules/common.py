"""What the rules of several specifications share."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

_RFC822 = re.compile(
    r"(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} "
    r"\d{2}:\d{2}(?::\d{2})? (?:[+-]\d{4}|GMT|UT)"
)
_RFC3339 = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})")
_W3C = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2}))?)?)?")
MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9][a-z0-9.+-]*")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
Faults = Iterator[str]


def parse(data: bytes, wanted: str) -> tuple[ET.Element | None, list[str]]:
    """The root of an XML document, and what is wrong with it as such."""
    try:
        root = ET.fromstring(data)
    except ET.ParseError as error:
        return None, [f"not well-formed: {error}"]
    faults = [] if data.startswith(b'<?xml version="1.0" encoding="utf-8"?>') else ["no XML declaration"]
    return root, faults if root.tag == wanted else [*faults, f"root is {root.tag}"]


def is_absolute(url: str | None) -> bool:
    """Whether it is an absolute http address of ASCII characters (RFC 3986)."""
    if not url or not re.fullmatch(r"[!-~]+", url) or re.search(r"[<>\"{}|\\^`]", url):
        return False
    parts = urlsplit(url)
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def is_rfc822(text: str | None) -> bool:
    """A date of RFC 822 with a year of four digits; the day of the week must be the date's own."""
    found = _RFC822.fullmatch(text or "")
    if not found or text is None:
        return False
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return False
    return not found[1] or f"{moment:%a}" == found[1]


def is_rfc3339(text: object) -> bool:
    """A date-time of RFC 3339."""
    return isinstance(text, str) and bool(_RFC3339.fullmatch(text)) and _is_date(text)


def is_w3c(text: str | None) -> bool:
    """A date of W3C's note on date and time formats."""
    return bool(text) and bool(_W3C.fullmatch(text)) and (len(text) < 10 or _is_date(text))


def _is_date(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def doubles(values: Iterable[str | None], name: str) -> Faults:
    """Values that stand twice."""
    for value, count in Counter(values).items():
        if count > 1:
            yield f"{name} twice: {value}"


def at_most_once(parent: ET.Element, *several: str) -> Faults:
    """Children that stand twice, but those named."""
    for tag, count in Counter(child.tag for child in parent).items():
        if count > 1 and tag not in several:
            yield f"{tag} stands {count} times in {parent.tag}"


def required(parent: ET.Element, *names: str) -> Faults:
    """Children that are missing or empty."""
    for name in names:
        if not (parent.findtext(name) or "").strip():
            yield f"{parent.tag} has no {name}"
