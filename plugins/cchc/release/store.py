"""One release folder: made beside the others under a temporary name, read back, then named in one step.

A release's id is `NNNNNN-<first 12 of the manifest's digest>`: the number, one above the highest, sorts
releases without a clock; the digest says what is inside.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from pathlib import Path

from cchc.errors import EnvironmentFault
from cchc.manifest import Disk, Manifest, hash_file, load_manifest, make_folders, verify_tree, write_manifest

RELEASES = "releases"
DRAFT_PREFIX = ".tmp-"

_ID = re.compile(r"(\d{6,})-([0-9a-f]{12})")


def release_number(name: str) -> int | None:
    """Read the number in a release's id; None for any other name."""
    match = _ID.fullmatch(name)
    return int(match[1]) if match else None


def list_folders(target: Path) -> list[str]:
    """List the ids of all release folders, lowest number first, recorded or not."""
    folder = target / RELEASES
    places = list(folder.iterdir()) if folder.is_dir() else []
    names = [place.name for place in places if _ID.fullmatch(place.name) and place.is_dir()]
    return sorted(names, key=lambda name: (release_number(name) or 0, name))


def next_id(target: Path, manifest: Manifest) -> str:
    """Make the id of the release after all there are."""
    highest = max((release_number(name) or 0 for name in list_folders(target)), default=0)
    return f"{highest + 1:06d}-{manifest.digest[:12]}"


def write_release(source: Path, manifest: Manifest, place: Path, previous: Path | None, disk: Disk) -> None:
    """Make the release folder `place` from `source`, sharing unchanged files with the release `previous`.

    Raises EnvironmentFault when what was written reads back different (a failing disk, or a source that
    changed meanwhile) and OSError; `place` then does not exist.
    """
    draft = place.with_name(DRAFT_PREFIX + place.name)
    make_folders(draft, disk)
    shared = _index(previous)
    for path, sha in sorted(manifest.files.items()):
        make_folders((draft / path).parent, disk)
        _put(source / path, draft / path, sha, shared, disk)
    write_manifest(draft, manifest, disk)
    check_whole(draft, manifest)
    for folder in sorted({(draft / path).parent for path in manifest.files} | {draft}):
        disk.sync_folder(folder)
    disk.replace(draft, place)
    disk.sync_folder(place.parent)


def check_whole(folder: Path, manifest: Manifest) -> None:
    """Raise EnvironmentFault when `folder` does not hold exactly what `manifest` says."""
    differences = verify_tree(folder, manifest)
    if differences:
        raise EnvironmentFault(f"{folder} đọc lại thấy {summarise(differences)}. Bản đang chạy còn nguyên.")


def summarise(differences: list[str]) -> str:
    """Name the first few differences and count the others."""
    more = f" và {len(differences) - 3} tệp nữa" if len(differences) > 3 else ""
    return ", ".join(differences[:3]) + more


def discard(place: Path, target: Path, disk: Disk) -> None:
    """Remove a folder of ours: renamed first, so that no half of it can be taken for a release."""
    draft = target / RELEASES / f"{DRAFT_PREFIX}old-{place.name}"
    disk.remove_tree(draft)
    disk.replace(place, draft)
    disk.remove_tree(draft)


def clean_drafts(target: Path, disk: Disk) -> None:
    """Remove what killed runs left half written or half deleted."""
    for place in sorted((target / RELEASES).glob(f"{DRAFT_PREFIX}*")):
        disk.remove_tree(place)


def _index(previous: Path | None) -> Mapping[str, Path]:
    manifest = load_manifest(previous) if previous is not None else None
    if previous is None or manifest is None:
        return {}
    return {sha: previous / path for path, sha in manifest.files.items()}


def _put(source: Path, place: Path, sha: str, shared: Mapping[str, Path], disk: Disk) -> None:
    """Link the file already in the previous release if it is still whole; else, or if links fail, copy."""
    old = shared.get(sha)
    if old is not None and old.is_file() and not old.is_symlink() and hash_file(old) == sha:
        with contextlib.suppress(OSError):
            disk.link(old, place)
            return
    disk.copy(source, place)
