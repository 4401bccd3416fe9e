"""Render beside the output, then commit: `with staged_output(output) as build: render(build.staging)`.

A block that raises changes nothing. A build that is killed leaves a journal, and the next one first puts the
last good output back. Power loss may cost contents but not the bookkeeping: the next build compares bytes.
"""

from __future__ import annotations

import contextlib
import errno
import secrets
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from cchc.errors import InternalError, UsageError
from cchc.incremental.commit import commit_tree, recover
from cchc.incremental.journal import Area, area_prefix, load_journal
from cchc.incremental.plan import Commit
from cchc.manifest import DISK, Disk, hold_lock, make_folders, os_faults

LOCK_TIMEOUT = 900.0  # seconds; a clean build of the largest site takes a fraction of it

_DOING = "ghi trang"
_WRITE_FAULTS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS})


class StagedOutput:
    """One build: the folder to render into and, when it is committed, what changed in the output."""

    def __init__(self, staging: Path) -> None:
        self.staging = staging
        self._commit: Commit | None = None

    @property
    def commit(self) -> Commit:
        """What the build changed; raises InternalError while the block still runs or when it failed."""
        if self._commit is None:
            raise InternalError("Bản dựng chưa được chuyển vào thư mục kết quả.")
        return self._commit

    def close(self, commit: Commit) -> None:
        """Keep what was committed."""
        self._commit = commit


@contextlib.contextmanager
def staged_output(
    output: Path,
    *,
    protected: Sequence[Path] = (),
    verify: Callable[[Path], None] | None = None,
    disk: Disk = DISK,
    lock_timeout: float = LOCK_TIMEOUT,
) -> Iterator[StagedOutput]:
    """Give the block an empty folder to render a whole build into; commit it to `output` at the end.

    `protected` folders may be neither `output` nor inside it; `verify` sees the rendered folder before the
    commit and refuses it by raising; `lock_timeout` is the seconds to wait for another build of `output`.
    Raises UsageError (a place that cannot be the output, a foreign file in the way) and EnvironmentFault
    (disk, rights, lock); whatever else the block raises passes through. In each case `output` is as before.
    """
    place = _check_place(output, protected)
    with os_faults(_DOING):
        make_folders(place.parent, disk)
    with hold_lock(place.with_name(f".{place.name}.lock"), lock_timeout, "Một lần dựng khác"):
        with os_faults(_DOING):
            recover(place, disk)
        with _working_area(place, disk) as area:
            build = StagedOutput(area.tree)
            with os_faults(_DOING, _WRITE_FAULTS):
                yield build
                if verify is not None:
                    verify(area.tree)
            with os_faults(_DOING):
                build.close(commit_tree(place, area, disk))


@contextlib.contextmanager
def _working_area(output: Path, disk: Disk) -> Iterator[Area]:
    """Make the working folder and remove it at the end, unless an undoing that failed still needs it."""
    area = Area(output.with_name(area_prefix(output) + secrets.token_hex(4)))
    try:
        with os_faults(_DOING):
            disk.mkdir(area.root)
            disk.mkdir(area.tree)
        yield area
    finally:
        with contextlib.suppress(OSError):
            journal = load_journal(output)
            if journal is None or journal.staging != area.root.name:
                disk.remove_tree(area.root)


def _check_place(output: Path, protected: Sequence[Path]) -> Path:
    """Make `output` absolute; UsageError when a build must not take it over."""
    named = output.name not in {"", ".."}
    place = output.parent.resolve() / output.name if named else output.resolve()
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        raise UsageError(f"{output} phải là một thư mục, đang là tệp hoặc liên kết. Hãy chọn thư mục khác.")
    for folder in (Path(place.anchor), *protected):
        real = folder.resolve()
        if place == real or place in real.parents:
            raise UsageError(f"{output} chứa {folder} nên không làm thư mục kết quả được. Hãy chọn nơi khác.")
    return place
