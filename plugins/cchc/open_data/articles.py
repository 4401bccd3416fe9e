"""articles.json and articles.csv: every listed post with what it belongs to."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from cchc.exports import TableCell, csv_text
from cchc.media_types import media_type
from cchc.open_data.columns import COLUMNS
from cchc.pages.datasets import TERMS
from cchc.pages.material import Material
from cchc.post import Attachment, Image, Post
from cchc.urls import post_url, stable_id

FOLDER = "du-lieu/"
SCHEMA_ID = "cchc.articles/1"
Entry = dict[str, Any]
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Articles:
    """The listed posts of a site as open data."""

    def __init__(self, material: Material) -> None:
        self.material, self.base_url = material, material.chrome.base_url
        self.names = {
            "fields": {topic: found.name for topic, found in material.topics.items()},
            "kinds": {kind: found.name for kind, found in material.kinds.items()},
            "units": {unit: found.name for unit, found in material.units.items()},
        }
        self.entries = [self._entry(post) for post in material.site.listed]

    def to_json(self) -> bytes:
        """The document `cchc.articles/1`: one post a line, so that two versions can be compared."""
        head = json.dumps(self._head(), ensure_ascii=False, indent=1).removesuffix("\n}")
        lines = b",\n".join(_encode(entry).encode() for entry in self.entries)  # as text it takes twice the memory
        body = b"[\n%b\n ]" % lines if lines else b"[]"
        return b'%b,\n "articles": %b\n}\n' % (head.encode(), body)

    def to_csv(self) -> bytes:
        """One post a row, names instead of ids; several values of a cell are separated by semicolons."""
        return csv_text([column.title for column in COLUMNS], map(self._row, self.entries)).encode()

    def _head(self) -> Entry:
        chrome = self.material.chrome
        return {
            "schema": SCHEMA_ID, "title": f"Tin, bài của chuyên mục {chrome.name}", "publisher": chrome.agency,
            "home": self.base_url, "terms": self.base_url + TERMS, "language": chrome.language,
            "updated": max((entry["updated"] for entry in self.entries), default=None), "count": len(self.entries),
            "names": self.names,
        }

    def _entry(self, post: Post) -> Entry:
        """A post under the keys of COLUMNS; what belongs to a plan is left out where no plan pages are built."""
        path, material, planned = post_url(post.year, post.slug), self.material, self.material.has_plans
        return {
            "id": stable_id(self.base_url, path), "title": post.title, "url": self.base_url + path,
            "date": post.date.isoformat(), "updated": post.changed.isoformat(),
            "summary": material.cards[post.source].summary, "language": post.lang,
            "plan": post.plan if planned else None, "areas": list(post.areas) if planned else [],
            "tasks": list(post.tasks) if planned else [], "fields": list(material.topic_ids[post.source]),
            "kind": post.kind, "unit": post.unit, "author": post.author, "source": post.origin,
            "tags": list(post.tags), "documents": list(post.documents),
            "image": self._image(post.image, post.photo_credit) if post.image else None,
            "attachments": [self._attachment(item) for item in post.attachments], "starter": post.is_starter,
        }

    def _image(self, image: Image, photo_credit: str | None) -> Entry:
        facts = self.material.pictures.get(image.file)
        return {
            "url": self.base_url + image.file, "alt": image.alt, "caption": image.caption,
            "credit": image.credit or photo_credit or "", "type": media_type(image.file),
            "width": facts.width if facts else None, "height": facts.height if facts else None,
        }

    def _attachment(self, item: Attachment) -> Entry:
        facts = self.material.attached[item.file]
        return {
            "url": self.base_url + item.file, "file": item.file.rpartition("/")[2], "title": item.title,
            "kind": item.kind, "number": item.number, "date": item.date.isoformat() if item.date else None,
            "type": media_type(item.file), "bytes": facts.size, "sha256": facts.sha256,
        }

    def _row(self, entry: Entry) -> list[TableCell]:
        return [self._cell(column.key, entry[column.key]) for column in COLUMNS]

    def _cell(self, key: str, value: Any) -> TableCell:  # noqa: ANN401 - any value of an entry
        """A value as a spreadsheet shows it."""
        cell: TableCell = ""
        match key:
            case "date" | "updated":
                cell = date.fromisoformat(value[:10])
            case "kind" | "unit":
                cell = self.names[f"{key}s"].get(value, value)
            case "fields":
                cell = "; ".join(self.names[key][item] for item in value)
            case "image":
                cell = value["url"] if value else ""
            case "attachments":
                cell = "; ".join(item["url"] for item in value)
            case "starter":
                cell = "có" if value else ""
            case _:
                cell = "; ".join(map(str, value)) if isinstance(value, list) else value
        return cell
