"""Move a staged tree into the output, or put everything back.

The undoing needs no memory of the commit: a path of the journal that is missing in the staged tree was moved
into the output, a file in the backup was taken out of it. So the same function serves a failure and the build
after a kill, and may itself be interrupted and repeated. It only renames, so it works on a full disk.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cchc.errors import EnvironmentFault
from cchc.incremental.journal import JOURNAL_NAME, Area, Journal, area_prefix, format_journal, load_journal
from cchc.incremental.plan import Commit, plan_commit
from cchc.incremental.stamps import Stamp, StampRecord, read_stamps, take_stamp, trusted
from cchc.incremental.standing import Standing, crosses_link, folders_of, parents_of
from cchc.manifest import (
    FILE_MODE,
    FOLDER_MODE,
    MANIFEST_NAME,
    Disk,
    Manifest,
    format_manifest,
    make_folders,
    measure_tree,
    replace_file,
    walk_files,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a build made of the output, each path → sha256: files it keeps as they stand, and hashes it knows."""

    kept: Mapping[str, str]
    noted: Mapping[str, str]


def commit_tree(output: Path, area: Area, standing: Standing, draft: Draft, disk: Disk) -> tuple[Commit, StampRecord]:
    """Make `output` hold exactly the staged and the kept files and what is foreign; say what changed.

    When nothing changes, nothing is written. Raises UsageError for a foreign file in the way, EnvironmentFault
    when the output with the kept files is gone, and OSError; the output is then as before. When not even the
    undoing works, EnvironmentFault says so and the working folder stays for the next build.
    """
    read_at = time.time_ns()
    tree = read_stamps(area.tree)
    staged = measure_tree(area.tree, draft.noted, {path: stamp.is_file for path, stamp in tree.items()})
    new = Manifest({**draft.kept, **staged.files})
    data = format_manifest(new)
    commit = plan_commit(output, new, standing)
    proven: dict[str, Stamp] = {}
    if commit.moved or commit.removed or standing.journal or data != standing.manifest:
        odd = [path for path in commit.moved if tree[path].mode & 0o7777 != FILE_MODE]
        for path in odd:
            disk.set_mode(area.tree / path, FILE_MODE)
        moved = {path: tree[path] for path in commit.moved}
        as_listed = not output.is_dir() and not odd  # giving the whole tree its name touches no file
        _change(output, area, (commit, Manifest({path: new.files[path] for path in commit.moved}), data), disk)
        proven = _trusted(moved, read_at) if as_listed else _prove(output, moved)
    kept = {path: standing.proven[path] for path in commit.kept if path in standing.proven}
    return commit, StampRecord(manifest=hashlib.sha256(data).hexdigest(), stamps={**kept, **proven, **standing.folders})


def _trusted(stamps: Mapping[str, Stamp], read_at: int) -> dict[str, Stamp]:
    return {path: stamp for path, stamp in stamps.items() if trusted(stamp, read_at)}


def _change(output: Path, area: Area, change: tuple[Commit, Manifest, bytes], disk: Disk) -> None:
    """Move the changed files and the new manifest, or put everything back."""
    commit, moved, data = change
    replace_file(area.tree / MANIFEST_NAME, data, disk)
    if not output.is_dir():
        _move_whole(output, area, commit, disk)
        return
    _prepare(output, area, moved, disk)
    try:
        _apply(output, area, commit, disk)
    except BaseException as error:
        _undo(output, area, disk, error)
        raise


def _move_whole(output: Path, area: Area, commit: Commit, disk: Disk) -> None:
    """Give a first build its name in one rename."""
    if commit.kept:
        raise EnvironmentFault(f"{output} đã bị xóa trong khi dựng. Hãy dựng lại.")
    for folder in folders_of((*commit.added, MANIFEST_NAME)):
        if stat.S_IMODE(os.lstat(f"{area.tree}/{folder}").st_mode) != FOLDER_MODE:
            disk.set_mode(area.tree / folder, FOLDER_MODE)
    disk.replace(area.tree, output)


