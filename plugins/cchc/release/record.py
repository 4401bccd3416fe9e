"""Which releases there are and which one is current.

`releases/releases.json` keeps the order; the folders and `current` itself have the last word, so that a lost
record, or a run killed before it could write it, does no harm.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cchc.manifest import Disk, load_manifest, replace_file
from cchc.release.gate import count_pages
from cchc.release.store import RELEASES, list_folders
from cchc.release.switch import load_current

RECORD_NAME = "releases.json"
SCHEMA = "cchc.releases/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One published build: `pages` counts its HTML files.

    `current` is the one online; `pinned` when newer ones were rolled back; `new` what a publish just made.
    """

    id: str
    digest: str
    pages: int
    current: bool = False
    pinned: bool = False
    new: bool = False


def load_releases(target: Path) -> list[Release]:
    """List the releases, oldest first, from the record and what stands on the disk.

    Folders the record does not know are left out unless one is current: a killed run made them. Without a
    record every whole folder counts. Raises OSError, and UsageError when `current` is not ours.
    """
    record = _read_record(target / RELEASES / RECORD_NAME)
    recorded = {release.id: release for release in record or ()}
    found = [recorded.get(name) or _measure(target, name) for name in list_folders(target)]
    whole = [release for release in found if release is not None]
    by_record = sorted(whole, key=lambda release: release.current)
    current = load_current(target, [(release.id, release.digest) for release in by_record])
    listed = [item for item in whole if record is None or item.id in recorded or item.id == current]
    return [mark(item, current, listed) for item in listed]


def mark(release: Release, current: str | None, ordered: list[Release]) -> Release:
    """Set whether a release is the `current` one, and held there although newer ones exist."""
    online = release.id == current
    return replace(release, current=online, pinned=online and release.id != ordered[-1].id)


def write_record(target: Path, releases: list[Release], disk: Disk) -> None:
    """Keep the releases, oldest first, as canonical JSON, atomically. Raises OSError."""
    document = {
        "schema": SCHEMA,
        "current": next((release.id for release in releases if release.current), None),
        "pinned": any(release.pinned for release in releases),
        "releases": [{"id": item.id, "digest": item.digest, "pages": item.pages} for item in releases],
    }
    data = (json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
    replace_file(target / RELEASES / RECORD_NAME, data, disk)


def _measure(target: Path, name: str) -> Release | None:
    """Read a release from its folder; None when its manifest is missing or of other content."""
    manifest = load_manifest(target / RELEASES / name)
    if manifest is None or not name.endswith(manifest.digest[:12]):
        return None
    return Release(id=name, digest=manifest.digest, pages=count_pages(manifest))


def _read_record(place: Path) -> list[Release] | None:
    """Read the releases in the record, or None when it is absent or damaged."""
    try:
        document = json.loads(place.read_bytes())
        if document["schema"] != SCHEMA:
            return None
        return [_parse_entry(entry, document["current"]) for entry in document["releases"]]
    except (FileNotFoundError, ValueError, LookupError, TypeError, RecursionError):
        return None


def _parse_entry(entry: dict[str, Any], current: object) -> Release:
    name, digest, pages = entry["id"], entry["digest"], entry["pages"]
    if not (isinstance(name, str) and isinstance(digest, str) and isinstance(pages, int)):
        raise TypeError
    return Release(id=name, digest=digest, pages=pages, current=name == current)
