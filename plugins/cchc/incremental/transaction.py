"""Render beside the output, then commit: `with staged_output(output) as build: render(build.staging)`.

A build that knows what did not change renders only the rest and keeps the other files: `build.keep(path)` for those
whose hash in `build.standing` is the wanted one.
A block that raises changes nothing. A build that is killed leaves a journal, and the next one first puts the
last good output back. Power loss may cost contents but not the bookkeeping: the next build compares bytes.
"""

from __future__ import annotations

import contextlib
import errno
import secrets
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from cchc.errors import InternalError, UsageError
from cchc.incremental.commit import Draft, commit_tree, recover
from cchc.incremental.journal import Area, area_prefix, load_journal
from cchc.incremental.plan import Commit
from cchc.incremental.stamps import StampRecord
from cchc.incremental.standing import Standing, load_standing
from cchc.manifest import DISK, Disk, hold_lock, is_sha256, make_folders, os_faults

LOCK_TIMEOUT = 900.0  # seconds; a clean build of the largest site takes a fraction of it

_DOING = "ghi trang"
_WRITE_FAULTS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS})


class StagedOutput:
    """One build: the folder to render into, what may be kept of the output and, once committed, what changed."""

    def __init__(self, staging: Path, output: Path, known: StampRecord | None) -> None:
        self.staging = staging
        self._output = output
        self._known = known
        self._kept: dict[str, str] = {}
        self._noted: dict[str, str] = {}
        self._done: tuple[Commit, StampRecord] | None = None

    @cached_property
    def found(self) -> Standing:
        """Everything known of the output before the commit; measured when it is first asked for.

        Raises UsageError when a file of another program stands in place of our bookkeeping, EnvironmentFault.
        """
        with os_faults(_DOING):
            return load_standing(self._output, self._known)

    @property
    def standing(self) -> Mapping[str, str]:
        """Files of the last build that stand intact in the output: posix path → sha256."""
        return self.found.intact

    def keep(self, path: str) -> None:
        """Take the file at `path` into the new build as it stands; a staged file there comes before it.

        Raises InternalError when it is not in `standing`.
        """
        sha = self.standing.get(path)
        if sha is None:
            raise InternalError(f"{path} không còn nguyên trong thư mục kết quả nên không giữ lại được.")
        self._kept[path] = sha

    def keep_all(self, paths: Collection[str]) -> None:
        """As `keep`, for many."""
        standing = self.standing
        if not standing.keys() >= set(paths):
            self.keep(next(path for path in paths if path not in standing))
        self._kept |= {path: standing[path] for path in paths}

    def read(self, path: str) -> bytes:
        """The bytes of a file of `standing`. Raises OSError."""
        return (self._output / path).read_bytes()

    def note(self, path: str, sha256: str) -> None:
        """Tell the hash of a file as it was written to staging, so that it need not be read again."""
        if not is_sha256(sha256):
            raise InternalError(f"{path}: {sha256!r} không phải giá trị sha256.")
        self._noted[path] = sha256

    @property
    def draft(self) -> Draft:
        """What was kept and noted so far."""
        return Draft(kept=self._kept, noted=self._noted)

    @property
    def commit(self) -> Commit:
        """What the build changed; raises InternalError while the block still runs or when it failed."""
        return self._committed()[0]

    @property
    def stamps(self) -> StampRecord:
        """The stamps that spare the next build reading what did not change; raises InternalError as `commit`."""
        return self._committed()[1]

    def close(self, commit: Commit, stamps: StampRecord) -> None:
        """Keep what was committed."""
        self._done = (commit, stamps)

    def _committed(self) -> tuple[Commit, StampRecord]:
        if self._done is None:
            raise InternalError("Bản dựng chưa được chuyển vào thư mục kết quả.")
        return self._done


@contextlib.contextmanager
def staged_output(
    output: Path,
    *,
    protected: Sequence[Path] = (),
    verify: Callable[[Path], None] | None = None,
    known: StampRecord | None = None,
    disk: Disk = DISK,
    lock_timeout: float = LOCK_TIMEOUT,
) -> Iterator[StagedOutput]:
    """Give the block an empty folder to render a build into; commit it to `output` at the end.

    What the block neither renders nor keeps is removed from the output. `protected` folders may be neither
    `output` nor inside it; `verify` sees the rendered folder before the commit and refuses it by raising; `known`
    are the `stamps` of the last build; `lock_timeout` is the seconds to wait for another build of `output`.
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
            build = StagedOutput(area.tree, place, known)
            with os_faults(_DOING, _WRITE_FAULTS):
                yield build
                if verify is not None:
                    verify(area.tree)
            with os_faults(_DOING):
                build.close(*commit_tree(place, area, build.found, build.draft, disk))


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
