"""Put the last build's output back where it is gone, as on CI, which keeps the caches but not the output.

The files come from the pack (incremental.pack), and those that are copies from the content folder; each counts only
with the sha256 that the record of the build gives it. What is missing then is made by the build that follows.
"""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from cchc.incremental.built import built_file, load_built, write_built
from cchc.incremental.journal import JOURNAL_NAME
from cchc.incremental.last import keep_output, list_output, load_last
from cchc.incremental.pack import Segment, list_segments, pack_file, unpack
from cchc.incremental.transaction import staged_output
from cchc.manifest import MANIFEST_NAME, are_plain
from cchc.workers import Workers

_WORTH_A_PROCESS = 3  # segments
_Wanted = Mapping[str, Sequence[str]]  # paths by sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """Where files come from, and the folder they go to."""

    pack: Path
    target: Path
    wanted: _Wanted


def restore_output(kept: Path, options: str, *, content: Path, output: Path, cache: Path, jobs: int) -> int:
    """Put the files of the build kept in `kept` (incremental.last) back, if it was for `options`; how many it were.

    None where an output stands. Raises UsageError and EnvironmentFault as a build does.
    """
    if any(os.path.lexists(output / name) for name in (MANIFEST_NAME, JOURNAL_NAME)):
        return 0
    file = built_file(cache, output)
    last, built = load_last(kept, options), load_built(file)
    if last is None or not built.made or not are_plain(built.made.keys()):
        return 0
    wanted: dict[str, list[str]] = defaultdict(list)
    for path, made in built.made.items():
        wanted[made.sha256].append(path)
    protected = [Path(folder) for folder in last.folders]
    with staged_output(output, protected=protected) as staged:
        source = _Source(pack=pack_file(cache, output), target=staged.staging, wanted=wanted)
        found = {*_unpacked(source, jobs)}
        found |= {path for path in built.made.keys() - found if _copied(source, content, path, built.made[path].sha256)}
        for path in found:
            staged.note(path, built.made[path].sha256)
    with suppress(OSError):  # the files stand; the build looks at each
        write_built(file, replace(built, stamps=staged.stamps))
        if len(found) == len(built.made):
            keep_output(kept, last, list_output(output))
    return len(found)


def _unpacked(source: _Source, jobs: int) -> Iterator[str]:
    """Paths of the files that were put back from the pack."""
    with closing(Workers(jobs)) as workers:
        segments = list_segments(source.pack)
        for done in workers.spread(_put_back, source, segments, worth=_WORTH_A_PROCESS):
            yield from done


def _put_back(source: _Source, segments: Sequence[Segment]) -> list[list[str]]:
    return [[path for sha, data in unpack(source.pack, segment, source.wanted.keys())
             for path in _write(source, sha, data)] for segment in segments]


def _write(source: _Source, sha: str, data: bytes) -> Sequence[str]:
    """Write a file to every path that has its hash."""
    for path in source.wanted[sha]:
        target = source.target / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return source.wanted[sha]


def _copied(source: _Source, content: Path, path: str, sha: str) -> bool:
    """Whether the file stands in the content folder under the same path, and was copied from there."""
    try:
        data = (content / path).read_bytes()
    except OSError:
        return False
    same = hashlib.sha256(data).hexdigest() == sha
    if same:
        _write(source, sha, data)
    return same
