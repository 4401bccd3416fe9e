"""Two small sites to build one after the other, and what must hold afterwards."""

import os
from pathlib import Path

import pytest

from cchc.incremental.journal import JOURNAL_NAME
from cchc.incremental.plan import Commit
from cchc.incremental.transaction import staged_output
from cchc.manifest import Manifest, load_manifest, verify_tree
from unit.incremental.faulty_disk import write_files

posix = pytest.mark.skipif(os.name == "nt", reason="needs links")

FIRST = {"index.html": "1", "giữ/trang.html": "same", "cũ/sâu/x.html": "old"}
SECOND = {"index.html": "2", "giữ/trang.html": "same", "mới/y.html": "new"}


def build(output: Path, files: dict[str, str], **options) -> Commit:
    with staged_output(output, **options) as staged:
        write_files(staged.staging, files)
    return staged.commit


def pages(output: Path) -> dict[str, str]:
    return {path: (output / path).read_text(encoding="utf-8") for path in load_manifest(output).files}


def assert_clean(output: Path) -> None:
    """Nothing but the output and its lock remains, and the manifest tells the truth."""
    assert {path.name for path in output.parent.iterdir()} <= {output.name, f".{output.name}.lock"}
    assert not (output / JOURNAL_NAME).exists()
    if output.exists():
        assert verify_tree(output, load_manifest(output) or Manifest({})) == []
