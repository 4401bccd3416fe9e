"""Failures and kills at every single step of a commit."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cchc.errors import EnvironmentFault
from cchc.incremental.journal import JOURNAL_NAME
from cchc.incremental.transaction import staged_output
from cchc.manifest import DISK, Disk, load_manifest, verify_tree
from support import clean_environment
from unit.incremental.building import render_changes
from unit.incremental.faulty_disk import FaultyDisk, Killed, picture, write_files

OLD = {
    "index.html": "1",
    "kept/page.html": "same",
    "gone/deep/x.html": "old",
    "swap/a.html": "1",
    "file": "1",
}
NEW = {"index.html": "2", "kept/page.html": "same", "tin tức/y.html": "new", "swap": "2", "file/b.html": "2"}
FOREIGN = {"robots-của-cổng.txt": "x", "gone/note.txt": "x"}


def build(output: Path, files: dict[str, str], disk: Disk = DISK, kind: str = "old") -> None:
    """Build by staging all files or, of the kind "partial", only those that do not stand in the output."""
    with staged_output(output, disk=disk) as staged:
        if kind == "partial":
            render_changes(staged, files)
        else:
            write_files(staged.staging, files)


def prepare(folder: Path, kind: str) -> Path:
    """Make the output before the build under test: none, an empty folder, or one of ours with foreign files in it."""
    output = folder / "kết quả"
    if kind == "empty":
        output.mkdir(parents=True)
    if kind in {"old", "partial"}:
        build(output, OLD)
        write_files(output, FOREIGN)
    return output


def expected(folder: Path, kind: str) -> dict[str, bytes | str]:
    """Picture the output after an undisturbed build of NEW that stages all files."""
    output = prepare(folder, kind)
    build(output, NEW)
    return picture(output)


def count_steps(folder: Path, kind: str) -> int:
    disk = FaultyDisk()
    build(prepare(folder, kind), NEW, disk, kind)
    return disk.count


@pytest.fixture(params=["none", "empty", "old", "partial"])
def kind(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES])
def test_a_failure_at_any_step_leaves_the_output_byte_identical(tmp_path: Path, kind: str, code: int):
    steps = count_steps(tmp_path / "count", kind)
    assert steps > 10
    for at in range(steps - 1):
        output = prepare(tmp_path / str(at), kind)
        before = picture(output)
        with pytest.raises(EnvironmentFault, match="Kết quả lần trước còn nguyên"):
            build(output, NEW, FaultyDisk(at, lambda: OSError(code, "đĩa", "tệp")), kind)
        assert picture(output) == before, at
        assert output.exists() == (kind != "none")
        assert not list(output.parent.glob(".*staging*")), at


def test_only_the_final_cleaning_may_fail_unnoticed(tmp_path: Path, kind: str):
    output = prepare(tmp_path, kind)
    disk = FaultyDisk(count_steps(tmp_path / "count", kind) - 1, lambda: OSError(errno.EACCES, "x"))
    build(output, NEW, disk, kind)
    assert disk.names[-1] == "remove_tree"
    assert picture(output) == expected(tmp_path / "expected", kind)
    build(output, NEW, kind=kind)
    assert len(list(output.parent.iterdir())) == len({output, "lock", tmp_path / "count", tmp_path / "expected"})


def test_a_disk_that_never_recovers_is_healed_by_the_next_build(tmp_path: Path, kind: str):
    """Even when the undoing fails too: the fault is reported, the next build starts from the old output."""
    clean = expected(tmp_path / "expected", kind)
    for at in range(count_steps(tmp_path / "count", kind) - 1):
        output = prepare(tmp_path / str(at), kind)
        before = picture(output)
        with pytest.raises(EnvironmentFault) as caught:
            build(output, NEW, FaultyDisk(at, lambda: OSError(errno.EROFS, "x"), forever=True), kind)
        whole = picture(output) == before or not any(output.iterdir())
        assert whole == ("còn nguyên" in str(caught.value)), at
        with pytest.raises(LookupError), staged_output(output):
            raise LookupError
        assert (picture(output) if output.exists() else {}) == before, at
        build(output, NEW, kind=kind)
        assert picture(output) == clean, at


@pytest.mark.parametrize("after", [False, True])
def test_a_kill_at_any_step_is_healed_by_the_next_build(tmp_path: Path, kind: str, after: bool):
    """A build that fails next puts the old output back; one that succeeds is as if undisturbed."""
    clean = expected(tmp_path / "expected", kind)
    for at in range(count_steps(tmp_path / "count", kind)):
        output = prepare(tmp_path / str(at), kind)
        before = picture(output)
        with pytest.raises(Killed):
            build(output, NEW, FaultyDisk(at, forever=True, after=after), kind)
        with pytest.raises(LookupError), staged_output(output):
            raise LookupError
        assert (picture(output) if output.exists() else {}) in (before, clean), at
        build(output, NEW, kind=kind)
        assert picture(output) == clean, at
        assert not list(output.parent.glob(".*staging*")), at


BOTH_WAYS = pytest.mark.parametrize("way", ["old", "partial"])


@BOTH_WAYS
def test_a_kill_while_healing_is_healed_as_well(tmp_path: Path, way: str):
    prepare(tmp_path / "clean", "old")
    before = picture(tmp_path / "clean" / "kết quả")
    steps = count_steps(tmp_path / "count", way)
    for at in range(0, steps, 4):
        for second in range(0, 40, 3):
            output = prepare(tmp_path / f"{at}-{second}", "old")
            with pytest.raises(Killed):
                build(output, NEW, FaultyDisk(at, forever=True), way)
            healing = FaultyDisk(second, forever=True)
            with pytest.raises((Killed, LookupError)), staged_output(output, disk=healing):
                raise LookupError
            with pytest.raises(LookupError), staged_output(output):
                raise LookupError
            assert picture(output) in (before, expected_once(tmp_path)), (at, second)


def expected_once(folder: Path) -> dict[str, bytes | str]:
    output = folder / "expected" / "kết quả"
    if not output.exists():
        expected(folder / "expected", "old")
    return picture(output)


def test_a_different_build_after_a_kill_meets_no_foreign_files(tmp_path: Path):
    """Files that only the killed build wrote belong to us although no manifest lists them."""
    third = {"tin tức": "3", "index.html": "3"}
    for at in range(count_steps(tmp_path / "count", "none")):
        output = prepare(tmp_path / str(at), "none")
        with pytest.raises(Killed):
            build(output, NEW, FaultyDisk(at, forever=True))
        build(output, third)
        assert sorted(load_manifest(output).files) == sorted(third)
        assert verify_tree(output, load_manifest(output)) == []


@BOTH_WAYS
def test_without_the_working_folder_the_journal_still_says_what_is_ours(tmp_path: Path, way: str):
    """Someone deletes the hidden folder of a killed build by hand."""
    for at in range(count_steps(tmp_path / "count", way)):
        output = prepare(tmp_path / str(at), "old")
        with pytest.raises(Killed):
            build(output, NEW, FaultyDisk(at, forever=True), way)
        for leftover in output.parent.glob(".*.staging-*"):
            DISK.remove_tree(leftover)
        with pytest.raises(EnvironmentFault):
            build(output, {}, FaultyDisk(12, lambda: OSError(errno.ENOSPC, "x"), forever=True))
        build(output, OLD, kind=way)
        assert {**OLD, **FOREIGN}.keys() <= {p.relative_to(output).as_posix() for p in output.rglob("*")}
        assert set(verify_tree(output, load_manifest(output))) == {f"thừa {path}" for path in FOREIGN}


class NoRenames(FaultyDisk):
    """From operation `at` on no name can be changed, while folders can still be deleted."""

    def step(self, name: str, work: Callable[..., None], *args: object) -> None:
        """Do one operation, or fail at it."""
        if name == "remove_tree":
            work(*args)
        else:
            super().step(name, work, *args)


@BOTH_WAYS
def test_what_is_needed_to_put_the_output_back_is_not_deleted(tmp_path: Path, way: str):
    for at in range(count_steps(tmp_path / "count", way) - 1):
        output = prepare(tmp_path / str(at), "old")
        before = picture(output)
        with pytest.raises(EnvironmentFault):
            build(output, NEW, NoRenames(at, lambda: OSError(errno.EACCES, "x"), forever=True), way)
        with pytest.raises(LookupError), staged_output(output):
            raise LookupError
        assert picture(output) == before, at


@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_healing_takes_nothing_from_behind_a_linked_folder(tmp_path: Path):
    """Someone replaces a folder of the killed build by a link before the next one."""
    output = prepare(tmp_path / "dựng", "empty")
    with pytest.raises(Killed):
        build(output, NEW, FaultyDisk(count_steps(tmp_path / "count", "empty") - 2, forever=True))
    (output / "tin tức").rename(tmp_path / "ngoài")
    (output / "tin tức").symlink_to(tmp_path / "ngoài")
    with pytest.raises(LookupError), staged_output(output):
        raise LookupError
    assert picture(tmp_path / "ngoài") == {"y.html": b"new"}
    assert picture(output) == {"tin tức": f"-> {tmp_path / 'ngoài'}"}


KILLED_BUILD = """
import sys
from pathlib import Path
from unit.incremental.faulty_disk import DyingDisk
from unit.incremental.test_commit import NEW, build
build(Path(sys.argv[1]), NEW, DyingDisk(int(sys.argv[2])), sys.argv[3])
"""


@pytest.mark.parametrize(("way", "share"), [("old", 0.3), ("old", 0.7), ("partial", 0.5), ("partial", 0.9)])
def test_a_process_that_dies_leaves_no_lock_and_the_next_build_heals(tmp_path: Path, way: str, share: float):
    output = prepare(tmp_path, "old")
    at = int(count_steps(tmp_path / "count", way) * share)
    environment = clean_environment(PYTHONPATH=os.pathsep.join(sys.path), PYTHONUTF8="1")
    command = [sys.executable, "-c", KILLED_BUILD, str(output), str(at), way]
    assert subprocess.run(command, env=environment, check=False).returncode == 9
    with staged_output(output, lock_timeout=0) as staged:
        write_files(staged.staging, NEW)
    assert picture(output) == expected(tmp_path / "expected", "old")
    assert not (output / JOURNAL_NAME).exists()
