"""Files that commands make: whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from cchc.cli import files
from cchc.errors import EnvironmentFault, UsageError


def left(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_document_that_differs_is_kept_under_another_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What an officer wrote in a report is not lost when the report is made again."""
    target = tmp_path / "bao-cao.docx"
    for data in (b"one", b"one", b"two", b"three"):
        files.write_file(target, data)
    assert left(tmp_path) == {"bao-cao.docx": b"three", "bao-cao-truoc-1.docx": b"one", "bao-cao-truoc-2.docx": b"two"}
    assert capsys.readouterr().err.count("bản trước được giữ ở") == 2


def test_a_package_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"old")
    with files.whole_file(tmp_path / "a.zip") as stream:
        stream.write(b"new")
    assert left(tmp_path) == {"a.zip": b"new"}


def test_what_fails_half_way_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), files.whole_file(tmp_path / "a.zip") as stream:
        stream.write(b"half" * (1 // len(b"")))
    assert left(tmp_path) == {"a.zip": b"old"}


def test_a_full_disk_is_told_in_a_sentence(tmp_path: Path) -> None:
    told = r"Không ghi tệp được: hết dung lượng đĩa \(.*a\.zip\)"
    with pytest.raises(EnvironmentFault, match=told), files.whole_file(tmp_path / "a.zip"):
        raise OSError(28, "No space left on device")
    assert left(tmp_path) == {}


def test_a_missing_folder_is_told_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="không có thư mục"):
        files.write_file(tmp_path / "none" / "a.docx", b"")
    with pytest.raises(EnvironmentFault, match="Không tạo sổ được: không có thư mục"):
        files.write_new_file(tmp_path / "none" / "a.xlsx", b"", doing="tạo sổ", make_folder=False)


def test_a_new_file_is_never_written_over_another(tmp_path: Path) -> None:
    target = tmp_path / "so-theo-doi" / "2024.xlsx"
    files.write_new_file(target, b"first", doing="tạo sổ", make_folder=True)
    with pytest.raises(UsageError, match="không ghi đè"):
        files.write_new_file(target, b"second", doing="tạo sổ", make_folder=True)
    assert left(target.parent) == {"2024.xlsx": b"first"}


def test_nor_where_the_disk_knows_no_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_paths: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    target = tmp_path / "2024.yaml"
    files.write_new_file(target, b"first", doing="ghi", make_folder=False)
    with pytest.raises(UsageError, match="không ghi đè"):
        files.write_new_file(target, b"second", doing="ghi", make_folder=False)
    assert left(tmp_path) == {"2024.yaml": b"first"}


def test_the_file_has_the_permissions_of_an_ordinary_one(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        files.write_file(tmp_path / "a.docx", b"")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.docx").stat().st_mode) == (0o640 if os.name == "posix" else 0o666)
