"""What the last build of an output was made from: kept beside the caches, so that the next build makes only the rest.

It is a claim about fingerprints and hashes, never a source of bytes: a file is left alone only when it also stands in
the output with the hash of the manifest, and put back (incremental.restore) only with its own hash. A record that is
damaged, foreign or missing costs time only.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from cchc.incremental.stamps import StampRecord, format_record, parse_record
from cchc.manifest import replace_file
from cchc.sealed import open_sealed, seal

_FOLDER = "builds"
_SCHEMA = "cchc.built/1"


class Made(NamedTuple):
    """A file of the output: the fingerprint of what it was made from, and the sha256 of its bytes."""

    fingerprint: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """`made` by output path; `stamps` of the whole output, None when not known."""

    made: Mapping[str, Made] = field(default_factory=dict)
    stamps: StampRecord | None = None


def built_file(cache: Path, output: Path, suffix: str = "") -> Path:
    """Where the record of the output folder is kept."""
    name = hashlib.sha256(str(output.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:20]
    return cache / _FOLDER / f"{name}{suffix}.json"


def load_built(file: Path) -> Built:
    """The record kept in `file`; an empty one when there is none that can be trusted."""
    text = open_sealed(file)
    if text is None:
        return Built()
    head, _, stamps = text.partition("\n")
    try:
        document = json.loads(head)
        if document["schema"] != _SCHEMA:
            return Built()
        columns = [document[name] for name in ("paths", "fingerprints", "hashes")]
        if any(type(item) is not str for column in columns for item in column):
            return Built()
        paths, fingerprints, hashes = columns
        made = dict(zip(paths, map(Made._make, zip(fingerprints, hashes, strict=True)), strict=True))
    except (ValueError, TypeError, KeyError, RecursionError):
        return Built()
    return Built(made=made, stamps=parse_record(stamps) if stamps else None)


def write_built(file: Path, built: Built) -> None:
    """Keep a record. Raises OSError."""
    fingerprints, hashes = zip(*built.made.values(), strict=True) if built.made else ((), ())
    document = {"schema": _SCHEMA, "paths": list(built.made), "fingerprints": fingerprints, "hashes": hashes}
    stamps = format_record(built.stamps) if built.stamps else ""
    file.parent.mkdir(parents=True, exist_ok=True)
    replace_file(file, seal(f"{json.dumps(document, separators=(',', ':'))}\n{stamps}"))
