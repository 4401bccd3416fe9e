"""The intent of a commit, kept in the output while it is under way.

It names the files that the build moves into the output and its working folder, so that the next build can undo a
killed one. Files that are kept as they stand are not among them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from cchc.manifest import Manifest, format_manifest, parse_manifest

JOURNAL_NAME = ".manifest.next.json"


@dataclass(frozen=True, slots=True)
class Area:
    """The working folder of one build, beside the output and on its file system."""

    root: Path

    @property
    def tree(self) -> Path:
        """What the build renders; a file that was moved into the output is no longer here."""
        return self.root / "tree"

    @property
    def backup(self) -> Path:
        """What the commit took out of the output."""
        return self.root / "backup"

    @property
    def journal(self) -> Path:
        """The journal before it is moved into the output."""
        return self.root / JOURNAL_NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """The files that the commit under way moves into the output, and the name of its working folder."""

    new: Manifest
    staging: str


def area_prefix(output: Path) -> str:
    """How the names of all working folders of `output` begin."""
    return f".{output.name}.staging-"


def load_journal(output: Path) -> Journal | None:
    """Read the journal standing in `output`; None when absent, damaged or foreign. Raises OSError."""
    place = output / JOURNAL_NAME
    if not place.is_file():
        return None
    data = place.read_bytes()
    new = parse_manifest(data)
    if new is None:
        return None
    staging = json.loads(data).get("staging")
    if not isinstance(staging, str) or Path(staging).name != staging:
        return None
    return Journal(new=new, staging=staging) if staging.startswith(area_prefix(output)) else None


def format_journal(journal: Journal) -> bytes:
    """Write the journal as canonical JSON."""
    return format_manifest(journal.new, staging=journal.staging)
