"""Put the last build's output back where it is gone, as on CI, which keeps the caches but not the output.

The files come from the pack (incremental.pack), and those that are copies from the content folder; each counts only
with the sha256 that the record of the build gives it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from cchc.errors import CchcError
from cchc.incremental.built import Built, built_file, load_built, write_built
from cchc.incremental.last import is_left, keep_output, list_output, load_last
from cchc.incremental.pack import Segment, list_segments, pack_file, unpack
from cchc.incremental.transaction import StagedOutput, staged_output
from cchc.manifest import are_plain
from cchc.workers import Workers

_WORTH_A_PROCESS = 3  # segments


@dataclass(frozen=True, slots=True)
class _Source:
    """Where files come from, the folder they go to, and their paths by sha256."""

    pack: Path
    target: Path
    wanted: dict[str, list[str]] = field(default_factory=partial(defaultdict, list))


class _Useless(Exception):
    """There is nothing to put back, no need to, or not all of it."""


def restore_output(kept: Path, options: str, *, content: Path, output: Path, cache: Path, jobs: int) -> int:
    """Put the files of the build kept in `kept` (incremental.last) back, if it was for `options`; how many it were.

    None where an output stands, and where not all can be put back or a file of another stands in the way: whatever
    fails here is left to the build that follows, which says what counts.
    """
    file, pack = built_file(cache, output), pack_file(cache, output)
    try:
        last = load_last(kept, options)
        if last is None:
            return 0
        with staged_output(output, protected=[Path(folder) for folder in last.folders]) as staged:
            _check_gone(staged)
            built = load_built(file)
            for path in _put_all_back(built, _Source(pack, staged.staging), content, jobs):
                staged.note(path, built.made[path].sha256)
    except (_Useless, CchcError, OSError):
        return 0
    with suppress(OSError):  # the files stand; the build looks at each
        write_built(file, replace(built, stamps=staged.stamps))
        outputs = list_output(output)
        if is_left(output, staged.stamps.manifest):
            keep_output(kept, last, outputs)
    return len(built.made)


def _check_gone(staged: StagedOutput) -> None:
    if staged.found.manifest is not None or staged.found.journal:
        raise _Useless


def _put_all_back(built: Built, source: _Source, content: Path, jobs: int) -> Iterable[str]:
    """Paths of the files of `built`, all put back; _Useless when some cannot be."""
    if not built.made or not are_plain(built.made.keys()):
        raise _Useless
    for path, made in built.made.items():
        source.wanted[made.sha256].append(path)
    packed, found = _unpack(source, jobs)
    missing = [path for path, made in built.made.items() if made.sha256 not in found]
    if not all(_copy(source, content / path, built.made[path].sha256) for path in missing):
        if packed != found:
            source.pack.unlink(missing_ok=True)  # it is damaged; the build makes another
        raise _Useless
    return built.made


def _unpack(source: _Source, jobs: int) -> tuple[set[str], set[str]]:
    """Hashes of the wanted files that are in the pack, and of those that were put back from it."""
    segments = list_segments(source.pack)
    with closing(Workers(jobs)) as workers:
        done = workers.spread(_put_back, source, segments, worth=_WORTH_A_PROCESS)
        found = {sha for hashes in done for sha in hashes}
    return {sha for segment in segments for sha, _ in segment.files if sha in source.wanted}, found


def _put_back(source: _Source, segments: Sequence[Segment]) -> list[list[str]]:
    return [[_write(source, sha, data) for sha, data in unpack(source.pack, segment, source.wanted.keys())]
            for segment in segments]


def _write(source: _Source, sha: str, data: bytes) -> str:
    """Write a file to every path that has its hash."""
    for path in source.wanted[sha]:
        target = source.target / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return sha


def _copy(source: _Source, file: Path, sha: str) -> bool:
    """Put a file of the content folder in its place; whether it is the one that was copied from there."""
    try:
        data = file.read_bytes()
    except OSError:
        return False
    same = hashlib.sha256(data).hexdigest() == sha
    if same:
        _write(source, sha, data)
    return same
