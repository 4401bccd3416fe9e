"""Publish a build to a local folder, list what was published, go back.

    target/releases/<id>/…          each release whole, with its manifest; equal files are hard links
    target/releases/releases.json   the record
    target/current                  what the web server serves

A run that fails or is killed leaves `current` whole; the next one removes what it left behind.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from cchc.errors import EnvironmentFault, UsageError
from cchc.manifest import DISK, Disk, Manifest, hold_lock, load_manifest, make_folders, os_faults, verify_tree
from cchc.release.gate import check_gates, count_pages
from cchc.release.record import Release, load_releases, mark, write_record
from cchc.release.store import (
    RELEASES,
    check_whole,
    clean_drafts,
    discard,
    list_folders,
    next_id,
    summarise,
    write_release,
)
from cchc.release.switch import CURRENT, heal_current, switch_current
from cchc.release.target import parse_target

KEEP = 5
LOCK_TIMEOUT = 900.0  # seconds
LOCK_NAME = ".lock"


def publish_release(
    source: Path,
    target: Path | str,
    *,
    keep: int = KEEP,
    force: bool = False,
    disk: Disk = DISK,
    lock_timeout: float = LOCK_TIMEOUT,
) -> Release:
    """Publish the build in `source` to `target`, keeping the newest `keep` releases and the current one.

    What is already online, whole, is not published again: the release returned then has `new` False.
    Raises UsageError (not a finished build, not a local folder, nonsense `keep`), GateError (no posts, over
    20 % fewer pages; not with `force`) and EnvironmentFault; it says so if `current` is not as before.
    """
    place = _check_places(source, target, keep)
    manifest = load_source(source)
    with os_faults("xuất bản trang"):
        make_folders(place / RELEASES, disk)
    with _locked(place, lock_timeout):
        with os_faults("xuất bản trang"):
            releases = _tidy(place, disk)
            current = next((release for release in releases if release.current), None)
            if current and current.digest == manifest.digest and not verify_tree(place / CURRENT, manifest):
                return current
            if not force:
                check_gates(manifest.files, count_pages(manifest), current.pages if current else None)
            release = _put_online(source, place, manifest, _newest(place, releases), disk)
        with _after_switch(release):
            return _settle(place, [*releases, release], release.id, keep, disk)


def list_releases(target: Path | str) -> list[Release]:
    """List the releases at `target`, oldest first; change nothing. Raises UsageError and EnvironmentFault."""
    place = parse_target(str(target))
    with _read_faults(place):
        return load_releases(place)


def rollback_release(target: Path | str, *, disk: Disk = DISK, lock_timeout: float = LOCK_TIMEOUT) -> Release:
    """Put the release before the current one back online and pin it until the next publish.

    Called again it goes one further back. Raises UsageError when there is none before, EnvironmentFault.
    """
    place = parse_target(str(target))
    if not (place / RELEASES).is_dir():
        raise UsageError(f"{target} chưa có bản nào được xuất bản.")
    with _locked(place, lock_timeout):
        with os_faults("quay lại bản trước"):
            releases = _tidy(place, disk)
            previous = _find_previous(releases)
            manifest = _load_whole(place / RELEASES / previous.id, previous.digest)
            switch_current(place, previous.id, manifest, disk)
        with _after_switch(previous):
            return _settle(place, releases, previous.id, len(releases), disk)


def load_source(source: Path) -> Manifest:
    """Read the manifest of a finished build; UsageError when the folder is not exactly what it says."""
    with _read_faults(source):
        manifest = load_manifest(source)
        if manifest is None:
            raise UsageError(f"{source} chưa có bản dựng hoàn chỉnh. Hãy chạy inv build trước.")
        differences = verify_tree(source, manifest)
    if differences:
        raise UsageError(
            f"{source} không còn đúng như lần dựng cuối: {summarise(differences)}. "
            "Hãy bỏ tệp thừa (nếu có) và chạy inv build trước."
        )
    return manifest


def _check_places(source: Path, target: Path | str, keep: int) -> Path:
    place, build = parse_target(str(target)), source.resolve()
    if keep < 1:
        raise UsageError(f"Số bản giữ lại phải từ 1 trở lên, đang là {keep}.")
    if place == build or build in place.parents:
        raise UsageError(f"Nơi xuất bản {target} phải nằm ngoài thư mục kết quả {source}.")
    if place.exists() and not place.is_dir():
        raise UsageError(f"Nơi xuất bản {target} phải là một thư mục, đang là một tệp.")
    return place


def _locked(place: Path, timeout: float) -> contextlib.AbstractContextManager[None]:
    return hold_lock(place / LOCK_NAME, timeout, "Một lần xuất bản khác")


@contextlib.contextmanager
def _read_faults(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise EnvironmentFault(f"Không đọc được {folder}: {error}.") from error


@contextlib.contextmanager
def _after_switch(release: Release) -> Iterator[None]:
    """Report a failure of what comes after the switch as what it is: the release is online."""
    try:
        yield
    except OSError as error:
        raise EnvironmentFault(
            f"Bản {release.id} đã lên nhưng chưa ghi sổ, dọn dẹp xong ({error}). Lần chạy sau sẽ làm tiếp."
        ) from error


def _tidy(place: Path, disk: Disk) -> list[Release]:
    """Heal what a killed run left, then list the releases."""
    heal_current(place, disk)
    clean_drafts(place, disk)
    return load_releases(place)


def _newest(place: Path, releases: list[Release]) -> Path | None:
    """Find the release most like the new one: the current, else the last."""
    best = next((release for release in releases if release.current), releases[-1] if releases else None)
    return place / RELEASES / best.id if best else None


def _find_previous(releases: list[Release]) -> Release:
    """Find the release before the current one in the record."""
    position = next((number for number, release in enumerate(releases) if release.current), 0)
    if position == 0:
        raise UsageError("Không có bản nào trước bản đang chạy để quay lại.")
    return releases[position - 1]


def _load_whole(folder: Path, digest: str) -> Manifest:
    """Read the manifest of a release and check the release against it; EnvironmentFault when damaged."""
    manifest = load_manifest(folder)
    if manifest is None or manifest.digest != digest:
        raise EnvironmentFault(f"Bản {folder.name} đã hỏng. Bản đang chạy còn nguyên.")
    check_whole(folder, manifest)
    return manifest


def _put_online(source: Path, place: Path, manifest: Manifest, previous: Path | None, disk: Disk) -> Release:
    """Write the release folder and switch to it; when the switch fails, take it away again."""
    name = next_id(place, manifest)
    folder = place / RELEASES / name
    write_release(source, manifest, folder, previous, disk)
    try:
        switch_current(place, name, manifest, disk)
    except OSError:
        with contextlib.suppress(OSError):
            discard(folder, place, disk)
        raise
    return Release(id=name, digest=manifest.digest, pages=count_pages(manifest), new=True)


def _settle(place: Path, releases: list[Release], current: str, keep: int, disk: Disk) -> Release:
    """Record that `current` is online, then delete the releases that are neither kept nor recorded."""
    disk.sync_folder(place)
    heal_current(place, disk)
    marked = [mark(release, current, releases) for release in releases]
    kept = marked[-keep:]  # a publish makes the newest current, a rollback keeps all
    write_record(place, kept, disk)
    for name in list_folders(place):
        if name not in {release.id for release in kept}:
            discard(place / RELEASES / name, place, disk)
    return next(release for release in marked if release.id == current)
