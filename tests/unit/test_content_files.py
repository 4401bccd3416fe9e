"""Every entry of a content folder is listed once, in one order, or refused; hidden ones and junk are left out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cchc.content_files import Refused, list_content


def fill(folder: Path, *paths: str) -> None:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("", encoding="utf-8")


def test_files_come_before_folders_each_by_name(tmp_path: Path) -> None:
    fill(tmp_path, "b.md", "a/z/1.md", "a/y.md", "a.md", "a/z/0.md", "đ/1", "B.md")
    assert list(list_content(tmp_path)) == ["B.md", "a.md", "b.md", "a/y.md", "a/z/0.md", "a/z/1.md", "đ/1"]


def test_hidden_entries_and_junk_are_left_out(tmp_path: Path) -> None:
    fill(tmp_path, ".git/a", ".a.md", "a/.b/c", "a/~$bai.docx", "a/Thumbs.DB", "a/desktop.ini", "a/c.md")
    assert list(list_content(tmp_path)) == ["a/c.md"]


def test_the_hidden_link_that_marks_an_open_file_is_left_out(tmp_path: Path) -> None:
    """Emacs makes one beside every file that is being edited; it leads nowhere."""
    fill(tmp_path, "a.md")
    (tmp_path / ".#a.md").symlink_to("người@máy.123")
    assert list(list_content(tmp_path)) == ["a.md"]


def test_links_are_refused_not_followed(tmp_path: Path) -> None:
    fill(tmp_path, "a/b.md")
    (tmp_path / "folder").symlink_to(tmp_path / "a")
    (tmp_path / "a/file.md").symlink_to(tmp_path / "a/b.md")
    (tmp_path / "gone.md").symlink_to("không có")
    refused = {Refused(path, "lien-ket-tuong-trung") for path in ("folder", "a/file.md", "gone.md")}
    found = list(list_content(tmp_path))
    assert {item for item in found if isinstance(item, Refused)} == refused
    assert [item for item in found if isinstance(item, str)] == ["a/b.md"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_refused_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    assert list(list_content(tmp_path)) == [Refused("a.md", "khong-doc-duoc", "không phải tệp thường")]


def test_a_folder_that_cannot_be_listed_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, "a/b.md", "c.md", "d/e.md")
    scan = os.scandir

    def refuse(folder: str | Path) -> object:
        if str(folder).endswith("a"):
            raise PermissionError(13, "Permission denied", str(folder))
        return scan(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    found = list(list_content(tmp_path))
    assert [item for item in found if isinstance(item, str)] == ["c.md", "d/e.md"]
    (refused,) = (item for item in found if isinstance(item, Refused))
    assert (refused.path, refused.code) == ("a", "khong-doc-duoc")
    assert refused.reason


def test_a_name_that_is_not_utf_8_is_listed(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.md"
    with open(name, "wb"):  # noqa: PTH123 - a Path has no bytes
        assert list(list_content(tmp_path)) == ["\udcff.md"]
