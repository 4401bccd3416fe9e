"""Release folders: their ids, what they share, what is checked."""

import errno
import os
from pathlib import Path

import pytest

from cchc.errors import EnvironmentFault
from cchc.manifest import Disk, load_manifest
from cchc.release.local import publish_release
from unit.incremental.faulty_disk import FaultyDisk
from unit.release.publishing import assert_tidy, everywhere, online, posix, publish


def test_ids_sort_and_follow_from_the_content(source: Path, target: Path, tmp_path: Path):
    ids = [publish(source, target, number).id for number in (1, 2, 1)]
    assert ids == sorted(ids)
    assert [ids[0][7:], ids[1][7:]] == [ids[2][7:], load_manifest(target / "releases" / ids[1]).digest[:12]]
    assert publish(source, tmp_path / "khác", 1).id == ids[0]


@everywhere
def test_unchanged_files_are_shared_with_the_release_before(source: Path, target: Path, disk_type: type[FaultyDisk]):
    first = publish(source, target, 1, disk_type())
    second = publish(source, target, 2, disk_type())
    one, two = (target / "releases" / release.id for release in (first, second))
    assert (one / "tep/đề án.pdf").samefile(two / "tep/đề án.pdf")
    assert not (one / "bai-viet/2024/tin/index.html").samefile(two / "bai-viet/2024/tin/index.html")
    assert not (source / "tep/đề án.pdf").samefile(two / "tep/đề án.pdf")


def test_a_damaged_file_of_the_release_before_is_not_shared(source: Path, target: Path):
    first = publish(source, target, 1)
    (target / "releases" / first.id / "tep/đề án.pdf").write_text("hỏng", encoding="utf-8")
    publish(source, target, 2)
    assert online(target) == "2"


def test_where_hard_links_fail_files_are_copied(source: Path, target: Path):
    class Copying(Disk):
        def link(self, source: Path, target: Path) -> None:
            raise OSError(errno.EXDEV, "x", source, target)

    first, second = publish(source, target, 1, Copying()), publish(source, target, 2, Copying())
    one, two = (target / "releases" / release.id / "tep/đề án.pdf" for release in (first, second))
    assert not one.samefile(two)
    assert online(target) == "2"


def test_a_source_that_changes_while_it_is_copied_is_noticed(source: Path, target: Path):
    publish(source, target, 1)

    class Meddling(Disk):
        def copy(self, source: Path, target: Path) -> None:
            super().copy(source, target)
            target.write_text("khác", encoding="utf-8")

    with pytest.raises(EnvironmentFault, match="đọc lại thấy khác bai-viet"):
        publish(source, target, 2, Meddling())
    assert online(target) == "1"
    publish_release(source, target)
    assert_tidy(target, linked=os.name != "nt")


@posix
@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_released_files_can_be_read_by_the_web_server_whatever_the_umask(source: Path, target: Path, umask: int):
    old = os.umask(umask)
    try:
        publish(source, target, 1)
        publish(source, target, 2)
    finally:
        os.umask(old)
    entries = [target, target / "releases", *(target / "current").resolve().rglob("*")]
    assert {path.stat().st_mode & 0o777 for path in entries if path.is_dir()} == {0o755}
    assert {path.stat().st_mode & 0o777 for path in entries if path.is_file()} == {0o644}
