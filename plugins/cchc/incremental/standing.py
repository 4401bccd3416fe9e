"""What stands in the output before a build: which files are ours, and which of them are intact."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from cchc.errors import UsageError
from cchc.incremental.journal import JOURNAL_NAME, load_journal
from cchc.incremental.stamps import HAS_CHANGE_TIME, Stamp, StampRecord, stamp_of, take_stamp, trusted
from cchc.manifest import MANIFEST_NAME, hash_file, parse_manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The output as the last build left it and as it is now; paths are posix, relative to it."""

    manifest: bytes | None  # the manifest file as it stands
    journal: bool  # whether a killed build that could not be undone left its journal
    owned: frozenset[str]  # what may be replaced or removed: files of the last build and of a killed one
    present: frozenset[str]  # the owned ones at whose place a file or a link stands
    intact: Mapping[str, str]  # files of the last build whose bytes are still those of its manifest → sha256
    proven: Mapping[str, Stamp]  # of the intact ones, the stamps that will show any later change
    folders: Mapping[str, Stamp]  # of folders of folders ("a/b/", the root "/"), stamps that will show a changed entry


def parents_of(path: str) -> list[str]:
    """List the folders that hold a relative posix path, outermost first, without the root."""
    return [str(parent) for parent in reversed(PurePosixPath(path).parents[:-1])]


def crosses_link(output: Path, path: str) -> bool:
    """Whether a folder on the way to `path` is a link, so that the path lies outside the output."""
    return any((output / parent).is_symlink() for parent in parents_of(path))


def foreign_file(output: Path, path: str) -> UsageError:
    """The refusal to overwrite what no build of ours made."""
    return UsageError(
        f"{output / path} không do lần dựng trước tạo ra nên không bị ghi đè. "
        "Hãy chọn thư mục khác (--output) hoặc chạy inv clean."
    )


def load_standing(output: Path, known: StampRecord | None = None) -> Standing:
    """Compare the output with its manifest; a file is read unless its stamp in `known` proves it unchanged.

    `known` counts only for the manifest it was made for. Raises UsageError when a file of another program stands
    where our bookkeeping goes, and OSError.
    """
    place = output / MANIFEST_NAME
    data = place.read_bytes() if place.is_file() else None
    manifest = parse_manifest(data) if data is not None else None
    journal = load_journal(output)
    for name, loaded in ((MANIFEST_NAME, manifest), (JOURNAL_NAME, journal)):
        if loaded is None and os.path.lexists(output / name):
            raise foreign_file(output, name)
    files = manifest.files if manifest else {}
    killed = frozenset(journal.new.files if journal else ()) - files.keys()
    counts = known is not None and data is not None and known.manifest == hashlib.sha256(data).hexdigest()
    stamps, seen = (known.stamps, known.seen) if known and counts else ({}, {})
    read_at = time.time_ns()
    ground = _look_at_folders(output, files, (stamps, seen) if HAS_CHANGE_TIME else ({}, {}), read_at)
    present, intact, proven = _survey(output, files, ground, read_at)
    return Standing(
        manifest=data,
        journal=journal is not None,
        owned=killed.union(files),
        present=frozenset(path for path in killed if _stands(output, path)).union(present),
        intact=intact,
        proven=proven,
        folders=ground.proven,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """The folders of the last build; `known` are the stamps of its record, `seen` those of files as they are now."""

    known: Mapping[str, Stamp]
    seen: Mapping[str, Stamp]
    unreal: AbstractSet[str]  # no real folders now, with all inside them: what stands there is not ours
    proven: Mapping[str, Stamp]


def _survey(
    output: Path, files: Mapping[str, str], ground: _Ground, read_at: int
) -> tuple[list[str], dict[str, str], dict[str, Stamp]]:
    """Find which of `files` are there at all, which are intact, and the stamps that prove the latter from now on."""
    known, unreal = ground.known, ground.unreal
    root = f"{output}/"
    present: list[str] = []
    intact: dict[str, str] = {}
    proven: dict[str, Stamp] = {}
    for path, sha in files.items():
        place = root + path
        try:
            stamp = ground.seen.get(place) or stamp_of(os.lstat(place))
        except OSError:  # absent, or a file where its folder was
            continue
        if stat.S_ISDIR(stamp.mode) or (unreal and path.rpartition("/")[0] in unreal):
            continue
        present.append(path)
        is_file = stat.S_ISREG(stamp.mode)
        sure = is_file and known.get(path) == stamp
        if sure or (is_file and _holds(Path(place), sha)):
            intact[path] = sha
            if sure or trusted(stamp, read_at):
                proven[path] = stamp
    return present, intact, proven


def _look_at_folders(
    output: Path, files: Iterable[str], stamps: tuple[Mapping[str, Stamp], Mapping[str, Stamp]], read_at: int
) -> _Ground:
    """Look at the folders on the way to `files`, though not at those in a folder whose stamp proves the same entries.

    In a site of one folder for each post this spares most of the looking.
    """
    known, seen = stamps
    folders = folders_of(files)
    outer = {folder.rpartition("/")[0] for folder in folders if folder}
    sure: set[str] = set()
    unreal: set[str] = set()
    proven: dict[str, Stamp] = {}
    for folder in sorted(folders):
        parent = folder.rpartition("/")[0]
        if folder not in outer and parent in sure:
            continue
        stamp = _stamp_folder(f"{output}/{folder}")
        if stamp is None or (folder and parent in unreal):
            unreal.add(folder)
        elif folder in outer:
            if known.get(f"{folder}/") == stamp:
                sure.add(folder)
            if folder in sure or trusted(stamp, read_at):
                proven[f"{folder}/"] = stamp
    return _Ground(known=known, seen=seen, unreal=unreal, proven=proven)


def _stamp_folder(place: str) -> Stamp | None:
    """Stamp a real folder; None when it is missing or a link."""
    try:
        stamp = take_stamp(place)
    except OSError:
        return None
    return stamp if stat.S_ISDIR(stamp.mode) else None


def folders_of(paths: Iterable[str]) -> set[str]:
    """All folders on the way to `paths`, the root as ""."""
    folders: set[str] = set()
    fresh = {path.rpartition("/")[0] for path in paths}
    while fresh:
        folders |= fresh
        fresh = {folder.rpartition("/")[0] for folder in fresh} - folders
    return folders


def _holds(place: Path, sha: str) -> bool:
    """Whether a file can be read and has this content; what cannot be read is replaced, not trusted."""
    try:
        return hash_file(place) == sha
    except OSError:
        return False



def _stands(output: Path, path: str) -> bool:
    """Whether an entry that is no folder stands at `path`."""
    place = output / path
    is_folder = place.is_dir() and not place.is_symlink()
    return os.path.lexists(place) and not is_folder and not crosses_link(output, path)
