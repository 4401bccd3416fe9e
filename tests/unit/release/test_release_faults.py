"""Failures and kills at every single step of publishing and going back."""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cchc.errors import EnvironmentFault
from cchc.manifest import Disk
from cchc.release.local import list_releases, publish_release, rollback_release
from cchc.release.record import Release
from support import clean_environment
from unit.incremental.faulty_disk import FaultyDisk, Killed
from unit.release.publishing import LinklessDisk, assert_tidy, build, online, publish

SWEPT = pytest.mark.parametrize("disk_type", [FaultyDisk, LinklessDisk])
STEPS = pytest.mark.parametrize(("count", "back"), [(0, False), (2, False), (2, True)])


def prepared(folder: Path, disk_type: type[FaultyDisk], count: int = 2) -> tuple[Path, Path]:
    """Copy a source with build "new" and a target with `count` releases, the last one "old"."""
    base = folder.parent / f"gốc {disk_type.__name__} {count}"
    if not base.exists():
        for number in range(count):
            text = "old" if number == count - 1 else number
            build(base / "dựng", text, pages=0)
            publish_release(base / "dựng", base / "chạy", keep=2, disk=disk_type())
        build(base / "dựng", "new", pages=0)
    shutil.copytree(base, folder, symlinks=True)
    return folder / "dựng", folder / "chạy"


def act(source: Path, target: Path, disk: Disk, *, back: bool) -> Release:
    return rollback_release(target, disk=disk) if back else publish_release(source, target, keep=2, disk=disk)


def count_steps(folder: Path, disk_type: type[FaultyDisk], count: int, *, back: bool) -> int:
    disk = disk_type()
    act(*prepared(folder, disk_type, count), disk, back=back)
    return disk.count


def attempt(source: Path, target: Path, disk: Disk, *, back: bool) -> str:
    """Act on a failing disk; return the message of the fault, empty when it went well all the same."""
    try:
        act(source, target, disk, back=back)
    except EnvironmentFault as error:
        return str(error)
    return ""


@SWEPT
@STEPS
def test_a_failure_at_any_step_leaves_one_whole_release_online_and_says_which(
    tmp_path: Path, disk_type: type[FaultyDisk], count: int, back: bool
):
    new = "0" if back else "new"
    for at in range(count_steps(tmp_path / "count", disk_type, count, back=back)):
        source, target = prepared(tmp_path / str(at), disk_type, count)
        disk = disk_type(at, lambda: OSError(errno.ENOSPC, "x", "y"))
        message = attempt(source, target, disk, back=back)
        done = not message or "đã lên" in message
        assert message or disk.names[at] in {"link", "remove_tree", "set_mode"}
        assert done or "Kết quả lần trước còn nguyên" in message, at
        assert online(target) == (new if done else "old" if count else None), (at, disk.names[at])
        if not done:
            act(source, target, disk_type(), back=back)
        assert online(target) == new
        publish(source, target, "last", disk_type(), keep=2)
        assert online(target) == "last"
        assert_tidy(target, linked=disk_type is FaultyDisk)


@SWEPT
@STEPS
def test_a_disk_that_fails_for_good_is_healed_by_the_next_publish(
    tmp_path: Path, disk_type: type[FaultyDisk], count: int, back: bool
):
    """Nothing can be undone or cleaned then; what is online is whole, or the message asks for another run."""
    for at in range(count_steps(tmp_path / "count", disk_type, count, back=back)):
        source, target = prepared(tmp_path / str(at), disk_type, count)
        disk = disk_type(at, lambda: OSError(errno.EROFS, "x"), forever=True)
        message = attempt(source, target, disk, back=back)
        before = "old" if count else None
        after = "0" if back else "new"
        missing = "chạy lại inv deploy ngay" in message
        assert online(target) == (None if missing else before if "còn nguyên" in message else after), at
        publish(source, target, "last", disk_type(), keep=2)
        assert online(target) == "last"
        assert_tidy(target, linked=disk_type is FaultyDisk)


@SWEPT
@STEPS
@pytest.mark.parametrize("after", [False, True])
def test_a_kill_at_any_step_is_healed_by_the_next_publish(
    tmp_path: Path, disk_type: type[FaultyDisk], count: int, back: bool, after: bool
):
    """With links `current` is whole at every moment; with folders at worst absent until the next run."""
    whole = {"new", "0", "old"} if count else {"new", None}
    for at in range(count_steps(tmp_path / "count", disk_type, count, back=back)):
        source, target = prepared(tmp_path / str(at), disk_type, count)
        with pytest.raises(Killed):
            act(source, target, disk_type(at, forever=True, after=after), back=back)
        assert online(target) in whole | ({None} if disk_type is not FaultyDisk else set()), at
        listed = [release.current for release in list_releases(target)]
        assert listed.count(True) == (online(target) is not None), at
        publish(source, target, "last", disk_type(), keep=2)
        assert online(target) == "last"
        assert_tidy(target, linked=disk_type is FaultyDisk)


KILLED_PUBLISH = """
import sys
from pathlib import Path
from cchc.release.local import publish_release
from unit.incremental.faulty_disk import DyingDisk
publish_release(Path(sys.argv[1]), sys.argv[2], keep=2, disk=DyingDisk(int(sys.argv[3])))
"""


@pytest.mark.parametrize("share", [0.2, 0.6, 0.9])
def test_a_process_that_dies_leaves_current_whole_and_no_lock(tmp_path: Path, share: float):
    source, target = prepared(tmp_path / "đang chạy", FaultyDisk)
    at = int(count_steps(tmp_path / "count", FaultyDisk, 2, back=False) * share)
    environment = clean_environment(PYTHONPATH=os.pathsep.join(sys.path), PYTHONUTF8="1")
    command = [sys.executable, "-c", KILLED_PUBLISH, str(source), str(target), str(at)]
    assert subprocess.run(command, env=environment, check=False).returncode == 9
    assert online(target) in {"old", "new"}
    publish_release(source, target, lock_timeout=0)
    publish(source, target, "last", lock_timeout=0)
    assert online(target) == "last"
    assert_tidy(target, linked=os.name != "nt")
