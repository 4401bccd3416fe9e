"""Sites to publish, disks without links, and what a target must look like afterwards."""

import errno
import json
import os
from pathlib import Path

import pytest

from cchc.incremental.transaction import staged_output
from cchc.manifest import DISK, Disk, load_manifest, verify_tree
from cchc.release.local import list_releases, publish_release
from cchc.release.record import Release
from unit.incremental.faulty_disk import FaultyDisk, write_files


class LinklessDisk(FaultyDisk):
    """A disk that makes no symbolic links, as on Windows and some network drives."""

    code = 0

    def symlink(self, text: str, link: Path) -> None:
        """Refuse."""
        if self.code:
            raise OSError(self.code, "no links", link)
        raise NotImplementedError(text)


class ForbiddenDisk(LinklessDisk):
    """The same, reported by the system."""

    code = errno.EPERM


posix = pytest.mark.skipif(os.name == "nt", reason="needs links")
everywhere = pytest.mark.parametrize("disk_type", [FaultyDisk, LinklessDisk, ForbiddenDisk])


def site(text: object, pages: int = 3) -> dict[str, str]:
    """Make a site with one post that says `text`, and pages that never change."""
    return {"bai-viet/2024/tin/index.html": f"{text}", "tep/đề án.pdf": "same"} | {
        f"trang/{number}.html": f"trang {number}" for number in range(pages)
    }


def build(source: Path, text: object, pages: int = 3) -> None:
    with staged_output(source) as staged:
        write_files(staged.staging, site(text, pages))


def publish(source: Path, target: Path, text: object, disk: Disk = DISK, **options) -> Release:
    build(source, text)
    return publish_release(source, target, disk=disk, **options)


def online(target: Path) -> str | None:
    """Tell what a reader sees, after checking that it is whole; None when nothing is online."""
    current = target / "current"
    if not current.exists():
        return None
    manifest = load_manifest(current)
    assert verify_tree(current, manifest) == []
    return (current / "bai-viet/2024/tin/index.html").read_text(encoding="utf-8")


def numbers(target: Path) -> list[int]:
    return [int(release.id[:6]) for release in list_releases(target)]


def assert_tidy(target: Path, *, linked: bool) -> None:
    """Only the releases of the list, the record, current and the lock are there."""
    listed = list_releases(target)
    assert {path.name for path in target.iterdir()} == {"releases", "current", ".lock"}
    assert {path.name for path in (target / "releases").iterdir()} == {r.id for r in listed} | {"releases.json"}
    assert (target / "current").is_symlink() == linked
    assert [release.current for release in listed].count(True) == 1
    record = json.loads((target / "releases/releases.json").read_text(encoding="utf-8"))
    assert record["releases"] == [{"id": r.id, "digest": r.digest, "pages": r.pages} for r in listed]
    assert record["current"] == next(release.id for release in listed if release.current)
    for release in listed:
        assert verify_tree(target / "releases" / release.id, load_manifest(target / "releases" / release.id)) == []
