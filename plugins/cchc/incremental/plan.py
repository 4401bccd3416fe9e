"""What a commit must do: the files to add, change, keep and remove; and what foreign file is in the way."""

from __future__ import annotations

import os
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from cchc.errors import UsageError
from cchc.incremental.journal import JOURNAL_NAME, load_journal
from cchc.manifest import MANIFEST_NAME, Manifest, hash_file, load_manifest, walk_files


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """What a build changed in the output: posix paths, sorted. Kept files were not touched at all."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...]


def parents_of(path: str) -> list[str]:
    """List the folders that hold a relative posix path, outermost first, without the root."""
    return [str(parent) for parent in reversed(PurePosixPath(path).parents[:-1])]


def crosses_link(output: Path, path: str) -> bool:
    """Whether a folder on the way to `path` is a link, so that the path lies outside the output."""
    return any((output / parent).is_symlink() for parent in parents_of(path))


def load_owned(output: Path) -> frozenset[str]:
    """Collect the paths that are ours: of the last build, and of one killed before it could be undone.

    Raises UsageError when a file of another program stands where our bookkeeping goes.
    """
    manifest, journal = load_manifest(output), load_journal(output)
    for name, loaded in ((MANIFEST_NAME, manifest), (JOURNAL_NAME, journal)):
        if loaded is None and os.path.lexists(output / name):
            raise _foreign(output, name)
    return frozenset(manifest.files if manifest else ()) | frozenset(journal.new.files if journal else ())


def plan_commit(output: Path, new: Manifest, owned: AbstractSet[str]) -> Commit:
    """Compare the new tree with what stands in `output`, byte by byte; change nothing.

    `owned` are the paths that may be replaced or removed. Raises UsageError for a foreign file at a new path.
    """
    gone = owned - new.files.keys()
    folded = {path.casefold(): path for path in gone}
    for path in sorted(new.files):
        blocker = _blocker(output, path, owned, folded)
        if blocker is not None:
            raise _foreign(output, blocker)
    standing = {path for path in new.files if path in owned and _stands(output, path)}
    kept = {path for path in standing if _same(output / path, new.files[path])}
    return Commit(
        added=tuple(sorted(new.files.keys() - standing)),
        changed=tuple(sorted(standing - kept)),
        kept=tuple(sorted(kept)),
        removed=tuple(sorted(path for path in gone if _stands(output, path))),
    )


def _foreign(output: Path, path: str) -> UsageError:
    return UsageError(
        f"{output / path} không do lần dựng trước tạo ra nên không bị ghi đè. "
        "Hãy chọn thư mục khác (--output) hoặc chạy inv clean."
    )


def _stands(output: Path, path: str) -> bool:
    place = output / path
    is_folder = place.is_dir() and not place.is_symlink()
    return os.path.lexists(place) and not is_folder and not crosses_link(output, path)


def _same(place: Path, sha: str) -> bool:
    return place.is_file() and not place.is_symlink() and hash_file(place) == sha


def _blocker(output: Path, path: str, owned: AbstractSet[str], folded: Mapping[str, str]) -> str | None:
    """Find the foreign entry that stands where `path` must be written, or None."""
    for parent in parents_of(path):
        place = output / parent
        if not os.path.lexists(place):
            return None
        if place.is_symlink() or not place.is_dir():
            return None if parent in owned else parent
    place = output / path
    if not os.path.lexists(place):
        return None
    if place.is_dir() and not place.is_symlink():
        return _foreign_inside(output, path, owned)
    ours = path in owned or _is_renamed(output, path, folded)
    return None if ours else path


def _foreign_inside(output: Path, folder: str, owned: AbstractSet[str]) -> str | None:
    """Find the first foreign file in a folder that must give way to a file; empty folders are nobody's."""
    entries = sorted(f"{folder}/{entry}" for entry in walk_files(output / folder))
    return next((entry for entry in entries if entry not in owned), None)


def _is_renamed(output: Path, path: str, folded: Mapping[str, str]) -> bool:
    """Whether the file is one of ours under another case (Ảnh.JPG → ảnh.jpg), where the disk ignores case."""
    twin = folded.get(path.casefold())
    return twin is not None and (output / twin).exists() and (output / path).samefile(output / twin)
