"""The last build as a whole: whether anything it was made from, or made, has changed since; asked before building.

The question is answered by stamps alone (incremental.stamps), so that `inv build` with nothing to do reads no file and
imports neither Pelican nor Markdown. Whatever is not certain is answered with yes: then the build looks for itself.
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
from cchc.manifest import hash_file, replace_file
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
    """The last build, how its inputs stand now, and which of them changed since, by absolute path."""

    last: LastBuild
    inputs: Listing
    changed: tuple[str, ...]


def look_back(file: Path, options: str, output: Path, moment: datetime) -> Looked | None:
    """The last build kept in `file`, for the same options, at a moment it stands for, its output untouched; else None.

    Where nothing `changed`, the same build now would be equal to it to the last byte. None as well when files came or
    went.
    """
    last = _load(file)
    if last is None or last.options != options or not last.start <= moment.isoformat() < last.end:
        return None
    try:
        inputs, outputs = list_inputs(last.folders, last.files), list_output(output)
        if stamps_digest(outputs.stamps) != last.outputs:
            return None
        changed = {path for path, sha in last.unproven.items() if _hash(path, inputs, outputs) != sha}
        if stamps_digest(inputs.stamps) != last.inputs:
            changed |= _changed(file, last, inputs)
    except (OSError, LookupError):
        return None
    return Looked(last=last, inputs=inputs, changed=tuple(sorted(changed))) if changed <= inputs.stamps.keys() else None


def _changed(file: Path, last: LastBuild, inputs: Listing) -> set[str]:
    """Inputs with another stamp than the last build's; LookupError when that is not known, or other files are there."""
    record = parse_record(open_sealed(_inputs_beside(file)) or "")
    if record is None or record.manifest != last.inputs or record.stamps.keys() != inputs.stamps.keys():
        raise LookupError
    return {path for path, stamp in inputs.stamps.items() if stamp != record.stamps[path]}


def _inputs_beside(file: Path) -> Path:
    return file.with_name(f"{file.stem}-inputs.json")


def _hash(path: str, *listings: Listing) -> str:
    known = next((found for listing in listings if (found := listing.unproven.get(path)) is not None), None)
    return hash_file(Path(path)) if known is None else known


def keep_last(file: Path, last: LastBuild, inputs: Listing, output: Path) -> None:
    """Keep `last` with what its inputs were before it began and what its output is now. Raises OSError."""
    outputs = list_output(output)
    whole = replace(
        last, inputs=stamps_digest(inputs.stamps), outputs=stamps_digest(outputs.stamps),
        unproven={**inputs.unproven, **outputs.unproven},
    )
    document = {"schema": _SCHEMA, **{name: getattr(whole, name) for name in LastBuild.__slots__}}
    file.parent.mkdir(parents=True, exist_ok=True)
    listing = StampRecord(manifest=whole.inputs, stamps=inputs.stamps)
    replace_file(_inputs_beside(file), seal(format_record(listing)))
    replace_file(file, seal(json.dumps(document, ensure_ascii=False)))


def _load(file: Path) -> LastBuild | None:
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
    return last if all(type(item) is str for item in texts) else None
