"""What stands intact in the output, with and without the stamps of the last build."""

import hashlib
import os
import shutil
from pathlib import Path

import pytest

from cchc.incremental import stamps, standing
from cchc.incremental.stamps import StampRecord, format_record, parse_record, read_stamps, take_stamp
from cchc.incremental.standing import Standing, load_standing
from cchc.manifest import MANIFEST_NAME, hash_file, load_manifest
from unit.incremental.building import build, posix
from unit.incremental.faulty_disk import write_files

FILES = {"index.html": "1", "tin/2024/a/index.html": "a", "tin/2024/b/index.html": "b", "tin/index.html": "t"}


def record(output: Path, *folders: str) -> StampRecord:
    """What a build that ended long ago would know of the output as it is."""
    sha = hashlib.sha256((output / MANIFEST_NAME).read_bytes()).hexdigest()
    inner = {f"{folder}/": take_stamp(output / folder) for folder in folders}
    return StampRecord(manifest=sha, stamps=read_stamps(output) | inner)


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read."""
    names: list[str] = []

    def note(place: Path) -> str:
        names.append(place.name)
        return hash_file(place)

    monkeypatch.setattr(standing, "hash_file", note)
    return names


def intact(output: Path, known: StampRecord | None = None) -> set[str]:
    found = load_standing(output, known)
    assert found.intact.items() <= load_manifest(output).files.items()
    assert found.proven.keys() <= found.intact.keys() <= found.present
    return set(found.intact)


def test_nothing_stands_where_nothing_was_built(output: Path):
    assert load_standing(output) == Standing(
        manifest=None, journal=False, owned=frozenset(), present=frozenset(), intact={}, proven={}, folders={}
    )


def test_without_stamps_every_file_is_read(output: Path, hashed: list[str]):
    build(output, FILES)
    write_files(output, {"google.html": "foreign"})
    assert intact(output) == set(FILES)
    assert len(hashed) == len(FILES)


@posix
def test_files_with_the_known_stamps_are_not_read(output: Path, hashed: list[str]):
    build(output, FILES)
    known = parse_record(format_record(record(output)))
    (output / "tin/index.html").write_text("T", encoding="utf-8")
    assert intact(output, known) == set(FILES) - {"tin/index.html"}
    assert hashed == ["index.html"]
    assert set(load_standing(output, known).proven) >= set(FILES) - {"tin/index.html"}


@posix
def test_stamps_of_another_manifest_are_not_believed(output: Path, hashed: list[str]):
    """Someone puts an older manifest back, or another output's record is given."""
    build(output, {**FILES, "index.html": "khác"})
    older = (output / MANIFEST_NAME).read_bytes()
    build(output, FILES)
    known = record(output)
    (output / MANIFEST_NAME).write_bytes(older)
    hashed.clear()
    assert intact(output, known) == set(FILES) - {"index.html"}
    assert len(hashed) == len(FILES)


def test_where_the_system_has_no_change_time_files_are_read(
    output: Path, hashed: list[str], monkeypatch: pytest.MonkeyPatch
):
    for module in (stamps, standing):
        monkeypatch.setattr(module, "HAS_CHANGE_TIME", False)
    build(output, FILES)
    assert load_standing(output, record(output, "", "tin")).proven == {}
    assert len(hashed) == len(FILES)


@posix
@pytest.mark.parametrize("name", ["index.html", "khác"], ids=["in place", "replaced"])
def test_an_edit_of_the_same_size_and_modification_time_is_seen(output: Path, name: str):
    build(output, FILES)
    known = record(output)
    before = take_stamp(output / "index.html")
    after = before
    while after.ctime_ns == before.ctime_ns:  # until the clock has ticked
        (output / name).write_text("2", encoding="utf-8")
        os.utime(output / name, ns=(before.mtime_ns, before.mtime_ns))
        (output / name).replace(output / "index.html")
        after = take_stamp(output / "index.html")
    assert (after.size, after.mtime_ns) == (before.size, before.mtime_ns)
    assert intact(output, known) == set(FILES) - {"index.html"}


@posix
def test_a_touched_file_is_read_and_found_intact(output: Path, hashed: list[str]):
    build(output, FILES)
    known = record(output)
    os.utime(output / "index.html", ns=(1, 1))
    assert intact(output, known) == set(FILES)
    assert len(hashed) == 1


@posix
@pytest.mark.parametrize("kind", ["deleted", "emptied", "link", "dangling link", "pipe", "folder"])
def test_a_file_that_is_gone_or_no_longer_one_is_not_intact(output: Path, tmp_path: Path, kind: str):
    build(output, FILES)
    known = record(output, "", "tin", "tin/2024")
    place = output / "tin/2024/a/index.html"
    place.rename(tmp_path / "same")
    if kind == "emptied":
        place.write_bytes(b"")
    elif kind == "folder":
        place.mkdir()
    elif kind == "pipe":
        os.mkfifo(place)
    elif "link" in kind:
        place.symlink_to(tmp_path / ("same" if kind == "link" else "none"))
    found = load_standing(output, known)
    assert set(found.intact) == set(FILES) - {"tin/2024/a/index.html"}
    assert ("tin/2024/a/index.html" in found.present) == (kind not in {"deleted", "folder"})


@posix
def test_a_record_that_holds_the_stamp_of_a_link_does_not_make_it_a_file(output: Path, tmp_path: Path):
    build(output, FILES)
    (output / "index.html").rename(tmp_path / "same")
    (output / "index.html").symlink_to(tmp_path / "same")
    assert intact(output, record(output)) == set(FILES) - {"index.html"}


@posix
@pytest.mark.parametrize("folder", ["tin", "tin/2024", "tin/2024/a"])
@pytest.mark.parametrize("proven", [(), ("", "tin", "tin/2024")], ids=["plain", "with folders"])
def test_files_behind_a_linked_folder_are_not_in_the_output(
    output: Path, tmp_path: Path, folder: str, proven: tuple[str, ...]
):
    """The files and their stamps are the same; only a folder on the way has become a link."""
    build(output, FILES)
    known = record(output, *proven)
    (output / folder).rename(tmp_path / "ngoài")
    (output / folder).symlink_to(tmp_path / "ngoài")
    found = load_standing(output, known)
    behind = {path for path in FILES if path.startswith(f"{folder}/")}
    assert set(found.intact) == set(found.present) == set(FILES) - behind


@posix
def test_a_folder_replaced_by_a_copy_is_read(output: Path, hashed: list[str]):
    build(output, FILES)
    known = record(output, "", "tin", "tin/2024")
    shutil.copytree(output / "tin/2024", output / "copy")
    shutil.rmtree(output / "tin/2024")
    (output / "copy").rename(output / "tin/2024")
    assert intact(output, known) == set(FILES)
    assert len(hashed) == 2
