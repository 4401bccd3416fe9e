"""Publish to a local folder, list, go back."""

from pathlib import Path

import pytest

from cchc.errors import EnvironmentFault, GateError, UsageError
from cchc.incremental.transaction import staged_output
from cchc.manifest import MANIFEST_NAME, hold_lock, load_manifest, write_manifest
from cchc.release.local import list_releases, publish_release, rollback_release
from cchc.release.record import Release
from unit.incremental.faulty_disk import FaultyDisk, picture, write_files
from unit.release.publishing import assert_tidy, build, everywhere, numbers, online, publish


@everywhere
def test_a_published_build_is_online_whole_with_its_manifest(source: Path, target: Path, disk_type: type[FaultyDisk]):
    release = publish(source, target, "một", disk_type())
    digest = load_manifest(source).digest
    assert release == Release(id=f"000001-{digest[:12]}", digest=digest, pages=4, current=True, new=True)
    assert online(target) == "một"
    assert load_manifest(target / "current") == load_manifest(source)
    assert {p.name for p in (target / "current").iterdir()} == {"bai-viet", "tep", "trang", MANIFEST_NAME}
    assert_tidy(target, linked=disk_type is FaultyDisk)


@everywhere
def test_the_same_build_again_changes_nothing_and_says_so(source: Path, target: Path, disk_type: type[FaultyDisk]):
    first = publish(source, target, "một", disk_type())
    before = picture(target)
    disk = disk_type()
    again = publish_release(source, target, disk=disk)
    assert (first.new, again.new, again.id) == (True, False, first.id)
    assert disk.names == []
    assert picture(target) == before


@everywhere
def test_seven_publishes_keep_the_newest_five(source: Path, target: Path, disk_type: type[FaultyDisk]):
    for number in range(1, 8):
        publish(source, target, number, disk_type())
    assert numbers(target) == [3, 4, 5, 6, 7]
    assert online(target) == "7"
    assert_tidy(target, linked=disk_type is FaultyDisk)


@everywhere
def test_rollback_goes_one_back_each_time_and_pins(source: Path, target: Path, disk_type: type[FaultyDisk]):
    for number in (1, 2, 3):
        publish(source, target, number, disk_type())
    assert [release.pinned for release in list_releases(target)] == [False, False, False]
    for number in (2, 1):
        release = rollback_release(target, disk=disk_type())
        assert (release.id[:6], release.current, release.pinned) == (f"00000{number}", True, True)
        assert online(target) == str(number)
        assert [item.pinned for item in list_releases(target)] == [number == 1, number == 2, False]
        assert_tidy(target, linked=disk_type is FaultyDisk)
    with pytest.raises(UsageError, match="Không có bản nào trước"):
        rollback_release(target, disk=disk_type())
    assert online(target) == "1"
    publish(source, target, 4, disk_type())
    assert online(target) == "4"
    assert [release.pinned for release in list_releases(target)] == [False] * 4
    assert rollback_release(target, disk=disk_type()).id.startswith("000003")


@everywhere
def test_rollback_passes_releases_of_equal_content_one_by_one(source: Path, target: Path, disk_type: type[FaultyDisk]):
    for text in "abab":
        publish(source, target, text, disk_type())
    assert [rollback_release(target, disk=disk_type()).id[:6] for _ in range(3)] == [
        "000003",
        "000002",
        "000001",
    ]
    assert online(target) == "a"


def test_a_pinned_old_release_survives_while_it_is_current(source: Path, target: Path):
    for number in range(1, 6):
        publish(source, target, number)
    for _ in range(4):
        rollback_release(target)
    assert numbers(target) == [1, 2, 3, 4, 5]
    assert online(target) == "1"
    publish(source, target, 6, keep=2)
    assert numbers(target) == [5, 6]


@pytest.mark.parametrize("published", [False, True])
def test_rollback_without_an_earlier_release_is_refused(source: Path, target: Path, published: bool):
    if published:
        publish(source, target, 1)
    with pytest.raises(UsageError):
        rollback_release(target)
    assert target.exists() == published


