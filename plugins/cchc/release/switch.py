"""`current`, the folder the web server serves.

Where links work it is a relative link to releases/<id>, replaced atomically. Elsewhere (Windows, some network
drives) it is a real folder, exchanged by two renames; a run killed between them is healed by the next one.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from pathlib import Path, PurePath

from cchc.errors import EnvironmentFault, UsageError
from cchc.manifest import Disk, Manifest, load_manifest
from cchc.release.store import DRAFT_PREFIX, RELEASES, discard, release_number, write_release

CURRENT = "current"
NEXT = "current.next"
OLD = "current.old"

_LINK_DRAFT = ".current.tmp"
_DISK_FAULTS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS, errno.EIO})


def load_current(target: Path, known: Sequence[tuple[str, str]]) -> str | None:
    """Find the id of the release that is online, or None.

    `known` are pairs (id, digest): a real folder is recognised by its content; the last pair that fits wins.
    Raises OSError; UsageError when `current` is not ours.
    """
    place = target / CURRENT
    if not os.path.lexists(place):
        return None
    if place.is_symlink():
        name = _read_link(place)
        return name if (target / RELEASES / name).is_dir() else None
    manifest = load_manifest(place)
    if manifest is None:
        raise _foreign(place)
    return next((name for name, digest in reversed(known) if digest == manifest.digest), None)


def switch_current(target: Path, name: str, manifest: Manifest, disk: Disk) -> None:
    """Put the release `name`, which holds `manifest`, online.

    Raises OSError or EnvironmentFault; then the one before it is still, or again, online.
    """
    place = target / CURRENT
    if place.is_symlink() or not place.exists():
        if _switch_link(target, name, disk):
            return
        heal_current(target, disk)
    _switch_folder(target, target / RELEASES / name, manifest, disk)


def heal_current(target: Path, disk: Disk) -> None:
    """Finish or undo the exchange a killed run left half done, and clean up after one that succeeded.

    Raises OSError; UsageError for folders of these names that are not ours.
    """
    current = target / CURRENT
    leftovers = [place for place in (target / NEXT, target / OLD) if os.path.lexists(place)]
    for place in leftovers:
        _check_ours(place)
    if os.path.lexists(target / _LINK_DRAFT):
        disk.unlink(target / _LINK_DRAFT)
    for place in leftovers:
        if not os.path.lexists(current):
            disk.replace(place, current)
        elif place.is_symlink():
            disk.unlink(place)
        else:
            discard(place, target, disk)


def _switch_link(target: Path, name: str, disk: Disk) -> bool:
    """Replace the link; False where links cannot be made."""
    draft = target / _LINK_DRAFT
    try:
        disk.symlink(f"{RELEASES}/{name}", draft)
    except NotImplementedError:
        return False
    except OSError as error:
        if error.errno in _DISK_FAULTS:
            raise
        return False
    disk.replace(draft, target / CURRENT)
    return True


def _switch_folder(target: Path, release: Path, manifest: Manifest, disk: Disk) -> None:
    """Exchange the folder: the new one is made whole first, so that only two renames can be cut in half."""
    draft = target / RELEASES / f"{DRAFT_PREFIX}{NEXT}"
    write_release(release, manifest, draft, release, disk)
    disk.replace(draft, target / NEXT)
    if os.path.lexists(target / CURRENT):
        disk.replace(target / CURRENT, target / OLD)
    try:
        disk.replace(target / NEXT, target / CURRENT)
    except BaseException as error:
        _put_back(target, disk, error)
        raise


def _put_back(target: Path, disk: Disk, error: BaseException) -> None:
    if os.path.lexists(target / CURRENT) or not os.path.lexists(target / OLD):
        return
    try:
        disk.replace(target / OLD, target / CURRENT)
    except OSError as second:
        raise EnvironmentFault(
            f"Không đổi được {target / CURRENT} ({error}) và cũng chưa trả lại được bản cũ ({second}). "
            "Hãy chạy lại inv deploy ngay: lần chạy đó sẽ tự khôi phục."
        ) from error


def _read_link(place: Path) -> str:
    path = PurePath(place.readlink())
    if path.parent != PurePath(RELEASES) or release_number(path.name) is None:
        raise _foreign(place)
    return path.name


def _check_ours(place: Path) -> None:
    if place.is_symlink():
        _read_link(place)
    elif load_manifest(place) is None:
        raise _foreign(place)


def _foreign(place: Path) -> UsageError:
    return UsageError(f"{place} không do inv deploy tạo ra nên không bị thay thế. Hãy chọn nơi khác.")
