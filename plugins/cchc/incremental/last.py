"""The last build as a whole: whether anything it was made from, or made, has changed since; asked before building.

The question is answered by stamps (incremental.stamps), and a file is read only where its stamp is another, so that
`inv build` with nothing to do imports neither Pelican nor Markdown. Whatever is not certain is answered with yes: then
the build looks for itself.
"""

from __future__ import annotations

import errno
import json
import os
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from cchc.incremental.stamps import (
    Stamp,
    StampRecord,
    format_record,
    parse_record,
    read_stamps,
    stamps_digest,
    take_stamp,
    trusted,
)
from cchc.manifest import MANIFEST_NAME, hash_file, replace_file
from cchc.sealed import open_sealed, seal

_SCHEMA = "cchc.last/1"
_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Stamps of files by absolute path; `unproven` is the sha256 of those that a stamp does not prove unchanged."""

    stamps: Mapping[str, Stamp]
    unproven: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LastBuild:
    """A build that came to its end. It stands for every moment from `start` up to `end` (ISO 8601).

    `options` are what it was asked for, `folders` and `files` what it read beside the code. `inputs` and
    `outputs` are hashes of listings, `unproven` the sha256 of files that these listings do not prove. `warnings` is
    what it said of the content, `summary` what it was.
    """

    options: str
    folders: tuple[str, ...]
    files: tuple[str, ...]
    start: str
    end: str
    warnings: str
    summary: str
    inputs: str = ""
    outputs: str = ""
    unproven: Mapping[str, str] = field(default_factory=dict)


def list_inputs(folders: Iterable[str], files: Iterable[str]) -> Listing:
    """All that a build is made from: `folders`, the code of this package, and further `files`.

    Raises OSError, also for a link: its stamp says nothing of what it leads to.
    """
    read_at = time.time_ns()
    stamps: dict[str, Stamp] = {}
    for folder in (*folders, str(_PACKAGE)):
        found = read_stamps(Path(folder))
        stamps |= {f"{folder}/{path}": stamp for path, stamp in found.items() if "__pycache__/" not in path}
    stamps |= {file: take_stamp(file) for file in files if os.path.lexists(file)}
    other = next((path for path, stamp in stamps.items() if not stamp.is_file), None)
    if other is not None:
        raise OSError(errno.EINVAL, "not a plain file", other)
    return _listing(stamps, read_at)


def list_output(output: Path) -> Listing:
    """All that stands in the output. Raises OSError."""
    read_at = time.time_ns()
    return _listing({f"{output}/{path}": stamp for path, stamp in read_stamps(output).items()}, read_at)


def list_again(before: Listing, paths: Iterable[str]) -> Listing:
    """The listing `before`, of which a build has since written the files at `paths` alone. Raises OSError."""
    read_at = time.time_ns()
    fresh = _listing({path: take_stamp(path) for path in paths}, read_at)
    others = {path: sha for path, sha in before.unproven.items() if path not in fresh.stamps}
    return Listing(stamps={**before.stamps, **fresh.stamps}, unproven={**others, **fresh.unproven})


def is_left(output: Path, manifest: str) -> bool:
    """Whether the output is still that of the build whose manifest has this sha256, and no other was as fast.

    To be asked after a listing of the output that is to be kept as that build's. Raises OSError.
    """
    return hash_file(output / MANIFEST_NAME) == manifest


def _listing(stamps: Mapping[str, Stamp], read_at: int) -> Listing:
    doubtful = {path: stamp for path, stamp in stamps.items() if not trusted(stamp, read_at)}
    hashes = {path: hash_file(Path(path)) if stamp.is_file else "" for path, stamp in doubtful.items()}
    return Listing(stamps=stamps, unproven=hashes)


def packages() -> list[str]:
    """Names of the installed distributions with their versions, and of the Python that runs them."""
    found = {entry for place in sys.path if place.endswith("-packages") for entry in _names(place)}
    return [sys.version, *sorted(name for name in found if name.endswith((".dist-info", ".egg-info")))]


def _names(folder: str) -> Sequence[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 - a Path costs more than the call
    except OSError:
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """The last build, how its inputs and its output stand now, and which inputs changed since, by absolute path.

    `hashes` of the inputs are known where some have another stamp than before, be it with the same bytes.
    """

    last: LastBuild
    inputs: Listing
    outputs: Listing
    changed: tuple[str, ...]
    hashes: Mapping[str, str] | None


def look_back(file: Path, options: str, output: Path, moment: datetime) -> Looked | None:
    """The last build kept in `file`, for the same options, at a moment it stands for, its output untouched; else None.

    Where nothing `changed`, the same build now would be equal to it to the last byte. None as well when files came or
    went.
    """
    last = load_last(file, options)
    if last is None or not last.start <= moment.isoformat() < last.end:
        return None
    try:
        inputs, outputs = list_inputs(last.folders, last.files), list_output(output)
        if stamps_digest(outputs.stamps) != last.outputs:
            return None
        changed = {path for path, sha in last.unproven.items() if _hash(path, inputs, outputs) != sha}
        hashes = None
        if stamps_digest(inputs.stamps) != last.inputs:
            known, proven = _load_inputs(file)
            touched = _hash_touched(known, last, inputs)
            hashes = {**proven, **touched}
            before = {**proven, **last.unproven}
            changed |= {path for path, sha in touched.items() if before.get(path) != sha}
            hashes |= {path: _hash(path, inputs) for path in last.unproven if path in inputs.stamps}
    except (OSError, LookupError):
        return None
    if not changed <= inputs.stamps.keys():
        return None
    return Looked(last=last, inputs=inputs, outputs=outputs, changed=tuple(sorted(changed)), hashes=hashes)


def _hash_touched(known: StampRecord | None, last: LastBuild, inputs: Listing) -> dict[str, str]:
    """The sha256 of the inputs with another stamp than the last build's: all, where they were checked out anew.

    LookupError when that is not known, or when other files are there.
    """
    if known is None or known.manifest != last.inputs or known.stamps.keys() != inputs.stamps.keys():
        raise LookupError
    return {path: _hash(path, inputs) for path, stamp in inputs.stamps.items() if stamp != known.stamps[path]}


def _load_inputs(file: Path) -> tuple[StampRecord | None, dict[str, str]]:
    """Stamps of the inputs of the last build kept in `file`, and hashes of those that stamps prove, as far as known."""
    stamps, _, hashes = (open_sealed(_inputs_beside(file)) or "").partition("\n")
    try:
        known = dict(json.loads(hashes))
    except (ValueError, TypeError, RecursionError):
        known = {}
    return parse_record(stamps), known


def _inputs_beside(file: Path) -> Path:
    return file.with_name(f"{file.stem}-inputs.json")


def _hash_inputs(file: Path, inputs: Listing) -> dict[str, str]:
    """The sha256 of every input as it was listed; one that changed since is left out."""
    known, hashes = _load_inputs(file)
    found = dict(inputs.unproven)
    for path, stamp in inputs.stamps.items():
        if path in found:
            continue
        if known is not None and path in hashes and known.stamps.get(path) == stamp:
            found[path] = hashes[path]
            continue
        sha = hash_file(Path(path))
        if take_stamp(path) == stamp:
            found[path] = sha
    return found


def _hash(path: str, *listings: Listing) -> str:
    known = next((found for listing in listings if (found := listing.unproven.get(path)) is not None), None)
    return hash_file(Path(path)) if known is None else known


def keep_last(
    file: Path, last: LastBuild, inputs: Listing, outputs: Listing, hashes: Mapping[str, str] | None = None
) -> None:
    """Keep `last` with what its inputs were before it began and what its output is now. Raises OSError.

    `hashes` of the inputs are found here if they are not given.
    """
    digest = stamps_digest(inputs.stamps)
    listing = format_record(StampRecord(manifest=digest, stamps=inputs.stamps))
    found = hashes or _hash_inputs(file, inputs)
    proven = {path: sha for path, sha in found.items() if path not in inputs.unproven}
    file.parent.mkdir(parents=True, exist_ok=True)
    replace_file(_inputs_beside(file), seal(listing + json.dumps(proven, separators=(",", ":"))))
    keep_output(file, replace(last, inputs=digest, unproven=inputs.unproven), outputs)


def keep_output(file: Path, last: LastBuild, outputs: Listing) -> None:
    """Keep `last` with what its output is now, all else as it was. Raises OSError."""
    unproven = {path: sha for path, sha in last.unproven.items() if path not in outputs.stamps}
    whole = replace(last, outputs=stamps_digest(outputs.stamps), unproven={**unproven, **outputs.unproven})
    document = {"schema": _SCHEMA, **{name: getattr(whole, name) for name in LastBuild.__slots__}}
    replace_file(file, seal(json.dumps(document, ensure_ascii=False)))


def load_last(file: Path, options: str) -> LastBuild | None:
    """The build kept in `file`, if it was for the same options; None when there is none that can be trusted."""
    text = open_sealed(file)
    if text is None:
        return None
    try:
        document = json.loads(text)
        if document.pop("schema") != _SCHEMA:
            return None
        last = LastBuild(**{**document, **{name: tuple(document[name]) for name in ("folders", "files")}})
        texts = [last.options, last.inputs, last.outputs, last.start, last.end, last.warnings, last.summary]
        texts += [*last.folders, *last.files, *last.unproven, *last.unproven.values()]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return last if last.options == options and all(type(item) is str for item in texts) else None
