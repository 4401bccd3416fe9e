"""What a commit replaces, removes, refuses and leaves alone."""

import os
from pathlib import Path

import pytest

from cchc.errors import UsageError
from cchc.incremental.journal import JOURNAL_NAME
from cchc.incremental.transaction import staged_output
from cchc.manifest import MANIFEST_NAME
from unit.incremental.building import FIRST, SECOND, assert_clean, build, pages, posix
from unit.incremental.faulty_disk import picture, write_files


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"a": "file"}, {"a/b": "inside", "a/c/d": "deeper"}),
        ({"a/b": "inside", "a/c/d": "deeper"}, {"a": "file"}),
        ({"a/b": "1"}, {}),
        ({}, {"a": ""}),
        ({"Ảnh.JPG": "1"}, {"ảnh.jpg": "1"}),
    ],
    ids=["file to folder", "folder to file", "to nothing", "from nothing", "case only"],
)
def test_any_tree_can_follow_any_other(output: Path, before: dict[str, str], after: dict[str, str]):
    build(output, before)
    build(output, after)
    assert pages(output) == after
    assert {path for path in picture(output) if (output / path).is_file()} == {*after, MANIFEST_NAME}
    assert_clean(output)


@posix
def test_a_file_that_is_ours_under_another_case_is_renamed(output: Path):
    """Two hard links stand for one file on a disk that ignores case."""
    build(output, {"Hop.JPG": "1"})
    os.link(output / "Hop.JPG", output / "hop.jpg")
    commit = build(output, {"hop.jpg": "1"})
    assert (commit.added, commit.removed) == (("hop.jpg",), ("Hop.JPG",))
    assert pages(output) == {"hop.jpg": "1"}


@pytest.mark.parametrize("name", ["index.html", "mới", "mới/y.html", MANIFEST_NAME, JOURNAL_NAME])
def test_a_foreign_file_in_the_way_is_named_and_nothing_changes(output: Path, name: str):
    write_files(output, {name: "của người khác"})
    before = picture(output)
    with pytest.raises(UsageError, match=name.replace(".", r"\.")) as caught:
        build(output, SECOND)
    assert "inv clean" in str(caught.value)
    assert picture(output) == before


def test_a_foreign_file_is_in_the_way_even_beside_files_of_ours(output: Path):
    build(output, FIRST)
    write_files(output, {"mới/y.html": "của người khác"})
    before = picture(output)
    with pytest.raises(UsageError, match=r"y\.html"):
        build(output, SECOND)
    assert picture(output) == before


def test_a_foreign_folder_where_a_file_must_go_is_refused_unless_empty(output: Path):
    write_files(output, {"mới/y.html/rỗng/của tôi.txt": "x"})
    before = picture(output)
    with pytest.raises(UsageError, match=r"của tôi\.txt không do lần dựng trước tạo ra"):
        build(output, SECOND)
    assert picture(output) == before
    (output / "mới/y.html/rỗng/của tôi.txt").unlink()
    build(output, SECOND)
    assert pages(output) == SECOND


def test_foreign_files_elsewhere_are_never_deleted(output: Path):
    build(output, FIRST)
    write_files(output, {"google123.html": "x", "cũ/sâu/ghi chú.txt": "x"})
    build(output, SECOND)
    assert (output / "google123.html").exists()
    assert (output / "cũ/sâu/ghi chú.txt").exists()
    assert not (output / "cũ/sâu/x.html").exists()


@posix
def test_nothing_is_written_or_removed_through_a_linked_folder(output: Path, tmp_path: Path):
    build(output, {"cũ/x.html": "1", "index.html": "1"})
    write_files(tmp_path / "ngoài", {"x.html": "1"})
    (output / "cũ/x.html").unlink()
    (output / "cũ").rmdir()
    (output / "cũ").symlink_to(tmp_path / "ngoài")
    assert build(output, {"index.html": "1"}).removed == ()
    assert picture(tmp_path / "ngoài") == {"x.html": b"1"}
    with pytest.raises(UsageError, match="cũ"):
        build(output, {"cũ/x.html": "2"})
    assert picture(tmp_path / "ngoài") == {"x.html": b"1"}


@posix
def test_a_link_in_place_of_a_page_is_replaced_and_its_target_left_alone(output: Path, tmp_path: Path):
    build(output, FIRST)
    write_files(tmp_path, {"ngoài.html": "1"})
    (output / "index.html").unlink()
    (output / "index.html").symlink_to(tmp_path / "ngoài.html")
    assert build(output, FIRST).changed == ("index.html",)
    assert not (output / "index.html").is_symlink()
    assert (tmp_path / "ngoài.html").read_text(encoding="utf-8") == "1"


@posix
def test_a_link_among_the_rendered_files_is_refused(output: Path):
    with pytest.raises(UsageError), staged_output(output) as staged:
        (staged.staging / "x").symlink_to(output)
    assert not output.exists()
