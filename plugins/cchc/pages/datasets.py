"""JSON-LD of data sets (schema.org Dataset), as portals of open data and search engines read them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from cchc.media_types import media_type
from cchc.pages.parts import Link, SiteChrome

TERMS = "du-lieu/#dieu-khoan"
_ESCAPES = str.maketrans({
    "<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029",
})


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSet:
    """The data set that the page at `url` offers as `files`.

    `modified` is an ISO day, `period` an ISO 8601 interval of what the data are about; either may be "".
    """

    url: str
    name: str
    description: str
    files: tuple[Link, ...]
    modified: str = ""
    period: str = ""


def dataset_texts(data: DataSet, chrome: SiteChrome) -> tuple[str, ...]:
    """The JSON-LD of a data set for its page's head; nothing in the internal edition, which no one searches."""
    if chrome.internal:
        return ()
    address = chrome.base_url + data.url
    publisher = {"@type": "GovernmentOrganization", "@id": f"{chrome.base_url}#co-quan", "name": chrome.agency,
                 "url": chrome.portal_url}
    optional = {"dateModified": data.modified, "temporalCoverage": data.period}
    thing: dict[str, Any] = {
        "@context": "https://schema.org", "@type": "Dataset", "@id": f"{address}#du-lieu", "name": data.name,
        "description": data.description, "url": address, "inLanguage": chrome.language, "isAccessibleForFree": True,
        "license": chrome.base_url + TERMS, "creator": publisher, "publisher": {"@id": publisher["@id"]},
        **{key: value for key, value in optional.items() if value},
        "distribution": [
            {"@type": "DataDownload", "name": file.title, "encodingFormat": media_type(file.url),
             "contentUrl": chrome.base_url + file.url}
            for file in data.files
        ],
    }
    return (json.dumps(thing, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES),)
