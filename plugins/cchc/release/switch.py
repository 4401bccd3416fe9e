"""`current`, the folder the web server serves.

Where links work it is a relative link to releases/<id>, replaced atomically. Elsewhere (Windows, some network
drives) it is a real folder, exchanged by two renames; a run killed between them is healed by the next one.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Sequence
from pathlib import Path, PurePath

from cchc.errors import UsageError
from cchc.manifest import Disk, load_manifest
from cchc.release.store import DRAFT_PREFIX, RELEASES, check_whole, discard, release_number, write_release

CURRENT = "current"
NEXT = "current.next"
OLD = "current.old"

_LINK_DRAFT = ".current.tmp"
_DISK_FAULTS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS, errno.EIO})


def load_current(target: Path, known: Sequence[tuple[str, str]]) -> str | None:
    """Find the id of the release that is online, or None.

    `known` are pairs (id, digest), oldest first: a real folder is recognised by its content. Raises UsageError
    when `current` is not ours.
    """
    place = target / CURRENT
    if place.is_symlink():
        return _read_link(place)
    if not os.path.lexists(place):
        return None
    manifest = load_manifest(place)
    if manifest is None:
        raise _foreign(place)
    return next((name for name, digest in reversed(known) if digest == manifest.digest), None)


def switch_current(target: Path, name: str, disk: Disk) -> None:
    """Put the release `name` online. Raises OSError; then the one before it is still, or again, online."""
    place = target / CURRENT
    if place.is_symlink() or not place.exists():
        with contextlib.suppress(NotImplementedError):
            if _switch_link(target, name, disk):
                return
    _switch_folder(target, name, disk)


def heal_current(target: Path, disk: Disk) -> None:
    """Finish or undo the exchange a killed run left half done. Raises OSError, UsageError for foreign folders."""
    current, following, old = target / CURRENT, target / NEXT, target / OLD
    for place in (following, old):
        if os.path.lexists(place) and not place.is_symlink() and load_manifest(place) is None:
            raise _foreign(place)
    with contextlib.suppress(FileNotFoundError):
        disk.unlink(target / _LINK_DRAFT)
    for place in (following, old):
        if os.path.lexists(place) and not os.path.lexists(current):
            disk.replace(place, current)
        elif os.path.lexists(place):
            _remove(place, target, disk)
