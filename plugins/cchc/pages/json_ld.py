"""JSON-LD texts for a page's head; whatever a title holds, it cannot close the script element it stands in."""

from __future__ import annotations

import json
from typing import Any

from cchc.pages.parts import SiteChrome

_UNSAFE = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}  # in a script element
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
Thing = dict[str, Any]


def json_ld(thing: Thing) -> str:
    """A schema.org object as one line of JSON; keys keep their order."""
    text = _encode({"@context": "https://schema.org", **thing})
    for sign, escaped in _UNSAFE.items():
        text = text.replace(sign, escaped)
    return text


def publisher(chrome: SiteChrome) -> Thing:
    """The agency, under one @id on all pages."""
    return {"@type": "GovernmentOrganization", "@id": f"{chrome.base_url}#co-quan", "name": chrome.agency,
            "url": chrome.portal_url}
