"""The files of the last build of an output, packed: where the output is gone, as on CI, they are put back from here.

A pack is a row of segments, each a line of JSON and one zlib stream of whole files, which are found by the sha256 of
their bytes. Where a file belongs is said by the record of the build alone (incremental.built), which has a code. So a
pack that is damaged, cut short or foreign never gives other bytes, only fewer.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import zlib
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from cchc.incremental.built import built_file

_SCHEMA = "cchc.pack/1"
_LEVEL = 1  # HTML gets five times smaller, as pages follow pages that are like them
_PACKED_BEFORE = frozenset({".gz", ".jpeg", ".jpg", ".png", ".webp", ".woff2", ".xlsx", ".zip"})
_SEGMENT, _FILES = 2_000_000, 2000  # bytes of files, and files, from which a segment is ended
_MOST = 1 << 28  # bytes of a segment, packed or not; more is not believed
_LARGEST = _MOST >> 2  # bytes of a file that is packed
_LONGEST_HEAD = 1 << 20
_TIMES, _SPARE = 3, 8_000_000  # a pack may hold so many times the bytes of the files that are wanted, and so many more


@dataclass(frozen=True, slots=True)
class Segment:
    """Where the zlib stream of a segment stands in its pack, and the sha256 and size in bytes of each of its files."""

    start: int
    packed: int
    files: tuple[tuple[str, int], ...]

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(size for _, size in self.files)

    @property
    def end(self) -> int:
        """Where the next segment stands."""
        return self.start + self.packed


class Packing:
    """A segment in the making."""

    def __init__(self, *, squeeze: bool = True) -> None:
        self._stream = zlib.compressobj(_LEVEL if squeeze else 0)
        self._parts: list[bytes] = []
        self._files: list[tuple[str, int]] = []
        self.size = 0

    def add(self, sha256: str, data: bytes) -> None:
        """Put in a file."""
        self._parts.append(self._stream.compress(data))
        self._files.append((sha256, len(data)))
        self.size += len(data)

    @property
    def count(self) -> int:
        """How many files are in it."""
        return len(self._files)

    def finish(self) -> bytes:
        """The segment as it stands in a pack; nothing when no file is in it."""
        if not self._files:
            return b""
        stream = b"".join((*self._parts, self._stream.flush()))
        return _head(self._files, len(stream)) + stream


def _head(files: Iterable[tuple[str, int]], packed: int) -> bytes:
    hashes, sizes = zip(*files, strict=True)
    document = {"schema": _SCHEMA, "packed": packed, "hashes": hashes, "sizes": sizes}
    return json.dumps(document, separators=(",", ":")).encode() + b"\n"


def pack_file(cache: Path, output: Path) -> Path:
    """Where the pack of an output is kept."""
    return built_file(cache, output).with_suffix(".pack")


def list_segments(file: Path) -> tuple[Segment, ...]:
    """The segments of a pack up to the first that is damaged; none when there is no pack that can be read."""
    found: list[Segment] = []
    if not _is_ours(file):
        return ()
    with suppress(OSError), file.open("rb") as pack:
        whole, at = file.stat().st_size, 0
        while (segment := _read_head(pack.readline(_LONGEST_HEAD), at)) and segment.end <= whole:
            found.append(segment)
            at = pack.seek(segment.end)
    return tuple(found)


def _is_ours(file: Path) -> bool:
    """Whether a plain file of one name stands there: a link, a pipe or the like may come with a foreign cache."""
    try:
        found = os.lstat(file)
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and found.st_nlink == 1


def _read_head(line: bytes, at: int) -> Segment | None:
    try:
        document = json.loads(line)
        packed, hashes, sizes = (document[name] for name in ("packed", "hashes", "sizes"))
        files = tuple(zip(hashes, sizes, strict=True))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    numbers = [packed, *sizes]
    sound = line.endswith(b"\n") and document.get("schema") == _SCHEMA
    if not sound or set(map(type, hashes)) != {str} or set(map(type, numbers)) != {int} or min(numbers) < 0:
        return None
    return Segment(at + len(line), packed, files) if max(packed, sum(sizes)) <= _MOST else None


def unpack(file: Path, segment: Segment, wanted: AbstractSet[str]) -> Iterator[tuple[str, bytes]]:
    """Hash and bytes of the `wanted` files of a segment that are as they were packed."""
    try:
        with file.open("rb") as pack:
            pack.seek(segment.start)
            data = zlib.decompressobj().decompress(pack.read(segment.packed), segment.size + 1)
    except (OSError, zlib.error):
        return
    at = 0
    for sha, size in segment.files:
        if sha in wanted:
            part = data[at : at + size]
            if hashlib.sha256(part).hexdigest() == sha:
                yield sha, part
        at += size


class Pack:
    """The pack of one output, to add to; without a file nothing is kept."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file

    @property
    def is_kept(self) -> bool:
        """Whether what is added is kept."""
        return self._file is not None

    def add(self, segment: bytes) -> None:
        """Keep one more segment, after the last one that is whole; where that fails nothing more is kept."""
        if self._file is None or not segment:
            return
        try:
            end = self._segments[-1].end if self._segments else 0
            self._file.parent.mkdir(parents=True, exist_ok=True)
            if not _is_ours(self._file):
                self._file.unlink(missing_ok=True)
            with self._file.open("r+b" if self._file.exists() else "xb") as pack:
                pack.truncate(end)
                pack.seek(end)
                pack.write(segment)
            head = _read_head(segment[: segment.index(b"\n") + 1], end)
            self._segments += [head] if head else []
        except OSError:
            self._file = None

    def complete(self, wanted: Mapping[str, str], folder: Path) -> None:
        """Add the files of `folder`, `wanted` by path with their sha256, that are not there yet. Raises OSError.

        A pack that holds far more than is wanted (_TIMES, _SPARE) is begun anew.
        """
        if self._file is None:
            return
        hashes = frozenset(wanted.values())
        sizes = [(size, sha in hashes) for segment in self._segments for sha, size in segment.files]
        if sum(size for size, _ in sizes) > _SPARE + _TIMES * sum(size for size, is_wanted in sizes if is_wanted):
            self._segments.clear()
        known = {sha for segment in self._segments for sha, _ in segment.files}
        for segment in _pack({sha: path for path, sha in wanted.items() if sha not in known}, folder):
            self.add(segment)

    @cached_property
    def _segments(self) -> list[Segment]:
        return list(list_segments(self._file)) if self._file is not None else []


def _pack(files: Mapping[str, str], folder: Path) -> Iterator[bytes]:
    """Segments of files of `folder`, paths by sha256; those that are packed as they are in segments of their own.

    A file that is larger than what a segment may hold is left out.
    """
    for squeeze in (True, False):
        packing = Packing(squeeze=squeeze)
        for sha, path in files.items():
            if squeeze is not (PurePosixPath(path).suffix not in _PACKED_BEFORE):
                continue
            data = (folder / path).read_bytes()
            if len(data) > _LARGEST:
                continue
            packing.add(sha, data)
            if packing.size > _SEGMENT or packing.count >= _FILES:
                yield packing.finish()
                packing = Packing(squeeze=squeeze)
        yield packing.finish()
