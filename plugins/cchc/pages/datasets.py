"""JSON-LD of data sets (schema.org Dataset), as portals of open data and search engines read them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from cchc.media_types import media_type
from cchc.pages.parts import Head, Link, SiteChrome

TERMS = "du-lieu/#dieu-khoan"
_ESCAPES = str.maketrans({
    "<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029",
})


def dataset(
    chrome: SiteChrome, head: Head, files: Iterable[Link], *, description: str, modified: str = "", period: str = "",
) -> tuple[str, ...]:
    """The data set that the page of `head` offers as `files`; nothing in the internal edition, which no one searches.

    `modified` is an ISO day, `period` an ISO 8601 interval of what the data are about.
    """
    if chrome.internal:
        return ()
    address = chrome.base_url + head.url
    publisher = {"@type": "GovernmentOrganization", "@id": f"{chrome.base_url}#co-quan", "name": chrome.agency,
                 "url": chrome.portal_url}
    optional = {"dateModified": modified, "temporalCoverage": period}
    thing: dict[str, Any] = {
        "@context": "https://schema.org", "@type": "Dataset", "@id": f"{address}#du-lieu", "name": head.title,
        "description": description, "url": address, "inLanguage": chrome.language, "isAccessibleForFree": True,
        "license": chrome.base_url + TERMS, "creator": publisher, "publisher": {"@id": publisher["@id"]},
        **{key: value for key, value in optional.items() if value},
        "distribution": [
            {"@type": "DataDownload", "name": file.title, "encodingFormat": media_type(file.url),
             "contentUrl": chrome.base_url + file.url}
            for file in files
        ],
    }
    return (json.dumps(thing, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES),)