def test_a_target_never_published_to_has_no_releases(target: Path):
    assert list_releases(target) == []
    assert not target.exists()


def test_a_damaged_current_release_is_published_again(source: Path, target: Path):
    publish(source, target, 1)
    (target / "current/trang/1.html").write_text("hỏng", encoding="utf-8")
    assert publish_release(source, target).new
    assert online(target) == "1"
    assert numbers(target) == [1, 2]


def test_rollback_to_a_damaged_release_is_refused(source: Path, target: Path):
    first = publish(source, target, 1)
    publish(source, target, 2)
    place = target / "releases" / first.id
    (place / "bai-viet/2024/tin/index.html").write_text("hỏng", encoding="utf-8")
    with pytest.raises(EnvironmentFault, match="khác bai-viet"):
        rollback_release(target)
    write_manifest(place, load_manifest(target / "current"))
    with pytest.raises(EnvironmentFault, match="đã hỏng"):
        rollback_release(target)
    assert online(target) == "2"


@pytest.mark.parametrize("damage", ["changed", "missing", "extra", "no manifest", "bad manifest", "no folder"])
def test_a_source_that_is_not_a_finished_build_is_refused(source: Path, target: Path, damage: str):
    if damage != "no folder":
        build(source, 1)
    if damage in {"changed", "extra"}:
        write_files(source, {"trang/1.html" if damage == "changed" else "lạ.txt": "x"})
    elif damage == "missing":
        (source / "trang/1.html").unlink()
    elif damage == "no manifest":
        (source / MANIFEST_NAME).unlink()
    elif damage == "bad manifest":
        write_files(source, {MANIFEST_NAME: "{"})
    with pytest.raises(UsageError, match="inv build trước"):
        publish_release(source, target)
    assert not target.exists()


def test_a_build_that_lost_its_posts_or_pages_needs_force(source: Path, target: Path):
    with staged_output(source) as staged:
        write_files(staged.staging, {"index.html": "x"})
    with pytest.raises(GateError, match="không có bài viết nào"):
        publish_release(source, target)
    assert online_pages(source, target, pages=9, force=False) == 10
    build(source, 2, pages=6)
    with pytest.raises(GateError, match="có 7 trang, bản đang chạy có 10"):
        publish_release(source, target)
    assert online_pages(source, target, pages=7, force=False) == 8
    assert online_pages(source, target, pages=0, force=True) == 1


def online_pages(source: Path, target: Path, *, pages: int, force: bool) -> int:
    build(source, "x", pages=pages)
    return publish_release(source, target, force=force).pages


@pytest.mark.parametrize("name", ["ssh://máy/web", "s3://kho", "ftp://a/b"])
def test_remote_targets_are_refused_whatever_their_type(source: Path, name: str):
    build(source, 1)
    for call in (list_releases, rollback_release, lambda place: publish_release(source, place)):
        for target in (name, Path(name)):
            with pytest.raises(UsageError, match="chưa được hỗ trợ"):
                call(target)


def test_places_that_cannot_be_published_to_are_refused(source: Path, tmp_path: Path):
    build(source, 1)
    write_files(tmp_path, {"tệp": "x"})
    before = picture(tmp_path)
    for place in (source, source / "sub", tmp_path / "tệp"):
        with pytest.raises(UsageError):
            publish_release(source, place)
    with pytest.raises(UsageError, match="từ 1 trở lên"):
        publish_release(source, tmp_path / "t", keep=0)
    assert picture(tmp_path) == before


def test_one_publish_at_a_time(source: Path, target: Path):
    publish(source, target, 1)
    publish(source, target, 2)
    build(source, 3)
    with hold_lock(target / ".lock", 0, "x"):
        for call in (
            lambda: publish_release(source, target, lock_timeout=0),
            lambda: rollback_release(target, lock_timeout=0),
        ):
            with pytest.raises(EnvironmentFault, match="Một lần xuất bản khác đang giữ"):
                call()
        assert numbers(target) == [1, 2]
    assert online(target) == "2"