def _prove(output: Path, staged: Mapping[str, Stamp]) -> dict[str, Stamp]:
    """Stamp the files that were moved; leave out those that may have been touched since or may still be unseen."""
    read_at = time.time_ns()
    proven = {}
    for path, before in staged.items():
        try:
            stamp = take_stamp(f"{output}/{path}")  # a Path costs more than the call
        except OSError:
            continue  # the commit is done; the next build reads the file
        same = (stamp.size, stamp.mtime_ns, stamp.inode) == (before.size, before.mtime_ns, before.inode)
        if same and trusted(stamp, read_at):
            proven[path] = stamp
    return proven


def recover(output: Path, disk: Disk) -> None:
    """Undo the commit a killed build left half done, then remove the working folders of dead builds.

    Call only while holding the output's lock. Raises OSError.
    """
    journal = load_journal(output)
    if journal is not None and (output.parent / journal.staging / "tree").is_dir():
        _roll_back(output, Area(output.parent / journal.staging), journal.new, disk)
    for leftover in sorted(output.parent.iterdir()):
        if leftover.name.startswith(area_prefix(output)) and leftover.is_dir() and not leftover.is_symlink():
            disk.remove_tree(leftover)


def _prepare(output: Path, area: Area, moved: Manifest, disk: Disk) -> None:
    """Write all bytes the undoing needs, beside the output: from here on the commit only renames."""
    disk.mkdir(area.backup)
    for name in (MANIFEST_NAME, JOURNAL_NAME):
        if (output / name).is_file():
            disk.write(area.backup / name, (output / name).read_bytes())
    disk.write(area.journal, format_journal(Journal(new=moved, staging=area.root.name)))


def _apply(output: Path, area: Area, commit: Commit, disk: Disk) -> None:
    make_folders(output, disk)
    disk.replace(area.journal, output / JOURNAL_NAME)
    for path in commit.removed:
        _move(output, area.backup, path, disk)
        _prune(output, path, disk)
    for path in commit.changed:
        _move(output, area.backup, path, disk)
        _move(area.tree, output, path, disk)
    for path in commit.added:
        _clear_folder(output / path, disk)
        _move(area.tree, output, path, disk)
    _move(area.tree, output, MANIFEST_NAME, disk)
    disk.unlink(output / JOURNAL_NAME)


def _move(source: Path, target: Path, path: str, disk: Disk) -> None:
    make_folders((target / path).parent, disk)
    disk.replace(source / path, target / path)


def _clear_folder(folder: Path, disk: Disk) -> None:
    """Remove the empty folders that stand where a file must go."""
    if folder.is_dir() and not folder.is_symlink():
        for base, _, _ in os.walk(folder, topdown=False):
            disk.rmdir(Path(base))


def _prune(output: Path, path: str, disk: Disk) -> None:
    """Remove the folders on the way to `path` that are empty."""
    for parent in reversed(parents_of(path)):
        folder = output / parent
        if folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir()):
            disk.rmdir(folder)


def _undo(output: Path, area: Area, disk: Disk, error: BaseException) -> None:
    """Roll back after `error`, if the commit had begun."""
    journal = load_journal(output)
    if journal is None or journal.staging != area.root.name:
        return
    try:
        _roll_back(output, area, journal.new, disk)
    except OSError as second:
        raise EnvironmentFault(
            f"Không ghi trang được ({error}) và cũng chưa trả lại được kết quả lần trước ({second}). "
            f"Hãy giữ nguyên {area.root}: lần inv build sau sẽ tự khôi phục."
        ) from error


def _roll_back(output: Path, area: Area, new: Manifest, disk: Disk) -> None:
    """Take the new files out of the output, put the old ones back, and the journal out last."""
    for path in (MANIFEST_NAME, *sorted(new.files)):
        moved = not os.path.lexists(area.tree / path)
        if crosses_link(output, path):
            continue
        if moved and os.path.lexists(output / path):
            _move(output, area.tree, path, disk)
        _prune(output, path, disk)
    for path in sorted(walk_files(area.backup)):
        if path != JOURNAL_NAME:
            _move(area.backup, output, path, disk)
    if (area.backup / JOURNAL_NAME).is_file():
        disk.replace(area.backup / JOURNAL_NAME, output / JOURNAL_NAME)
    else:
        disk.unlink(output / JOURNAL_NAME)
