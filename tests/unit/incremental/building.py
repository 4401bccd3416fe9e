"""Two small sites to build one after the other, and what must hold afterwards."""

import hashlib
import os
from pathlib import Path

import pytest

from cchc.incremental.journal import JOURNAL_NAME
from cchc.incremental.plan import Commit
from cchc.incremental.transaction import StagedOutput, staged_output
from cchc.manifest import Manifest, load_manifest, verify_tree
from unit.incremental.faulty_disk import write_files

posix = pytest.mark.skipif(os.name == "nt", reason="needs links")

FIRST = {"index.html": "1", "giữ/trang.html": "same", "cũ/sâu/x.html": "old"}
SECOND = {"index.html": "2", "giữ/trang.html": "same", "mới/y.html": "new"}


def build(output: Path, files: dict[str, str], **options) -> Commit:
    with staged_output(output, **options) as staged:
        write_files(staged.staging, files)
    return staged.commit


def render_changes(staged: StagedOutput, files: dict[str, str]) -> None:
    """Keep the files that stand as they shall be; render the others and note their hashes."""
    for path, text in files.items():
        sha = hashlib.sha256(text.encode()).hexdigest()
        if staged.standing.get(path) == sha:
            staged.keep(path)
        else:
            write_files(staged.staging, {path: text})
            staged.note(path, sha)


def build_changes(output: Path, files: dict[str, str], **options) -> StagedOutput:
    """Build as the site does: what stands is kept, the rest rendered."""
    with staged_output(output, **options) as staged:
        render_changes(staged, files)
    return staged


def pages(output: Path) -> dict[str, str]:
    return {path: (output / path).read_text(encoding="utf-8") for path in load_manifest(output).files}


def assert_clean(output: Path) -> None:
    """Nothing but the output and its lock remains, and the manifest tells the truth."""
    assert {path.name for path in output.parent.iterdir()} <= {output.name, f".{output.name}.lock"}
    assert not (output / JOURNAL_NAME).exists()
    if output.exists():
        assert verify_tree(output, load_manifest(output) or Manifest({})) == []
