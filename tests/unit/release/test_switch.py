"""The folder that is served: foreign, missing, link or folder."""

import os
from pathlib import Path

import pytest

from cchc.errors import UsageError
from cchc.manifest import DISK
from cchc.release.local import rollback_release
from unit.incremental.faulty_disk import FaultyDisk, picture, write_files
from unit.release.publishing import LinklessDisk, assert_tidy, everywhere, online, posix, publish


@pytest.mark.parametrize("name", ["current", "current.next", "current.old"])
@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_a_foreign_current_is_neither_replaced_nor_removed(source: Path, target: Path, name: str, kind: str):
    target.mkdir(parents=True)
    if kind == "link" and os.name == "nt":
        pytest.skip("needs links")
    if kind == "link":
        (target / name).symlink_to(source)
    else:
        write_files(target, {name if kind == "file" else f"{name}/index.html": "x"})
    before = picture(target)
    with pytest.raises(UsageError, match="không do inv deploy tạo ra"):
        publish(source, target, 1)
    after = picture(target)
    assert {path: after[path] for path in before} == before
    assert set(after) - set(before) <= {"releases", ".lock"}


@everywhere
def test_when_the_current_release_is_gone_the_next_publish_still_works(
    source: Path, target: Path, disk_type: type[FaultyDisk]
):
    release = publish(source, target, 1, disk_type())
    DISK.remove_tree(target / "releases" / release.id)
    publish(source, target, 2, disk_type())
    assert online(target) == "2"
    assert_tidy(target, linked=disk_type is FaultyDisk)


@posix
def test_a_target_may_change_from_links_to_folders_and_stays_so(source: Path, target: Path):
    publish(source, target, 1)
    publish(source, target, 2, LinklessDisk())
    assert_tidy(target, linked=False)
    publish(source, target, 3)
    assert_tidy(target, linked=False)
    rollback_release(target)
    assert online(target) == "2"
