"""JSON-LD of data sets (schema.org Dataset), as portals of open data and search engines read them."""

from __future__ import annotations

from dataclasses import dataclass

from cchc.media_types import media_type
from cchc.pages.json_ld import Thing, json_ld, publisher
from cchc.pages.parts import Link, SiteChrome

TERMS = "du-lieu/#dieu-khoan"


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
    agency = publisher(chrome)
    optional = {"dateModified": data.modified, "temporalCoverage": data.period}
    thing: Thing = {
        "@type": "Dataset", "@id": f"{address}#du-lieu", "name": data.name,
        "description": data.description, "url": address, "inLanguage": chrome.language, "isAccessibleForFree": True,
        "license": chrome.base_url + TERMS, "creator": agency, "publisher": {"@id": agency["@id"]},
        **{key: value for key, value in optional.items() if value},
        "distribution": [
            {"@type": "DataDownload", "name": file.title, "encodingFormat": media_type(file.url),
             "contentUrl": chrome.base_url + file.url}
            for file in data.files
        ],
    }
    return (json_ld(thing),)
