"""Move a staged tree into the output, or put everything back.

The undoing needs no memory of the commit: a path of the journal that is missing in the staged tree was moved
into the output, a file in the backup was taken out of it. So the same function serves a failure and the build
after a kill, and may itself be interrupted and repeated. It only renames, so it works on a full disk.
"""

from __future__ import annotations

import os
from pathlib import Path

from cchc.errors import EnvironmentFault
from cchc.incremental.journal import JOURNAL_NAME, Area, Journal, area_prefix, format_journal, load_journal
from cchc.incremental.plan import Commit, crosses_link, load_owned, parents_of, plan_commit
from cchc.manifest import (
    FILE_MODE,
    FOLDER_MODE,
    MANIFEST_NAME,
    Disk,
    Manifest,
    make_folders,
    measure_tree,
    walk_files,
    write_manifest,
)


def commit_tree(output: Path, area: Area, disk: Disk) -> Commit:
    """Make `output` hold exactly the staged tree and what is foreign; say what changed.

    Raises UsageError for a foreign file in the way and OSError; the output is then as before. When not even
    the undoing works, EnvironmentFault says so and the working folder stays for the next build.
    """
    existed = output.is_dir()
    new = measure_tree(area.tree)
    commit = plan_commit(output, new, load_owned(output))
    for path in (*commit.added, *commit.changed):
        disk.set_mode(area.tree / path, FILE_MODE)
    if not existed:
        _move_whole(output, area, new, disk)
        return commit
    _prepare(output, area, new, disk)
    try:
        _apply(output, area, commit, disk)
    except BaseException as error:
        _undo(output, area, disk, error)
        raise
    return commit


def _move_whole(output: Path, area: Area, new: Manifest, disk: Disk) -> None:
    """Give a first build its name in one rename."""
    write_manifest(area.tree, new, disk)
    for base, _, _ in os.walk(area.tree):
        disk.set_mode(Path(base), FOLDER_MODE)
    disk.replace(area.tree, output)


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


def _prepare(output: Path, area: Area, new: Manifest, disk: Disk) -> None:
    """Write all bytes the commit needs, beside the output: from here on it only renames."""
    write_manifest(area.tree, new, disk)
    disk.mkdir(area.backup)
    for name in (MANIFEST_NAME, JOURNAL_NAME):
        if (output / name).is_file():
            disk.write(area.backup / name, (output / name).read_bytes())
    disk.write(area.journal, format_journal(Journal(new=new, staging=area.root.name)))


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
