"""Files whose names promise another type."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc.checks.file_kinds import check_kinds

FILLING = b"0" * 100


@pytest.mark.parametrize(("name", "data"), [
    ("a.pdf", b"%PDF-1.7" + FILLING), ("a.pdf", b"\xef\xbb\xbf\n%PDF-1.4" + FILLING), ("a.mp3", b"ID3\x04" + FILLING),
    ("a.mp3", b"\xff\xfb\x90" + FILLING), ("a.docx", b"PK\x03\x04" + FILLING), ("a.txt", FILLING), ("a.doc", FILLING),
    ("a.pdf", b"ch\xe1\xbb\x97"),
])
def test_a_file_that_begins_as_its_type_does_or_is_not_there_yet_is_right(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert list(check_kinds(tmp_path, [name])) == []


@pytest.mark.parametrize(("name", "data"), [
    ("a.pdf", FILLING), ("a.mp3", b"%PDF-1.7" + FILLING), ("a.xlsx", b"\xd0\xcf\x11\xe0" + FILLING), ("a.zip", FILLING),
])
def test_a_file_of_another_type_is_a_warning_at_the_file(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    (problem,) = check_kinds(tmp_path, [name])
    assert (problem.path, problem.code, problem.severity) == (name, "tep-khac-duoi", "warning")
    assert name.rpartition(".")[2] in problem.message
