"""What the system says of a file without reading it, and when that proves that the file did not change.

A stamp is the size, the times, the inode and the mode of a file. Equal sizes and modification times prove nothing: an
edit may keep both. The change time (POSIX) is set by the system alone, so an equal stamp that was taken clearly
after the last change proves equal bytes. A stamp taken within the same tick of the clock as the change does not
(Git's "racy" entries), nor does one of Windows, where st_ctime is the creation time: those files are read.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import NamedTuple

HAS_CHANGE_TIME = os.name == "posix"

_SCHEMA = "cchc.stamps/1"
_FINE_MARGIN = 50_000_000  # ns; the kernel's clock ticks every 1 to 10 ms
_COARSE_MARGIN = 2_000_000_000  # ns; the tick of FAT, the coarsest file system in use
_KINDS = frozenset({stat.S_IFREG, stat.S_IFDIR})
_COARSE = 1_000_000  # ns; a time without digits below is taken for a coarse one


class Stamp(NamedTuple):
    """What lstat says of one entry; sizes in bytes, times in ns. A tuple, as there are as many as files."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int
    mode: int

    @property
    def is_file(self) -> bool:
        """Whether the entry is a plain file: no link, no pipe, no device."""
        return stat.S_ISREG(self.mode)


@dataclass(frozen=True, slots=True, kw_only=True)
class StampRecord:
    """Stamps that prove their files unchanged since a commit; a path that ends with "/" proves the entries of a folder.

    `manifest` is the sha256 of the manifest file of that commit. What proves nothing is left out. `seen`, which is not
    written, are stamps of files by absolute path, taken a moment ago, that need not be taken again.
    """

    manifest: str
    stamps: Mapping[str, Stamp]
    seen: Mapping[str, Stamp] = field(default_factory=dict)


def take_stamp(place: str | Path) -> Stamp:
    """Stamp one entry; links are not followed. Raises OSError."""
    return stamp_of(os.lstat(place))


def stamp_of(found: os.stat_result) -> Stamp:
    """The stamp in what lstat returned."""
    numbers = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_mode)
    return tuple.__new__(Stamp, numbers)  # half the time of Stamp(…)


def read_stamps(folder: Path, *, skip_hidden: bool = False) -> dict[str, Stamp]:
    """Stamp every entry under `folder` that is not a folder, by posix path; links are entries and not followed.

    `skip_hidden` leaves out names that begin with a dot. Raises OSError when a folder cannot be read.
    """
    stamps: dict[str, Stamp] = {}
    root, waiting = f"{folder}/", [""]  # texts: a Path costs more than the call
    while waiting:
        prefix = waiting.pop()
        with os.scandir(root + prefix) as entries:
            for entry in entries:
                if skip_hidden and entry.name.startswith("."):
                    continue
                path = prefix + entry.name
                if not entry.is_dir(follow_symlinks=False):
                    found = entry.stat(follow_symlinks=False)
                    stamps[path] = stamp_of(found)
                else:
                    waiting.append(f"{path}/")
    return stamps


def trusted(stamp: Stamp, read_at_ns: int) -> bool:
    """Whether any later change would show in a new stamp, given that this one was taken at or after `read_at_ns`.

    A change is one of a file's bytes or of a folder's entries; nothing is known of links and special files.
    """
    coarse = stamp.mtime_ns % _COARSE == 0 or stamp.ctime_ns % _COARSE == 0
    last = max(stamp.mtime_ns, stamp.ctime_ns)
    margin = _COARSE_MARGIN if coarse else _FINE_MARGIN
    return HAS_CHANGE_TIME and stat.S_IFMT(stamp.mode) in _KINDS and last + margin < read_at_ns


def stamps_digest(stamps: Mapping[str, Stamp]) -> str:
    """One sha256 for the whole listing, sorted by path."""
    return hashlib.sha256(_format(sorted(stamps.items())).encode()).hexdigest()


def format_record(record: StampRecord) -> str:
    """Write a record as one line of JSON, for `parse_record`."""
    return f'{{"schema": "{_SCHEMA}", "manifest": "{record.manifest}", {_format(list(record.stamps.items()))}}}\n'


def parse_record(text: str | bytes) -> StampRecord | None:
    """Read what `format_record` wrote; None when it is damaged or something else."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict) or document.get("schema") != _SCHEMA:
        return None
    manifest, paths, numbers = (document.get(key) for key in ("manifest", "paths", "numbers"))
    if not (isinstance(manifest, str) and isinstance(paths, list) and isinstance(numbers, list)):
        return None
    sound = set(map(type, paths)) <= {str} and set(map(type, numbers)) <= {int}
    if not sound or len(numbers) != len(paths) * len(Stamp._fields):
        return None
    stamps = dict(zip(paths, _group(numbers), strict=True))
    return StampRecord(manifest=manifest, stamps=stamps) if len(stamps) == len(paths) else None


def _group(numbers: list[int]) -> Iterator[Stamp]:
    column = iter(numbers)
    return map(Stamp._make, zip(column, column, column, column, column, strict=True))


def _format(items: list[tuple[str, Stamp]]) -> str:
    """Two columns of JSON: far faster both ways than one list for each file."""
    paths = json.dumps([path for path, _ in items])
    return f'"paths": {paths}, "numbers": {list(chain.from_iterable(stamp for _, stamp in items))}'
