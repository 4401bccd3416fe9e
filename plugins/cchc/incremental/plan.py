"""What a commit must do: the files to add, change, keep and remove; and what foreign file is in the way."""

from __future__ import annotations

import os
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from cchc.incremental.standing import Standing, foreign_file
from cchc.manifest import Manifest, walk_files


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """What a build changed in the output: posix paths, sorted. Kept files were not touched at all."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def moved(self) -> tuple[str, ...]:
        """The files that come from the staged tree."""
        return self.added + self.changed


def plan_commit(output: Path, new: Manifest, standing: Standing) -> Commit:
    """Compare the new files with what stands in `output`; change nothing.

    Only added files meet what is not ours, so only their places are looked at. Raises UsageError for a foreign
    file at a new path.
    """
    files = new.files.keys()
    gone = standing.owned - files
    intact = standing.intact
    kept = [path for path, sha in new.files.items() if intact.get(path) == sha]
    added = tuple(sorted(files - standing.present))
    ground = _Ground(output, standing.owned, {path.casefold(): path for path in gone})
    for path in added if os.path.lexists(output) else ():
        blocker = ground.find_blocker(path)
        if blocker is not None:
            raise foreign_file(output, blocker)
    return Commit(
        added=added,
        changed=tuple(sorted((files & standing.present).difference(kept))),
        kept=tuple(sorted(kept)),
        removed=tuple(sorted(gone & standing.present)),
    )


class _Ground:
    """The places new files go to; each folder on the way is looked at once."""

    def __init__(self, output: Path, owned: AbstractSet[str], folded: Mapping[str, str]) -> None:
        self.output = output
        self.owned = owned
        self.folded = folded  # case-folded path → path, of the files that go
        self.folders: dict[str, tuple[bool, str | None]] = {"": (True, None)}

    def find_blocker(self, path: str) -> str | None:
        """Find the foreign entry that stands where `path` must be written, or None."""
        is_folder, foreign = self._look(path.rpartition("/")[0])
        place = self.output / path
        if not is_folder or not os.path.lexists(place):
            return foreign
        if place.is_dir() and not place.is_symlink():
            return self._foreign_inside(path)
        ours = path in self.owned or self._is_renamed(path)
        return None if ours else path

    def _look(self, folder: str) -> tuple[bool, str | None]:
        """Whether `folder` is a real folder now, and the foreign entry that stands in its way."""
        if folder not in self.folders:
            outer = self._look(folder.rpartition("/")[0])
            self.folders[folder] = self._look_inside(folder) if outer[0] else outer
        return self.folders[folder]

    def _look_inside(self, folder: str) -> tuple[bool, str | None]:
        place = self.output / folder
        if place.is_dir() and not place.is_symlink():
            return True, None
        foreign = os.path.lexists(place) and folder not in self.owned
        return False, folder if foreign else None

    def _foreign_inside(self, folder: str) -> str | None:
        """Find the first foreign file in a folder that must give way to a file; empty folders are nobody's."""
        entries = sorted(f"{folder}/{entry}" for entry in walk_files(self.output / folder))
        return next((entry for entry in entries if entry not in self.owned), None)

    def _is_renamed(self, path: str) -> bool:
        """Whether the file is one of ours under another case (Ảnh.JPG → ảnh.jpg), where the disk ignores case."""
        twin = self.folded.get(path.casefold())
        return twin is not None and (self.output / twin).exists() and (self.output / path).samefile(self.output / twin)
